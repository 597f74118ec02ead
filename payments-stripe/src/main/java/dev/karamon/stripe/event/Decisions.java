package dev.karamon.stripe.event;

import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.gateway.CheckoutMode;
import dev.karamon.stripe.gateway.CheckoutPage;
import dev.karamon.stripe.membership.KnownSubscription;
import dev.karamon.stripe.membership.Mark;
import dev.karamon.stripe.membership.MembershipRules;
import dev.karamon.stripe.membership.Wanted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides how the state of a customer becomes known: from the events themselves where one of them
 * is provably the newest of its subscription, else from Stripe.
 */
final class Decisions {
  /** An open event of the customer, read. */
  record Open(String id, Instant created, EventMeaning meaning) {}

  /** What is to be done for one customer. */
  sealed interface Decision {
    /** These states are the newest there are; what is not among them was known already. */
    record Apply(List<KnownSubscription> states) implements Decision {}

    /** Nobody can tell from the events: the customer is read. */
    record Read(Wanted wanted) implements Decision {}
  }

  private Decisions() {}

  /**
   * Decides for one customer.
   *
   * @param marks how far the mirror reaches, for every subscription that is in it
   */
  static Decision decide(List<Open> events, Map<SubscriptionId, Mark> marks) {
    var wanted = purchases(events);
    if (!wanted.equals(Wanted.SUBSCRIPTIONS) || events.stream().anyMatch(Decisions::isGone)) {
      return new Decision.Read(wanted);
    }
    var states = new ArrayList<KnownSubscription>();
    for (var ofOne : bySubscription(events).entrySet()) {
      var mark = Optional.ofNullable(marks.get(ofOne.getKey()));
      var fresh = ofOne.getValue().stream().filter(hint -> isNews(hint, mark)).toList();
      if (!fresh.isEmpty()) {
        var newest = newest(fresh, mark);
        if (newest.isEmpty()) {
          return new Decision.Read(wanted);
        }
        states.add(newest.get());
      }
    }
    return everyCheckoutIsCovered(events, marks, states)
        ? new Decision.Apply(states)
        : new Decision.Read(wanted);
  }

  /** True for an event that shows a state that may be applied, should it be the newest. */
  static boolean showsState(EventMeaning meaning) {
    return meaning instanceof EventMeaning.SubscriptionChanged(var id, var payload)
        && payload.filter(Decisions::isComplete).isPresent();
  }

  private static boolean isGone(Open event) {
    return event.meaning() instanceof EventMeaning.CustomerDeleted;
  }

  /** What was paid for, refunded or disputed does not stand in an event. */
  private static Wanted purchases(List<Open> events) {
    var sessions = new HashSet<CheckoutSessionId>();
    var all = false;
    for (var event : events) {
      switch (event.meaning()) {
        case EventMeaning.PurchaseChanged(var session) -> {
          session.ifPresent(sessions::add);
          all |= session.isEmpty();
        }
        case EventMeaning.CheckoutCompleted(var session) -> {
          if (session.mode() == CheckoutMode.PAYMENT) {
            sessions.add(session.id());
          }
        }
        default -> {}
      }
    }
    return new Wanted(all, all ? Set.of() : sessions);
  }

  private record Hint(Instant created, Optional<SubscriptionState> payload) {}

  private static Map<SubscriptionId, List<Hint>> bySubscription(List<Open> events) {
    var hints = new LinkedHashMap<SubscriptionId, List<Hint>>();
    for (var event : events) {
      if (event.meaning() instanceof EventMeaning.SubscriptionChanged(var id, var payload)) {
        hints.computeIfAbsent(id, any -> new ArrayList<>()).add(new Hint(event.created(), payload));
      }
    }
    return hints;
  }

  private static boolean isNews(Hint hint, Optional<Mark> mark) {
    return mark.map(m -> !m.ended() && !hint.created().isBefore(m.coveredAt())).orElse(true);
  }

  private static Optional<KnownSubscription> newest(List<Hint> fresh, Optional<Mark> mark) {
    var ended = fresh.stream().filter(Decisions::isEnd).findAny();
    if (ended.isPresent()) {
      // Nothing revives it, so it does not matter what else happened, or in which order.
      return ended.map(hint -> known(hint, mark));
    }
    var last = fresh.stream().max(Comparator.comparing(Hint::created)).orElseThrow();
    var alone = fresh.stream().filter(hint -> hint.created().equals(last.created())).count() == 1;
    var later = mark.map(m -> last.created().isAfter(m.knownAt())).orElse(true);
    return alone && later && last.payload().filter(Decisions::isComplete).isPresent()
        ? Optional.of(known(last, mark))
        : Optional.empty();
  }

  private static boolean isEnd(Hint hint) {
    return hint.payload().map(p -> MembershipRules.isEnded(p.status())).orElse(false);
  }

  /**
   * True when the payload tells everything. What is owed stands in the invoices; and the time of a
   * test clock cannot be held against the time of an answer.
   */
  private static boolean isComplete(SubscriptionState payload) {
    return payload.itemsComplete()
        && !payload.onTestClock()
        && !MembershipRules.isPastDue(payload)
        && MembershipRules.verdict(payload.status()) != MembershipRules.Verdict.UNKNOWN;
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
        .map(Open::meaning)
        .filter(EventMeaning.CheckoutCompleted.class::isInstance)
        .map(meaning -> ((EventMeaning.CheckoutCompleted) meaning).session())
        .map(CheckoutPage::subscription)
        .flatMap(Optional::stream)
        .allMatch(bought ->
            marks.containsKey(bought)
                || states.stream().anyMatch(k -> k.state().id().equals(bought)));
  }
}
