package dev.karamon.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.database.Ordering;
import dev.karamon.database.Rows;
import dev.karamon.database.Slice;
import dev.karamon.http.Actor;
import dev.karamon.http.Json;
import dev.karamon.http.Page;
import dev.karamon.http.PageRequest;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.Optional;

final class AuditStore {
  private static final String INSERT =
      """
      INSERT INTO audit (at, actor, action, subject, before, after, cause, address, request_id)
      VALUES ($1, $2, $3, $4, $5::text::jsonb, $6::text::jsonb, $7, $8, $9)
      """;

  Future<Void> insert(SqlClient client, AuditEntry entry) {
    return client
        .preparedQuery(INSERT)
        .execute(
            Tuple.of(Rows.param(entry.at()), entry.actor(), entry.action(), entry.subject())
                .addString(entry.before().map(JsonNode::toString).orElse(null))
                .addString(entry.after().map(JsonNode::toString).orElse(null))
                .addString(entry.cause().orElse(null))
                .addString(entry.address().orElse(null))
                .addString(entry.requestId().orElse(null)))
        .mapEmpty();
  }

  private static final String ON_BEHALF =
      """
      SELECT set_config('karamon.address', $1, true), set_config('karamon.request_id', $2, true)
      """;

  /** The defaults of the columns read these for entries that other statements write. */
  Future<Void> onBehalf(SqlConnection transaction, Actor.Origin origin) {
    return transaction
        .preparedQuery(ON_BEHALF)
        .execute(Tuple.of(origin.address(), origin.requestId()))
        .mapEmpty();
  }

  // Entries are numbered as they come.
  static final Ordering ORDERS =
      Ordering.usually("id DESC").or("at", "id").or("action", "action").or("actor", "lower(actor)");

  private static final String LIST =
      """
      SELECT id, at, actor, action, subject, before::text, after::text, cause, address, request_id,
             count(*) OVER () AS total
        FROM audit
       WHERE ($1::text IS NULL OR subject = $1)
         AND ($2 = '%%' OR actor ILIKE $2 OR action ILIKE $2 OR subject ILIKE $2)
         AND ($3::text IS NULL OR actor = $3)
         AND ($4::text IS NULL OR action = $4 OR (right($4, 1) = '.' AND starts_with(action, $4)))
         AND ($5::timestamptz IS NULL OR at >= $5)
         AND ($6::timestamptz IS NULL OR at < $6)
      """;

  Future<Page<AuditEntry>> list(SqlClient client, PageRequest page, AuditFilter filter) {
    var parameters =
        Arrays.<Object>asList(
            filter.subject().orElse(null),
            page.likePattern(),
            filter.actor().orElse(null),
            filter.action().orElse(null),
            Rows.param(filter.from()),
            Rows.param(filter.to()));
    return Slice.read(
            client,
            LIST + ORDERS.end(page.sort(), 7),
            parameters,
            page.perPage(),
            page.offset(),
            AuditStore::entry)
        .map(slice -> Page.of(page, slice.items(), slice.total()));
  }

  private static AuditEntry entry(Row row) {
    return new AuditEntry(
        row.getLong("id"),
        Rows.time(row, "at"),
        row.getString("actor"),
        row.getString("action"),
        row.getString("subject"),
        json(row, "before"),
        json(row, "after"),
        Optional.ofNullable(row.getString("cause")),
        Optional.ofNullable(row.getString("address")),
        Optional.ofNullable(row.getString("request_id")));
  }

  private static Optional<JsonNode> json(Row row, String column) {
    return Optional.ofNullable(row.getString(column)).map(Json::read);
  }
}
