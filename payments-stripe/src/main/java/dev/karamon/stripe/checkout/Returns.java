package dev.karamon.stripe.checkout;

import dev.karamon.async.InTurn;
import dev.karamon.database.Database;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.gateway.CheckoutMode;
import dev.karamon.stripe.gateway.CheckoutPage;
import dev.karamon.stripe.gateway.StripeThreads;
import dev.karamon.stripe.membership.CustomerKey;
import dev.karamon.stripe.membership.CustomerSync;
import dev.karamon.stripe.membership.Wanted;
import dev.karamon.stripe.settings.StripeConnections;
import dev.karamon.stripe.settings.StripeConnections.Connection;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Members who return from a payment page: what was completed there counts before its events arrive.
 */
public final class Returns {
  private static final Logger LOG = LoggerFactory.getLogger(Returns.class);

  /** What is known here is an answer as well; what takes longer is there for the next question. */
  private static final long PATIENCE_SECONDS = 5;

  private final Database database;
  private final CheckoutStore store = new CheckoutStore();
  private final CustomerSync customerSync;
  private final StripeConnections connections;
  private final StripeThreads threads;
  private final Clock clock;

  public Returns(
      Database database,
      CustomerSync customerSync,
      StripeConnections connections,
      StripeThreads threads,
      Clock clock) {
    this.database = database;
    this.customerSync = customerSync;
    this.connections = connections;
    this.threads = threads;
    this.clock = clock;
  }

  /** Looks at the open pages of a member, unless somebody has just done so. */
  public Future<Void> lookAfter(MemberId member) {
    return connections
        .ifActive()
        .map(stripe -> lookAfter(stripe, member))
        .orElseGet(Future::succeededFuture)
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .recover(Returns::leaveToEvents);
  }

  /** While Stripe cannot be asked, what is known here is what there is. */
  private static Future<Void> leaveToEvents(Throwable failure) {
    LOG.info("A return from Checkout could not be handled: {}", failure.getMessage());
    return Future.succeededFuture();
  }

  private Future<Void> lookAfter(Connection stripe, MemberId member) {
    return database
        .with(client -> store.takeToLookAt(client, stripe.mode(), member, clock.instant()))
        .compose(open -> InTurn.each(open, begun -> lookAt(stripe, begun)));
  }

  private Future<Void> lookAt(Connection stripe, CheckoutStore.Begun begun) {
    return threads
        .run(() -> stripe.gateway().checkout(begun.session().orElseThrow()))
        .compose(page ->
            page.filter(CheckoutPage::isOpen).isPresent()
                ? Future.succeededFuture()
                : end(stripe.mode(), begun.id(), page));
  }

  private Future<Void> end(StripeMode mode, UUID id, Optional<CheckoutPage> page) {
    var complete = page.filter(CheckoutPage::isComplete);
    return complete
        .map(one -> applyBought(customerSync, mode, one))
        .orElseGet(Future::succeededFuture)
        .compose(done -> database.with(client -> store.end(client, id, complete.isPresent())));
  }

  /** Applies the result of a completed page. */
  static Future<Void> applyBought(CustomerSync customerSync, StripeMode mode, CheckoutPage page) {
    var wanted =
        page.mode() == CheckoutMode.PAYMENT ? Wanted.purchase(page.id()) : Wanted.SUBSCRIPTIONS;
    return Future.join(
            page.customer().stream()
                .map(id ->
                    customerSync.read(new CustomerKey(mode, id), wanted, "checkout " + page.id()))
                .toList())
        .mapEmpty();
  }
}
