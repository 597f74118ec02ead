package dev.karamon.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.actor.Actor;
import dev.karamon.database.Listing;
import dev.karamon.database.Ordering;
import dev.karamon.database.Rows;
import dev.karamon.json.Json;
import dev.karamon.page.Page;
import dev.karamon.page.PageRequest;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
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

  // Entries are numbered in order of arrival.
  static final Ordering ORDERS =
      Ordering.usually("id DESC").or("at", "id").or("action", "action").or("actor", "lower(actor)");

  private static final Listing LIST =
      Listing.of(
          """
          SELECT id, at, actor, action, subject, before::text, after::text, cause, address,
                 request_id
          """,
          "FROM audit",
          ORDERS);

  Future<Page<AuditEntry>> list(SqlClient client, PageRequest page, AuditFilter filter) {
    return LIST.search(page.query(), "actor", "action", "subject")
        .whereGiven(filter.subject(), "subject = $1")
        .whereGiven(filter.actor(), "actor = $1")
        .whereGiven(
            filter.action(), "action = $1 OR (right($1, 1) = '.' AND starts_with(action, $1))")
        .whereGiven(filter.from().map(Rows::param), "at >= $1")
        .whereGiven(filter.to().map(Rows::param), "at < $1")
        .read(client, page.sort(), page.perPage(), page.offset(), AuditStore::entry)
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
