package dev.karamon.stripe.checkout;

import dev.karamon.database.Rows;
import dev.karamon.id.EndpointId;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.gateway.CheckoutPage;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class CheckoutStore {
  /**
   * What a member is about to buy through an endpoint.
   *
   * @param fingerprint of everything that the page depends on
   */
  record Purchase(
      StripeMode mode,
      MemberId member,
      EndpointId endpoint,
      String fingerprint,
      List<PriceId> prices) {}

  /**
   * A checkout that was begun.
   *
   * @param id idempotency key of the call that opens the session
   * @param session empty until Stripe has answered
   */
  record Begun(UUID id, Optional<CheckoutSessionId> session) {}

  // Whoever comes second gets the row, and with it the idempotency key, of who came first.
  private static final String BEGIN =
      """
      INSERT INTO stripe_checkout AS c
        (id, mode, member_id, endpoint_id, fingerprint, prices, state, created_at)
      VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, 'open', $6)
      ON CONFLICT (mode, member_id, endpoint_id, fingerprint) WHERE state = 'open'
      DO UPDATE SET prices = excluded.prices
      RETURNING id, session_id
      """;

  Future<Begun> begin(SqlClient client, Purchase purchase, Instant now) {
    return client
        .preparedQuery(BEGIN)
        .execute(
            Tuple.of(
                    purchase.mode().wire(),
                    purchase.member().value(),
                    purchase.endpoint().value(),
                    purchase.fingerprint())
                .addArrayOfString(
                    purchase.prices().stream().map(PriceId::value).toArray(String[]::new))
                .addOffsetDateTime(Rows.param(now)))
        .map(rows -> {
          var row = rows.iterator().next();
          return new Begun(
              row.getUUID("id"),
              Optional.ofNullable(row.getString("session_id")).map(CheckoutSessionId::new));
        });
  }

  private static final String OPENED =
      "UPDATE stripe_checkout SET session_id = $2, url = $3, expires_at = $4 WHERE id = $1";

  Future<Void> opened(SqlClient client, UUID id, CheckoutPage page) {
    return client
        .preparedQuery(OPENED)
        .execute(
            Tuple.of(id, page.id().value(), page.url().orElse(null), Rows.param(page.expiresAt())))
        .mapEmpty();
  }

  Future<Void> end(SqlClient client, UUID id, boolean complete) {
    return client
        .preparedQuery("UPDATE stripe_checkout SET state = $2 WHERE id = $1")
        .execute(Tuple.of(id, complete ? "complete" : "closed"))
        .mapEmpty();
  }

  Future<UUID> installation(SqlClient client) {
    return client
        .query("SELECT id FROM stripe_installation")
        .execute()
        .map(rows -> rows.iterator().next().getUUID("id"));
  }
}
