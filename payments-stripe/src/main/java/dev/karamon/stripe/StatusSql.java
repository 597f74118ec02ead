package dev.karamon.stripe;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Sets of statuses for {@code IN}, written out: a partial index serves no statement that gets its
 * statuses as a parameter.
 */
public final class StatusSql {
  /** Subscriptions that nothing revives. */
  public static final String ENDED = list(SubscriptionState.ENDED);

  /** Subscriptions that give access. */
  public static final String GIVING_ACCESS = list(List.of("trialing", "active", "past_due"));

  /** Subscriptions that were never paid for the first time. */
  public static final String NEVER_PAID = list(List.of("incomplete", "incomplete_expired"));

  /** Events that are still to be applied. */
  public static final String OPEN_EVENTS = list(List.of("pending", "failed"));

  /** Events that were not applied, those of {@code stripe_event_open_idx}. */
  public static final String UNAPPLIED_EVENTS =
      list(List.of("pending", "failed", "parked", "dead"));

  private StatusSql() {}

  private static String list(List<String> statuses) {
    return statuses.stream().collect(Collectors.joining("', '", "('", "')"));
  }
}
