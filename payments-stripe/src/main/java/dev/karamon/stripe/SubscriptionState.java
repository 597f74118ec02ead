package dev.karamon.stripe;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A subscription as Stripe describes it, reduced to what decides membership.
 *
 * @param status as Stripe spells it; may be one that we do not know
 * @param items all items when {@code itemsComplete}, else the first of them
 * @param cancelAtPeriodEnd set by classic billing; flexible billing sets only {@code cancelAt}
 * @param collectionPaused true while {@code pause_collection} is set
 * @param unpaid what it owes: while {@code past_due} for an open invoice, and in any case for one
 *     that was written off; an event does not contain it
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
  /** Statuses that nothing revives. */
  static final List<String> ENDED = List.of("canceled", "incomplete_expired");

  public SubscriptionState {
    items = List.copyOf(items);
    metadata = Map.copyOf(metadata);
  }

  /**
   * One line of a subscription.
   *
   * @param quantity at least 0
   * @param paidUntil end of what was paid of it, while an invoice that is owed asks money for it;
   *     an event does not tell
   */
  public record Item(
      String id,
      PriceId price,
      long quantity,
      Optional<Instant> periodEnd,
      Optional<Instant> paidUntil) {
    /** One that no invoice that is owed asks money for. */
    public Item(String id, PriceId price, long quantity, Optional<Instant> periodEnd) {
      this(id, price, quantity, periodEnd, Optional.empty());
    }

    /** The same, paid until then. */
    public Item paid(Optional<Instant> until) {
      return new Item(id, price, quantity, periodEnd, until);
    }

    /** False for an item of quantity 0, as the mirror keeps those that Stripe has dropped. */
    public boolean isHeld() {
      return quantity > 0;
    }
  }

  /**
   * The same, owing this.
   *
   * @param paid the same items, each with when it is paid until
   */
  public SubscriptionState owing(Unpaid owed, List<Item> paid) {
    return new SubscriptionState(
        id,
        customer,
        mode,
        status,
        paid,
        itemsComplete,
        cancelAtPeriodEnd,
        cancelAt,
        collectionPaused,
        trialEnd,
        endedAt,
        created,
        metadata,
        Optional.of(owed),
        onTestClock);
  }

  /** True for a status that nothing revives. */
  public static boolean isEnded(String status) {
    return ENDED.contains(status);
  }

  /** True when nothing revives it. */
  public boolean isEnded() {
    return isEnded(status);
  }

  /** True for the status before the first payment. */
  public static boolean isIncomplete(String status) {
    return status.equals("incomplete");
  }

  /** True before the first payment. */
  public boolean isIncomplete() {
    return isIncomplete(status);
  }

  /** True while a payment that is due has not arrived. */
  public boolean isPastDue() {
    return status.equals("past_due");
  }

  /** True while a payment is late, and when one was given up for good. */
  public boolean owes() {
    return isPastDue() || unpaid.isPresent();
  }

  /** The items that the customer has: those of a quantity. */
  public Stream<Item> heldItems() {
    return items.stream().filter(Item::isHeld);
  }

  /** True when an item of one of these prices is held. */
  public boolean holdsOneOf(Collection<PriceId> prices) {
    return heldItems().map(Item::price).anyMatch(prices::contains);
  }

  /** The latest end of the current periods of the items that are held. */
  public Optional<Instant> currentPeriodEnd() {
    return heldItems().flatMap(item -> item.periodEnd().stream()).max(Instant::compareTo);
  }

  /** True when its end has been planned at Stripe, in whichever way. */
  public boolean isScheduledToCancel() {
    return cancelAtPeriodEnd || cancelAt.isPresent();
  }

  /** True when it is no longer renewed; {@code cancel_at} may lie many periods ahead. */
  public boolean endsWithItsPeriod() {
    return cancelAtPeriodEnd
        || cancelAt
            .flatMap(end -> currentPeriodEnd().map(period -> !end.isAfter(period)))
            .orElse(false);
  }

  /** When all of it has ended, if that is known. */
  public Optional<Instant> endsOn() {
    return endsOn(currentPeriodEnd());
  }

  /** When one of its items ends, if that is known. */
  public Optional<Instant> endsOn(Item item) {
    return endsOn(item.periodEnd());
  }

  /** The later of the period's end and {@code cancel_at}. */
  private Optional<Instant> endsOn(Optional<Instant> periodEnd) {
    return isScheduledToCancel()
        ? Stream.of(cancelAt, periodEnd).flatMap(Optional::stream).max(Instant::compareTo)
        : Optional.empty();
  }
}
