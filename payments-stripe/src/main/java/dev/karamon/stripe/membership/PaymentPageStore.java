package dev.karamon.stripe.membership;

import dev.karamon.database.Rows;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.wire.Wire;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class PaymentPageStore {
  /**
   * A payment page that is being opened.
   *
   * @param session empty until Stripe has answered
   * @param until when it can no longer be paid
   */
  record Page(UUID id, StripeMode mode, Optional<CheckoutSessionId> session, Instant until) {}

  // Stripe lets sessions expire after a day.
  private static final String OPEN =
      """
      SELECT id, mode, session_id, coalesce(expires_at, created_at + interval '1 day') AS until
        FROM stripe_checkout
       WHERE member_id = $1 AND state = 'open'
         AND coalesce(expires_at, created_at + interval '1 day') > $2
       ORDER BY created_at
      """;

  /** The member's pages that may still be paid. */
  Future<List<Page>> open(SqlClient client, MemberId member, Instant now) {
    return client
        .preparedQuery(OPEN)
        .execute(Tuple.of(member.value(), Rows.param(now)))
        .map(rows -> Rows.all(rows, PaymentPageStore::page));
  }

  private static final String CLOSE =
      """
      UPDATE stripe_checkout SET state = $3
       WHERE id = $1 AND state = 'open' AND session_id IS NOT DISTINCT FROM $2
      """;

  /** Closes a page unless Stripe has answered since it was read. */
  Future<Void> close(SqlClient client, Page page, boolean complete) {
    var session = page.session().map(CheckoutSessionId::value).orElse(null);
    return client
        .preparedQuery(CLOSE)
        .execute(Tuple.of(page.id(), session, complete ? "complete" : "closed"))
        .mapEmpty();
  }

  private static Page page(Row row) {
    return new Page(
        row.getUUID("id"),
        Wire.of(StripeMode.class, row.getString("mode")),
        Optional.ofNullable(row.getString("session_id")).map(CheckoutSessionId::new),
        Rows.time(row, "until"));
  }
}
