package dev.karamon.stripe.membership;

import java.time.Instant;
import java.util.Optional;

/**
 * The right to work on a customer alone, until the lease runs out and somebody else takes over.
 *
 * @param wish that the customer is read from Stripe, whatever its events tell
 */
public record Claim(CustomerKey customer, long fence, Optional<Wish> wish) {
  /**
   * A wish to have a customer read.
   *
   * @param cause the cause recorded in the audit log for what it changes
   * @param attempts how often that has failed
   */
  public record Wish(Instant at, String cause, int attempts) {}

  /** For who reads less than everything: the wish stays open when this is given back. */
  Claim withoutWish() {
    return new Claim(customer, fence, Optional.empty());
  }
}
