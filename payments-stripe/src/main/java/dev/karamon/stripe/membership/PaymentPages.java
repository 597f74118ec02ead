package dev.karamon.stripe.membership;

import dev.karamon.async.InTurn;
import dev.karamon.database.Database;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.gateway.CheckoutPage;
import dev.karamon.stripe.gateway.StripeThreads;
import dev.karamon.stripe.settings.StripeConnections;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.util.Optional;

/** The payment pages of a member, which must not be paid once the member is deleted. */
final class PaymentPages {
  private final Database database;
  private final PaymentPageStore store = new PaymentPageStore();
  private final StripeConnections connections;
  private final StripeThreads threads;
  private final Clock clock;

  PaymentPages(
      Database database, StripeConnections connections, StripeThreads threads, Clock clock) {
    this.database = database;
    this.connections = connections;
    this.threads = threads;
    this.clock = clock;
  }

  /**
   * Has the member's open pages expire at Stripe, in modes that have a secret key.
   *
   * @return true when one of them had been completed, of which nothing may be known here
   */
  Future<Boolean> close(MemberId member) {
    return database
        .with(client -> store.open(client, member, clock.instant()))
        .compose(pages ->
            InTurn.fold(
                pages, false, (before, page) -> close(page).map(complete -> before || complete)));
  }

  private Future<Boolean> close(PaymentPageStore.Page page) {
    var stripe = connections.of(page.mode());
    if (stripe.isEmpty()) {
      return Future.succeededFuture(false);
    }
    // One that Stripe is still opening is closed there by whoever opens it, who finds it closed.
    return page.session()
        .map(id -> threads.run(() -> isComplete(stripe.get(), id)))
        .orElseGet(() -> Future.succeededFuture(false))
        .compose(
            complete -> database.with(client -> store.close(client, page, complete)).map(complete));
  }

  private static boolean isComplete(StripeConnections.Connection stripe, CheckoutSessionId id) {
    return stripe.gateway().expireCheckout(id).filter(CheckoutPage::isComplete).isPresent();
  }

  /** Why the member cannot go yet; empty when no page can be paid. */
  Future<Optional<String>> objection(SqlClient client, MemberId member) {
    return store
        .open(client, member, clock.instant())
        .map(pages -> pages.stream().findFirst().map(this::objection));
  }

  private String objection(PaymentPageStore.Page page) {
    var mode = page.mode().wire();
    return connections.of(page.mode()).isPresent()
        ? ("This member has opened a payment page (%s mode) in the meantime. Delete the"
                + " member again.")
            .formatted(mode)
        : ("The payment page that this member opened in %s mode can be paid until %s and cannot be"
                + " closed, as there is no secret key for %s mode. Enter one under Settings >"
                + " External system integration > Stripe, or delete the member after that time.")
            .formatted(mode, page.until(), mode);
  }
}
