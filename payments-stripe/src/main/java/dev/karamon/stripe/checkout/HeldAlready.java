package dev.karamon.stripe.checkout;

import dev.karamon.error.KaramonException;
import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.membership.CustomerKey;
import dev.karamon.stripe.membership.CustomerSync;
import dev.karamon.stripe.settings.StripeConnections.Connection;
import java.util.Set;

/**
 * Refuses to sell what a member has. Blocks; runs on a thread of its own. Test data can be deleted
 * at Stripe, which sends no event of it: what is not there any more refuses nothing, and is
 * forgotten here.
 */
final class HeldAlready {
  private final CustomerSync customerSync;

  HeldAlready(CustomerSync customerSync) {
    this.customerSync = customerSync;
  }

  /** {@code ALREADY_SUBSCRIBED} or {@code ALREADY_PURCHASED} when there is one of the prices. */
  void refuse(Connection stripe, CustomerKey customer, Set<PriceId> wanted) {
    customerSync.known(customer).await().stream()
        .filter(state -> isLive(state) && state.holdsOneOf(wanted))
        .filter(state -> isStillThere(stripe, customer, state))
        .findFirst()
        .ifPresent(HeldAlready::refuse);
    customerSync.boughtForGood(customer, wanted).await().stream()
        .filter(session -> isStillThere(stripe, customer, session))
        .findFirst()
        .ifPresent(session -> {
          throw new KaramonException(
              CheckoutError.ALREADY_PURCHASED, "You already have this: purchase " + session + ".");
        });
    refuseUnderWay(stripe, customer, wanted);
  }

  private static void refuse(SubscriptionState held) {
    throw new KaramonException(
        CheckoutError.ALREADY_SUBSCRIBED,
        "You already have this: subscription %s (%s).".formatted(held.id(), held.status()));
  }

  /** Debits take days, and who waits for one might believe that it was not made. */
  private void refuseUnderWay(Connection stripe, CustomerKey customer, Set<PriceId> wanted) {
    customerSync.boughtUnpaid(customer, wanted).await().stream()
        .filter(stripe.gateway()::isPaymentUnderWay)
        .findFirst()
        .ifPresent(session -> {
          throw new KaramonException(
              CheckoutError.ALREADY_PURCHASED,
              "You have already bought this: the payment of purchase "
                  + session
                  + " is still under way.");
        });
  }

  /** One that waits for its first payment may still be given up for another. */
  private static boolean isLive(SubscriptionState state) {
    return !state.isEnded() && !state.isIncomplete();
  }

  private boolean isStillThere(
      Connection stripe, CustomerKey customer, SubscriptionState subscription) {
    if (isForEver(stripe) || stripe.gateway().subscription(subscription.id()).isPresent()) {
      return true;
    }
    customerSync.forget(customer, subscription.id()).await();
    return false;
  }

  private boolean isStillThere(
      Connection stripe, CustomerKey customer, CheckoutSessionId purchase) {
    if (isForEver(stripe) || stripe.gateway().checkout(purchase).isPresent()) {
      return true;
    }
    customerSync.forget(customer, purchase).await();
    return false;
  }

  /** Live data cannot be deleted: what is not found there is sought with another account's key. */
  private static boolean isForEver(Connection stripe) {
    return stripe.mode() == StripeMode.LIVE;
  }
}
