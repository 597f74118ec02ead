package dev.karamon.stripe.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.database.Listing;
import dev.karamon.database.Ordering;
import dev.karamon.database.Slice;
import dev.karamon.id.MemberId;
import dev.karamon.json.Json;
import dev.karamon.page.PageRequest;
import dev.karamon.stripe.StripeMode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** The inbox as admins look at it. */
final class EventViewStore {
  /** What is shown of it is the payload. */
  private static final Buffer NO_BODY = Buffer.buffer();

  private static final String WITH_MEMBER =
      """
      LEFT JOIN stripe_customer c ON c.mode = e.mode AND c.customer_id = e.customer_id
      """;

  static final Ordering ORDERS =
      Ordering.usually("e.received_at DESC, e.event_id")
          .or("received_at", "e.received_at")
          .or("created", "e.created_at")
          .or("type", "e.type")
          .or("status", "e.status");

  private static final Listing LIST =
      Listing.of(EventStore.COLUMNS, "FROM stripe_event e", ORDERS)
          .showing("SELECT e.*, c.member_id", "e " + WITH_MEMBER);

  private static final String OF_MEMBER =
      """
      (e.mode, e.customer_id) IN (
        SELECT c.mode, c.customer_id FROM stripe_customer c WHERE c.member_id = $1)
      """;

  /** What to look for; empty for everything. */
  record Filter(
      Optional<String> status,
      Optional<String> type,
      Optional<MemberId> member,
      Optional<String> customer) {}

  Future<Slice<EventView>> list(SqlClient client, PageRequest page, Filter filter) {
    return LIST.search(page.query(), "e.event_id", "e.type", "e.customer_id", "e.subscription_id")
        .whereGiven(filter.status(), "e.status = $1")
        .whereGiven(filter.type(), "e.type = $1")
        .whereGiven(filter.member().map(MemberId::value), OF_MEMBER)
        .whereGiven(filter.customer(), "e.customer_id = $1")
        .read(
            client, page.sort(), page.perPage(), page.offset(), row -> view(row, Optional.empty()));
  }

  private static final String FIND =
      EventStore.COLUMNS
          + EventBodyStore.COLUMNS
          + ", c.member_id FROM stripe_event e "
          + WITH_MEMBER
          + EventBodyStore.JOIN
          + "WHERE e.event_id = $1";

  Future<Optional<EventView>> find(SqlClient client, String id) {
    return client
        .preparedQuery(FIND)
        .execute(Tuple.of(id))
        .map(rows ->
            EventBodyStore.all(
                    rows, (row, body) -> view(row, Optional.of(Json.parse(body.getBytes()))))
                .stream()
                .findFirst());
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
