package dev.karamon.endpoint;

import dev.karamon.database.Database;
import dev.karamon.database.Notifications;
import dev.karamon.operation.CallerNeed;
import dev.karamon.operation.Catalog;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the table that serves; a reload that fails leaves the old one serving. */
public final class EndpointTables {
  private static final Logger LOG = LoggerFactory.getLogger(EndpointTables.class);
  private static final String CHANNEL = "karamon_endpoints";

  private final Database database;
  private final Catalog catalog;
  private final ApiStore apis = new ApiStore();
  private final EndpointStore endpoints = new EndpointStore();
  private volatile EndpointTable current = EndpointTable.empty();

  public EndpointTables(Database database, Catalog catalog) {
    this.database = database;
    this.catalog = catalog;
  }

  /** The table that serves now. */
  public EndpointTable current() {
    return current;
  }

  /** Follows the changes that other nodes announce. */
  public void follow(Notifications notifications) {
    notifications.on(
        CHANNEL,
        payload -> reload().onFailure(failure -> LOG.warn("Endpoints were not reloaded", failure)));
  }

  /** Reads everything anew and swaps the table. */
  public Future<Void> reload() {
    return database
        .with(client ->
            apis.all(client)
                .compose(all ->
                    endpoints.all(client).map(found -> EndpointTable.of(all, found, catalog))))
        .onSuccess(table -> current = table)
        .mapEmpty();
  }

  Future<Void> announce(SqlClient transaction) {
    return Notifications.send(transaction, CHANNEL, "changed");
  }

  boolean needsMembers(Endpoint endpoint) {
    return EndpointTable.operation(endpoint, catalog)
        .filter(entry -> entry.spec().caller() != CallerNeed.NONE)
        .isPresent();
  }
}
