package dev.karamon.stripe.checkout;

import dev.karamon.database.Columns;
import dev.karamon.database.Rows;
import dev.karamon.id.EndpointId;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.gateway.CheckoutPage;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class CheckoutStore {
  private static final Duration LOOK_INTERVAL = Duration.ofSeconds(2);

  /**
   * What a member is about to buy through an endpoint.
   *
   * @param fingerprint of everything that the page depends on
   */
  record Basket(
      StripeMode mode,
      MemberId member,
      EndpointId endpoint,
      String fingerprint,
      List<PriceId> prices,
      boolean oneTime) {}

  /**
   * A checkout that was begun.
   *
   * @param id idempotency key of the call that opens the session
   * @param session empty until Stripe has answered
   */
  record Begun(UUID id, Optional<CheckoutSessionId> session) {}

  // The second request gets the row, and with it the idempotency key, of the first one.
  private static final String BEGIN =
      """
      INSERT INTO stripe_checkout AS c
        (id, mode, member_id, endpoint_id, fingerprint, prices, state, created_at, one_time)
      VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, 'open', $6, $7)
      ON CONFLICT (mode, member_id, endpoint_id, fingerprint) WHERE state = 'open'
      DO UPDATE SET prices = excluded.prices
      RETURNING id, session_id
      """;

  Future<Begun> begin(SqlClient client, Basket basket, Instant now) {
    return client
        .preparedQuery(BEGIN)
        .execute(
            Tuple.of(
                    basket.mode().wire(),
                    basket.member().value(),
                    basket.endpoint().value(),
                    basket.fingerprint())
                .addArrayOfString(Columns.texts(basket.prices(), PriceId::value))
                .addOffsetDateTime(Rows.param(now))
                .addBoolean(basket.oneTime()))
        .map(rows -> Rows.one(rows, CheckoutStore::begun));
  }

  private static final String OPENED =
      """
      UPDATE stripe_checkout SET session_id = $2, url = $3, expires_at = $4
       WHERE id = $1 AND state <> 'closed'
      """;

  /** False when the checkout was closed meanwhile, or went with its member. */
  Future<Boolean> opened(SqlClient client, UUID id, CheckoutPage page) {
    return client
        .preparedQuery(OPENED)
        .execute(
            Tuple.of(id, page.id().value(), page.url().orElse(null), Rows.param(page.expiresAt())))
        .map(rows -> rows.rowCount() == 1);
  }

  Future<Void> end(SqlClient client, UUID id, boolean complete) {
    return client
        .preparedQuery("UPDATE stripe_checkout SET state = $2 WHERE id = $1")
        .execute(Tuple.of(id, complete ? "complete" : "closed"))
        .mapEmpty();
  }

  private static final String GIVE_UP =
      """
      UPDATE stripe_checkout SET state = 'closed'
       WHERE id = $1 AND state = 'open' AND session_id IS NULL
      """;

  /** Closes a checkout whose page nobody got; another call with the same key may have got it. */
  Future<Void> giveUp(SqlClient client, UUID id) {
    return client.preparedQuery(GIVE_UP).execute(Tuple.of(id)).mapEmpty();
  }

  Future<Void> endBought(SqlClient client, CheckoutSessionId session) {
    return client
        .preparedQuery("UPDATE stripe_checkout SET state = 'complete' WHERE session_id = $1")
        .execute(Tuple.of(session.value()))
        .mapEmpty();
  }

  // Seldom enough that a page which asks again and again does not become a stream of calls.
  private static final String TO_LOOK_AT =
      """
      UPDATE stripe_checkout SET looked_at = $3
       WHERE mode = $1 AND member_id = $2 AND state = 'open' AND session_id IS NOT NULL
         AND (looked_at IS NULL OR looked_at < $4)
      RETURNING id, session_id
      """;

  /** The open pages of a member that have not been checked recently. */
  Future<List<Begun>> takeToLookAt(
      SqlClient client, StripeMode mode, MemberId member, Instant now) {
    return client
        .preparedQuery(TO_LOOK_AT)
        .execute(
            Tuple.of(
                mode.wire(), member.value(), Rows.param(now), Rows.param(now.minus(LOOK_INTERVAL))))
        .map(rows -> Rows.all(rows, CheckoutStore::begun));
  }

  private static Begun begun(Row row) {
    return new Begun(
        row.getUUID("id"),
        Optional.ofNullable(row.getString("session_id")).map(CheckoutSessionId::new));
  }

  Future<UUID> installation(SqlClient client) {
    return client
        .query("SELECT id FROM stripe_installation")
        .execute()
        .map(rows -> Rows.one(rows, row -> row.getUUID("id")));
  }
}
