package dev.karamon.stripe.membership;

import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.StripeMode;

/** A customer of one mode. */
public record CustomerKey(StripeMode mode, CustomerId id) implements Comparable<CustomerKey> {
  /** The order in which several customers are locked, everywhere the same. */
  @Override
  public int compareTo(CustomerKey other) {
    var byMode = mode.compareTo(other.mode);
    return byMode != 0 ? byMode : id.value().compareTo(other.id.value());
  }
}
