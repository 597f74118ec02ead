package dev.karamon.stripe.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.database.Ordering;
import dev.karamon.database.Rows;
import dev.karamon.database.Slice;
import dev.karamon.http.Json;
import dev.karamon.http.PageRequest;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.StripeMode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.Optional;

/** The inbox as admins look at it. */
final class EventViewStore {
  /** What is shown of it is the payload. */
  private static final Buffer NO_BODY = Buffer.buffer();

  private static final String COLUMNS = EventStore.COLUMNS + ", c.member_id";
  private static final String FROM =
      """
        FROM stripe_event e
        LEFT JOIN stripe_customer c ON c.mode = e.mode AND c.customer_id = e.customer_id
      """;

  static final Ordering ORDERS =
      Ordering.usually("e.received_at DESC, e.event_id")
          .or("received_at", "e.received_at")
          .or("created", "e.created_at")
          .or("type", "e.type")
          .or("status", "e.status");

  private static final String LIST =
      COLUMNS
          + ", count(*) OVER () AS total"
          + FROM
          + """
           WHERE (e.event_id ILIKE $1 OR e.type ILIKE $1 OR e.customer_id ILIKE $1
                  OR e.subscription_id ILIKE $1)
             AND ($2::text IS NULL OR e.status = $2)
             AND ($3::text IS NULL OR e.type = $3)
             AND ($4::bigint IS NULL OR c.member_id = $4)
             AND ($5::text IS NULL OR e.customer_id = $5)
          """;

  /** What to look for; empty for everything. */
  record Filter(
      Optional<String> status,
      Optional<String> type,
      Optional<Long> member,
      Optional<String> customer) {}

  Future<Slice<EventView>> list(SqlClient client, PageRequest page, Filter filter) {
    var parameters =
        Arrays.<Object>asList(
            page.likePattern(),
            filter.status().orElse(null),
            filter.type().orElse(null),
            filter.member().orElse(null),
            filter.customer().orElse(null));
    return Slice.read(
        client,
        LIST + ORDERS.end(page.sort(), 6),
        parameters,
        page.perPage(),
        page.offset(),
        row -> view(row, Optional.empty()));
  }

  private static final String FIND = COLUMNS + ", e.body" + FROM + " WHERE e.event_id = $1";

  Future<Optional<EventView>> find(SqlClient client, String id) {
    return client
        .preparedQuery(FIND)
        .execute(Tuple.of(id))
        .map(rows ->
            Rows.first(rows, row -> view(row, Optional.of(Json.parse(EventStore.body(row))))));
  }

  private static EventView view(Row row, Optional<JsonNode> payload) {
    var event = EventStore.event(row, NO_BODY);
    return new EventView(
        event.id(),
        event.type(),
        event.mode() == StripeMode.LIVE,
        event.created(),
        event.receivedAt(),
        event.status(),
        event.reason(),
        event.attempts(),
        event.nextAttemptAt(),
        event.customer(),
        event.subscription(),
        Optional.ofNullable(row.getLong("member_id")).map(MemberId::new),
        payload);
  }
}
