package dev.karamon.stripe.membership;

import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.SubscriptionId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is to be read about a customer besides all subscriptions that Stripe lists.
 *
 * @param allPurchases every one-time purchase there is
 * @param purchases these, whether Stripe lists them or not: of a deleted customer it may list none
 * @param came when the money of purchases arrived, as far as events report it
 * @param subscriptions these, whether Stripe lists them or not
 * @param failed when the first try to collect invoices failed, as far as events report it
 */
public record Wanted(
    boolean allPurchases,
    Set<CheckoutSessionId> purchases,
    Map<CheckoutSessionId, Instant> came,
    Set<SubscriptionId> subscriptions,
    Map<String, Instant> failed) {
  /** No purchase. */
  public static final Wanted SUBSCRIPTIONS =
      new Wanted(false, Set.of(), Map.of(), Set.of(), Map.of());

  /** Everything that decides membership. */
  public static final Wanted EVERYTHING = SUBSCRIPTIONS.andAllPurchases();

  public Wanted {
    purchases = Set.copyOf(purchases);
    came = Map.copyOf(came);
    subscriptions = Set.copyOf(subscriptions);
    failed = Map.copyOf(failed);
  }

  /** One purchase. */
  public static Wanted purchase(CheckoutSessionId session) {
    return new Wanted(false, Set.of(session), Map.of(), Set.of(), Map.of());
  }

  /** The same, with every one-time purchase there is. */
  public Wanted andAllPurchases() {
    return new Wanted(true, purchases, came, subscriptions, failed);
  }

  /** The same, with these purchases. */
  Wanted andPurchases(Collection<CheckoutSessionId> more) {
    var all = new HashSet<>(purchases);
    all.addAll(more);
    return new Wanted(allPurchases, all, came, subscriptions, failed);
  }
}
