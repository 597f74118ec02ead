package dev.karamon.endpoint;

import dev.karamon.database.Database;
import dev.karamon.database.Notifications;
import dev.karamon.operation.ApiSecurity;
import dev.karamon.operation.Catalog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the table that serves; a reload that fails leaves the old one serving. */
public final class EndpointTables {
  private static final Logger LOG = LoggerFactory.getLogger(EndpointTables.class);
  private static final String CHANNEL = "karamon_endpoints";
  private static final long RETRY_MILLIS = 2_000;

  private final Vertx vertx;
  private final Database database;
  private final Catalog catalog;
  private final ApiStore apis = new ApiStore();
  private final EndpointStore endpoints = new EndpointStore();
  private final AtomicLong reloads = new AtomicLong();
  private volatile Loaded current = new Loaded(0, EndpointTable.empty());

  /** A table with the number of the reload that read it. */
  private record Loaded(long reload, EndpointTable table) {}

  public EndpointTables(Vertx vertx, Database database, Catalog catalog) {
    this.vertx = vertx;
    this.database = database;
    this.catalog = catalog;
  }

  /** The table that serves now. */
  public EndpointTable current() {
    return current.table();
  }

  /** Follows the changes that other nodes announce. */
  public void follow(Notifications notifications) {
    notifications.on(CHANNEL, payload -> reloadUntilDone());
  }

  /**
   * Serves what was just committed; if that fails, it still succeeds and keeps trying, as what is
   * committed can no longer be answered as a failure.
   */
  Future<Void> reloadUntilDone() {
    return reload()
        .recover(failure -> {
          LOG.warn("Endpoints were not reloaded; trying again", failure);
          vertx.setTimer(RETRY_MILLIS, timer -> reloadUntilDone());
          return Future.succeededFuture();
        });
  }

  /** Reads everything again; what was committed before this is served when the future succeeds. */
  public Future<Void> reload() {
    var reload = reloads.incrementAndGet();
    return database
        .with(client ->
            apis.all(client)
                .compose(all ->
                    endpoints.all(client).map(found -> EndpointTable.of(all, found, catalog))))
        .onSuccess(table -> offer(new Loaded(reload, table)))
        .mapEmpty();
  }

  /** Reloads overlap: one that began earlier may have read less, and is discarded. */
  private synchronized void offer(Loaded loaded) {
    if (loaded.reload() > current.reload()) {
      current = loaded;
    }
  }

  Future<Void> announce(SqlClient transaction) {
    return Notifications.send(transaction, CHANNEL, "changed");
  }

  /** Whether an API of this security can tell of its callers what the endpoint has to know. */
  boolean canServe(Endpoint endpoint, ApiSecurity security) {
    return (security.knowsMembers() || !endpoint.forGroups())
        && EndpointTable.operation(endpoint, catalog)
            .filter(entry -> !entry.spec().caller().isMetBy(security))
            .isEmpty();
  }
}
