package dev.karamon.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One statement stores and applies the events that came while the one before it ran: the mirror and
 * the row of the group; no audit, no states, no retries. Belongs to one event loop.
 */
final class ApplyStore implements BareStore {
  private static final int MAX_BATCH = 200;

  // Everything in one order, so that the statements of two event loops cannot deadlock.
  private static final String APPLY =
      """
      WITH e AS (
        SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[],
                             $6::text[], $7::text[], $8::text[], $9::timestamptz[],
                             $10::timestamptz[], $11::bytea[])
            AS e (event_id, type, created_at, customer_id, subscription_id, status, item_id,
                  price_id, period_end, cancel_at, body)
      ), stored AS (
        INSERT INTO bench.event (event_id, type, created_at, customer_id, body)
        SELECT event_id, type, created_at, customer_id, body FROM e ORDER BY event_id
        ON CONFLICT (event_id) DO NOTHING
        RETURNING event_id
      ), newest AS (
        SELECT DISTINCT ON (subscription_id) subscription_id, customer_id, status, item_id,
               price_id, period_end, cancel_at, created_at
          FROM e JOIN stored USING (event_id)
         ORDER BY subscription_id, created_at DESC
      ), mirrored AS (
        INSERT INTO bench.subscription AS s
          (subscription_id, customer_id, status, item_id, price_id, period_end, cancel_at, known_at)
        SELECT * FROM newest ORDER BY subscription_id
        ON CONFLICT (subscription_id) DO UPDATE
           SET status = excluded.status, item_id = excluded.item_id, price_id = excluded.price_id,
               period_end = excluded.period_end, cancel_at = excluded.cancel_at,
               known_at = excluded.known_at
         WHERE s.known_at < excluded.known_at
        RETURNING s.customer_id, s.item_id, s.price_id, s.cancel_at
      )
      INSERT INTO bench.membership (member_id, source_ref, group_id, ends_at)
      SELECT c.member_id, m.item_id, p.group_id, m.cancel_at
        FROM mirrored m JOIN bench.customer c USING (customer_id) JOIN bench.price p USING (price_id)
       ORDER BY m.item_id
      ON CONFLICT (member_id, source_ref) DO UPDATE
         SET group_id = excluded.group_id, ends_at = excluded.ends_at
      """;

  private record Waiting(BareEvent event, Promise<Void> kept) {}

  private final SqlClient client;
  private List<Waiting> waiting = new ArrayList<>();
  private boolean writing;

  ApplyStore(SqlClient client) {
    this.client = client;
  }

  @Override
  public Future<Void> keep(BareEvent event) {
    var kept = Promise.<Void>promise();
    waiting.add(new Waiting(event, kept));
    writeNext();
    return kept.future();
  }

  private void writeNext() {
    if (writing || waiting.isEmpty()) {
      return;
    }
    writing = true;
    var size = Math.min(MAX_BATCH, waiting.size());
    var batch = List.copyOf(waiting.subList(0, size));
    waiting = new ArrayList<>(waiting.subList(size, waiting.size()));
    var applied = apply(batch.stream().map(Waiting::event).toList());
    applied.onComplete(done -> {
      writing = false;
      writeNext();
      batch.forEach(each -> applied.onComplete(each.kept()));
    });
  }

  private Future<Void> apply(List<BareEvent> events) {
    var parameters =
        Tuple.tuple()
            .addArrayOfString(texts(events, BareEvent::id))
            .addArrayOfString(texts(events, BareEvent::type))
            .addArrayOfOffsetDateTime(times(events, BareEvent::created))
            .addArrayOfString(texts(events, BareEvent::customer))
            .addArrayOfString(texts(events, BareEvent::subscription))
            .addArrayOfString(texts(events, BareEvent::status))
            .addArrayOfString(texts(events, BareEvent::item))
            .addArrayOfString(texts(events, BareEvent::price))
            .addArrayOfOffsetDateTime(times(events, BareEvent::periodEnd))
            .addArrayOfOffsetDateTime(times(events, BareEvent::cancelAt))
            .addArrayOfBuffer(events.stream().map(BareEvent::body).toArray(Buffer[]::new));
    return client.preparedQuery(APPLY).execute(parameters).mapEmpty();
  }

  private static String[] texts(List<BareEvent> events, Function<BareEvent, String> text) {
    return events.stream().map(text).toArray(String[]::new);
  }

  private static OffsetDateTime[] times(
      List<BareEvent> events, Function<BareEvent, @Nullable OffsetDateTime> time) {
    return events.stream().map(time).toArray(OffsetDateTime[]::new);
  }
}
