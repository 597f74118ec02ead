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
   * @param cause what the audit log says of what comes of it
   * @param attempts how often that has failed
   */
  public record Wish(Instant at, String cause, int attempts) {}

  Claim withoutWish() {
    return new Claim(customer, fence, Optional.empty());
  }
}
