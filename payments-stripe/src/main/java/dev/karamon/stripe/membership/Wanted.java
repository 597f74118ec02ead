package dev.karamon.stripe.membership;

import dev.karamon.stripe.CheckoutSessionId;
import java.util.Set;

/**
 * What is to be read of a customer besides all of its subscriptions.
 *
 * @param allPurchases every one-time purchase there is
 * @param purchases these, when not all
 */
public record Wanted(boolean allPurchases, Set<CheckoutSessionId> purchases) {
  /** No purchase. */
  public static final Wanted SUBSCRIPTIONS = new Wanted(false, Set.of());

  /** Everything that decides membership. */
  public static final Wanted EVERYTHING = new Wanted(true, Set.of());

  public Wanted {
    purchases = Set.copyOf(purchases);
  }
}
