package dev.karamon.stripe.membership;

import java.time.Instant;
import java.util.Optional;

/**
 * The right to work on a customer alone, until the lease runs out and somebody else takes over.
 *
 * @param readRequest that the customer is read from Stripe, whatever its events tell
 */
public record Claim(CustomerKey customer, long fence, Optional<ReadRequest> readRequest) {
  /**
   * A request to have a customer read.
   *
   * @param cause the cause recorded in the audit log for what it changes
   * @param attempts how often that has failed
   */
  public record ReadRequest(Instant at, String cause, int attempts) {}

  /** For who reads less than everything: the request stays open when this is given back. */
  Claim withoutReadRequest() {
    return new Claim(customer, fence, Optional.empty());
  }
}
