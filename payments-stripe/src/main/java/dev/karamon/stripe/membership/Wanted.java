package dev.karamon.stripe.membership;

import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.SubscriptionId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What is to be read of a customer besides all the subscriptions that Stripe lists.
 *
 * @param allPurchases every one-time purchase there is
 * @param purchases these, when not all
 * @param came when the money of purchases came, as far as events tell that
 * @param subscriptions these, whether Stripe lists them or not: of a deleted customer it lists none
 */
public record Wanted(
    boolean allPurchases,
    Set<CheckoutSessionId> purchases,
    Map<CheckoutSessionId, Instant> came,
    Set<SubscriptionId> subscriptions) {
  /** No purchase. */
  public static final Wanted SUBSCRIPTIONS = new Wanted(false, Set.of(), Map.of(), Set.of());

  /** Everything that decides membership. */
  public static final Wanted EVERYTHING = SUBSCRIPTIONS.andAllPurchases();

  public Wanted {
    purchases = Set.copyOf(purchases);
    came = Map.copyOf(came);
    subscriptions = Set.copyOf(subscriptions);
  }

  /** One purchase. */
  public static Wanted purchase(CheckoutSessionId session) {
    return new Wanted(false, Set.of(session), Map.of(), Set.of());
  }

  /** The same, with every one-time purchase there is. */
  public Wanted andAllPurchases() {
    return new Wanted(true, Set.of(), came, subscriptions);
  }
}
