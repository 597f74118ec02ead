package dev.karamon.stripe.event;

import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.membership.KnownSubscription;
import dev.karamon.stripe.membership.Mark;
import dev.karamon.stripe.membership.MembershipRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides how the state of a customer's subscriptions becomes known: from the events themselves
 * where one of them is provably the newest, else from Stripe.
 */
final class Decisions {
  /** An open event of the customer, read. */
  record Open(String id, Instant created, EventMeaning meaning) {}

  /** What is to be done for one customer. */
  sealed interface Decision {
    /** These states are the newest there are; what is not among them was known already. */
    record Apply(List<KnownSubscription> states) implements Decision {}

    /** Nobody can tell from the events: all subscriptions of the customer are read. */
    record Read() implements Decision {}
  }

  private Decisions() {}

  /**
   * Decides for one customer.
   *
   * @param marks how far the mirror reaches, for every subscription that the events name
   */
  static Decision decide(List<Open> events, Map<SubscriptionId, Mark> marks) {
    var states = new ArrayList<KnownSubscription>();
    for (var ofOne : bySubscription(events).entrySet()) {
      var mark = Optional.ofNullable(marks.get(ofOne.getKey()));
      var fresh = ofOne.getValue().stream().filter(hint -> isNews(hint, mark)).toList();
      if (!fresh.isEmpty()) {
        var newest = newest(fresh, mark);
        if (newest.isEmpty()) {
          return new Decision.Read();
        }
        states.add(newest.get());
      }
    }
    return everyCheckoutIsCovered(events, marks, states)
        ? new Decision.Apply(states)
        : new Decision.Read();
  }

  private record Hint(Instant created, Optional<SubscriptionState> payload) {}

  private static Map<SubscriptionId, List<Hint>> bySubscription(List<Open> events) {
    return events.stream()
        .filter(event -> event.meaning() instanceof EventMeaning.SubscriptionChanged)
        .collect(
            Collectors.groupingBy(
                event -> ((EventMeaning.SubscriptionChanged) event.meaning()).subscription(),
                Collectors.mapping(
                    event ->
                        new Hint(
                            event.created(),
                            ((EventMeaning.SubscriptionChanged) event.meaning()).payload()),
                    Collectors.toList())));
  }

  private static boolean isNews(Hint hint, Optional<Mark> mark) {
    return mark.map(m -> !m.ended() && !hint.created().isBefore(m.coveredAt())).orElse(true);
  }

  private static Optional<KnownSubscription> newest(List<Hint> fresh, Optional<Mark> mark) {
    var ended =
        fresh.stream()
            .filter(
                hint -> hint.payload().map(p -> MembershipRules.isEnded(p.status())).orElse(false))
            .findAny();
    if (ended.isPresent()) {
      // Nothing revives it, so it does not matter what else happened, or in which order.
      return ended.map(hint -> known(hint, mark));
    }
    var last = fresh.stream().max(Comparator.comparing(Hint::created)).orElseThrow();
    var alone = fresh.stream().filter(hint -> hint.created().equals(last.created())).count() == 1;
    var later = mark.map(m -> last.created().isAfter(m.knownAt())).orElse(true);
    return alone && later && isUsable(last) ? Optional.of(known(last, mark)) : Optional.empty();
  }

  private static boolean isUsable(Hint hint) {
    return hint.payload()
        .filter(SubscriptionState::itemsComplete)
        .filter(p -> MembershipRules.verdict(p.status()) != MembershipRules.Verdict.UNKNOWN)
        .isPresent();
  }

  private static KnownSubscription known(Hint hint, Optional<Mark> mark) {
    var known = mark.map(Mark::knownAt).filter(m -> m.isAfter(hint.created()));
    return new KnownSubscription(
        hint.payload().orElseThrow(), hint.created(), known.orElse(hint.created()));
  }

  /** What was bought is in the mirror, or comes into it now. */
  private static boolean everyCheckoutIsCovered(
      List<Open> events, Map<SubscriptionId, Mark> marks, List<KnownSubscription> states) {
    return events.stream()
        .filter(event -> event.meaning() instanceof EventMeaning.CheckoutCompleted)
        .flatMap(event ->
            ((EventMeaning.CheckoutCompleted) event.meaning()).session().subscription().stream())
        .allMatch(bought ->
            marks.containsKey(bought)
                || states.stream().anyMatch(k -> k.state().id().equals(bought)));
  }
}
