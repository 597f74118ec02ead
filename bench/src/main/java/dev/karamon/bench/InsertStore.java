package dev.karamon.bench;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

/** One INSERT for each event, and nothing else. */
final class InsertStore implements BareStore {
  private static final String INSERT =
      """
      INSERT INTO bench.event (event_id, type, created_at, customer_id, body)
      VALUES ($1, $2, $3, $4, $5) ON CONFLICT (event_id) DO NOTHING
      """;

  private final SqlClient client;

  InsertStore(SqlClient client) {
    this.client = client;
  }

  @Override
  public Future<Void> keep(BareEvent event) {
    return client
        .preparedQuery(INSERT)
        .execute(
            Tuple.of(event.id(), event.type(), event.created(), event.customer(), event.body()))
        .mapEmpty();
  }
}
