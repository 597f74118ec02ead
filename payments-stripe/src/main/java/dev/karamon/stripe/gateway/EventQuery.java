package dev.karamon.stripe.gateway;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which of Stripe's events are asked for; Stripe keeps those of the last 30 days.
 *
 * @param since only those created in this second or later
 * @param undeliveredOnly only those that some endpoint has not accepted (yet)
 * @param types only these; all when empty, and when there are more than 20, as Stripe takes no
 *     more: then whoever asks leaves out the others
 * @param startingAfter id of the last event of the page before; the first page when absent
 */
public record EventQuery(
    Optional<Instant> since,
    boolean undeliveredOnly,
    Set<String> types,
    Optional<String> startingAfter) {
  public EventQuery {
    types = Set.copyOf(types);
  }
}
