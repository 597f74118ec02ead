package dev.karamon.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.database.Rows;
import dev.karamon.database.Slice;
import dev.karamon.http.Json;
import dev.karamon.http.Page;
import dev.karamon.http.PageRequest;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.Optional;

final class AuditStore {
  private static final String INSERT =
      """
      INSERT INTO audit (at, actor, action, subject, before, after, cause)
      VALUES ($1, $2, $3, $4, $5::text::jsonb, $6::text::jsonb, $7)
      """;

  Future<Void> insert(SqlClient client, AuditEntry entry) {
    return client
        .preparedQuery(INSERT)
        .execute(
            Tuple.of(
                Rows.param(entry.at()),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.before().map(JsonNode::toString).orElse(null),
                entry.after().map(JsonNode::toString).orElse(null),
                entry.cause().orElse(null)))
        .mapEmpty();
  }

  private static final String LIST =
      """
      SELECT id, at, actor, action, subject, before::text, after::text, cause,
             count(*) OVER () AS total
        FROM audit
       WHERE ($1::text IS NULL OR subject = $1)
         AND ($2 = '%%' OR actor ILIKE $2 OR action ILIKE $2 OR subject ILIKE $2)
       ORDER BY id DESC
       LIMIT $3 OFFSET $4
      """;

  Future<Page<AuditEntry>> list(SqlClient client, PageRequest page, Optional<String> subject) {
    var parameters = Arrays.<Object>asList(subject.orElse(null), page.likePattern());
    return Slice.read(client, LIST, parameters, page.perPage(), page.offset(), AuditStore::entry)
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
        Optional.ofNullable(row.getString("cause")));
  }

  private static Optional<JsonNode> json(Row row, String column) {
    return Optional.ofNullable(row.getString(column)).map(Json::read);
  }
}
