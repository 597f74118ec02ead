package dev.karamon.stripe.membership;

import dev.karamon.database.Columns;
import dev.karamon.database.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** When the first try to collect invoices failed. */
final class InvoiceFailureStore {
  private static final String KNOWN =
      "SELECT invoice_id, failed_at FROM stripe_invoice_failure WHERE invoice_id = ANY ($1::text[])";

  /** What is known of some invoices; asks nobody about nothing. */
  Future<Map<String, Instant>> known(SqlClient client, Collection<String> invoices) {
    return invoices.isEmpty()
        ? Future.succeededFuture(Map.of())
        : client
            .preparedQuery(KNOWN)
            .execute(Tuple.tuple().addArrayOfString(invoices.toArray(String[]::new)))
            .map(rows ->
                Rows.all(
                        rows,
                        row -> Map.entry(row.getString("invoice_id"), Rows.time(row, "failed_at")))
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  // The first of several events counts, whichever comes first; and any before what was read.
  private static final String PUT_TOLD =
      """
      INSERT INTO stripe_invoice_failure AS f (invoice_id, failed_at, told)
      SELECT invoice_id, failed_at, true
        FROM unnest($1::text[], $2::timestamptz[]) AS t (invoice_id, failed_at)
       ORDER BY invoice_id COLLATE "C"
      ON CONFLICT (invoice_id) DO UPDATE SET failed_at = excluded.failed_at, told = true
       WHERE NOT f.told OR excluded.failed_at < f.failed_at
      """;

  /** Keeps what events have told. */
  Future<Void> putTold(SqlClient client, Map<String, Instant> failures) {
    return put(client, PUT_TOLD, failures);
  }

  private static final String PUT_FOUND =
      """
      INSERT INTO stripe_invoice_failure (invoice_id, failed_at, told)
      SELECT invoice_id, failed_at, false
        FROM unnest($1::text[], $2::timestamptz[]) AS t (invoice_id, failed_at)
       ORDER BY invoice_id COLLATE "C"
      ON CONFLICT (invoice_id) DO NOTHING
      """;

  /** Keeps what a reading has found, of which nothing is known yet. */
  Future<Void> putFound(SqlClient client, Map<String, Instant> failures) {
    return put(client, PUT_FOUND, failures);
  }

  private static Future<Void> put(
      SqlClient client, String statement, Map<String, Instant> failures) {
    var all = List.copyOf(failures.entrySet());
    return all.isEmpty()
        ? Future.succeededFuture()
        : client
            .preparedQuery(statement)
            .execute(
                Tuple.tuple()
                    .addArrayOfString(Columns.texts(all, Map.Entry::getKey))
                    .addArrayOfOffsetDateTime(Columns.times(all, Map.Entry::getValue)))
            .mapEmpty();
  }
}
