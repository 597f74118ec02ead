package dev.karamon.stripe;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A subscription as Stripe describes it, reduced to what decides membership.
 *
 * @param status as Stripe spells it; may be one that we do not know
 * @param items all items when {@code itemsComplete}, else the first of them
 * @param cancelAtPeriodEnd set by classic billing; flexible billing sets only {@code cancelAt}
 * @param collectionPaused true while {@code pause_collection} is set
 * @param unpaid what it owes while {@code past_due}, if an invoice is open; an event does not tell
 * @param onTestClock true when its time is one that somebody moves by hand
 */
public record SubscriptionState(
    SubscriptionId id,
    CustomerId customer,
    StripeMode mode,
    String status,
    List<Item> items,
    boolean itemsComplete,
    boolean cancelAtPeriodEnd,
    Optional<Instant> cancelAt,
    boolean collectionPaused,
    Optional<Instant> trialEnd,
    Optional<Instant> endedAt,
    Instant created,
    Map<String, String> metadata,
    Optional<Unpaid> unpaid,
    boolean onTestClock) {
  public SubscriptionState {
    items = List.copyOf(items);
    metadata = Map.copyOf(metadata);
  }

  /**
   * One line of a subscription.
   *
   * @param quantity at least 0
   */
  public record Item(String id, PriceId price, long quantity, Optional<Instant> periodEnd) {}

  /** The same, owing this. */
  public SubscriptionState owing(Optional<Unpaid> owed) {
    return new SubscriptionState(
        id,
        customer,
        mode,
        status,
        items,
        itemsComplete,
        cancelAtPeriodEnd,
        cancelAt,
        collectionPaused,
        trialEnd,
        endedAt,
        created,
        metadata,
        owed,
        onTestClock);
  }

  /** The latest end of the items' current periods. */
  public Optional<Instant> currentPeriodEnd() {
    return items.stream().flatMap(item -> item.periodEnd().stream()).max(Instant::compareTo);
  }

  /** True when Stripe has been told to end it, whichever way. */
  public boolean isScheduledToCancel() {
    return cancelAtPeriodEnd || cancelAt.isPresent();
  }

  /** When it ends, if that is known: the later of the period's end and {@code cancel_at}. */
  public Optional<Instant> endsOn() {
    if (!isScheduledToCancel()) {
      return Optional.empty();
    }
    var periodEnd = currentPeriodEnd();
    if (cancelAt.isPresent() && periodEnd.isPresent()) {
      return cancelAt.get().isAfter(periodEnd.get()) ? cancelAt : periodEnd;
    }
    return cancelAt.isPresent() ? cancelAt : periodEnd;
  }
}
