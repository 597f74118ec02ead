package dev.karamon.stripe.event;

import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.event.meaning.EventMeaning;
import dev.karamon.stripe.gateway.CheckoutMode;
import dev.karamon.stripe.membership.CustomerKey;
import dev.karamon.stripe.membership.KnownSubscription;
import dev.karamon.stripe.membership.Mark;
import dev.karamon.stripe.membership.MembershipRules;
import dev.karamon.stripe.membership.MembershipSync;
import dev.karamon.stripe.membership.Wanted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides how the state of a customer becomes known: from the events themselves where one of them
 * is provably the newest of its subscription, else from Stripe.
 */
final class Decisions {
  /** An open event of the customer, read. */
  record Open(String id, Instant created, EventMeaning meaning) {}

  /** A state reported by an event. */
  record Told(KnownSubscription known, String event) {}

  /**
   * What is to be done for one customer.
   *
   * @param told the newest states there are
   * @param unsettled events from which the state cannot be known: the customer is read from Stripe.
   *     What the others tell is among the states, or was known already
   */
  record Decision(List<Told> told, List<Open> unsettled) {
    boolean isSettled() {
      return unsettled.isEmpty();
    }

    /** The reported states, each with its event as the cause. */
    List<MembershipSync.Change> changes(CustomerKey customer) {
      return told.stream()
          .map(one ->
              MembershipSync.Change.of(customer, one.known(), CustomerWork.cause(one.event())))
          .toList();
    }

    /** What is to be read because of the events that are not settled. */
    Wanted wanted() {
      return Decisions.wanted(unsettled);
    }
  }

  private Decisions() {}

  /**
   * Decides for one customer. Of one who is deleted only ends are believed: all there was has
   * ended.
   *
   * @param marks how far the mirror reaches, for every subscription that is in it
   */
  static Decision decide(List<Open> events, Map<SubscriptionId, Mark> marks) {
    var gone = events.stream().anyMatch(Decisions::isGone);
    var told = new LinkedHashMap<SubscriptionId, Told>();
    var unsettled = new ArrayList<Open>();
    bySubscription(events)
        .forEach((id, hints) -> {
          var mark = Optional.ofNullable(marks.get(id));
          var fresh = hints.stream().filter(hint -> isNews(hint, mark)).toList();
          if (!fresh.isEmpty()) {
            newest(fresh, mark)
                .filter(newest -> !gone || newest.known().state().isEnded())
                .ifPresentOrElse(
                    newest -> told.put(id, newest),
                    () -> hints.stream().map(Hint::event).forEach(unsettled::add));
          }
        });
    events.stream().filter(event -> isToBeAsked(event, marks, told)).forEach(unsettled::add);
    return new Decision(List.copyOf(told.values()), List.copyOf(unsettled));
  }

  /**
   * True for an event from which all may be known: it shows a state that may be the newest, or
   * changes nothing unless something was owed.
   */
  static boolean mayProveAll(EventMeaning meaning) {
    return switch (meaning) {
      case EventMeaning.SubscriptionChanged(var id, var payload) ->
          payload.filter(Decisions::isComplete).isPresent();
      case EventMeaning.InvoicePaid paid -> true;
      default -> false;
    };
  }

  private static boolean isGone(Open event) {
    return event.meaning() instanceof EventMeaning.CustomerDeleted;
  }

  private record Hint(Open event, Optional<SubscriptionState> payload) {
    Instant created() {
      return event.created();
    }

    /** The time of a test clock cannot be held against the time of an answer. */
    boolean onTestClock(Optional<Mark> mark) {
      return payload.map(SubscriptionState::onTestClock).orElse(false)
          || mark.map(Mark::onTestClock).orElse(false);
    }
  }

  private static Map<SubscriptionId, List<Hint>> bySubscription(List<Open> events) {
    var hints = new LinkedHashMap<SubscriptionId, List<Hint>>();
    for (var event : events) {
      if (event.meaning() instanceof EventMeaning.SubscriptionChanged(var id, var payload)) {
        hints.computeIfAbsent(id, any -> new ArrayList<>()).add(new Hint(event, payload));
      }
    }
    return hints;
  }

  /** An end is news however old it is: a mirror in which the subscription lives has not seen it. */
  private static boolean isNews(Hint hint, Optional<Mark> mark) {
    return mark.map(m ->
            !m.ended()
                && (isEnd(hint)
                    || hint.onTestClock(mark)
                    || !hint.created().isBefore(m.coveredAt())))
        .orElse(true);
  }

  private static Optional<Told> newest(List<Hint> fresh, Optional<Mark> mark) {
    var ended = fresh.stream().filter(Decisions::isEnd).findAny();
    if (ended.isPresent()) {
      // Nothing revives it, so it does not matter what else happened, or in which order.
      return ended.map(hint -> told(hint, mark));
    }
    var last = fresh.stream().max(Comparator.comparing(Hint::created)).orElseThrow();
    var alone = fresh.stream().filter(hint -> hint.created().equals(last.created())).count() == 1;
    var later = mark.map(m -> last.created().isAfter(m.knownAt())).orElse(true);
    var complete =
        last.payload()
            .filter(Decisions::isComplete)
            .filter(payload -> !hidesDebt(payload, mark))
            .isPresent();
    return alone && later && complete ? Optional.of(told(last, mark)) : Optional.empty();
  }

  /** What was owed may have been paid or written off: either makes a subscription active. */
  private static boolean hidesDebt(SubscriptionState payload, Optional<Mark> mark) {
    return mark.filter(Mark::mayOwe).isPresent()
        && MembershipRules.verdict(payload.status()) == MembershipRules.Verdict.IN;
  }

  private static boolean isEnd(Hint hint) {
    return hint.payload().map(SubscriptionState::isEnded).orElse(false);
  }

  /** True when the payload contains everything; what is owed is only in the invoices. */
  private static boolean isComplete(SubscriptionState payload) {
    return payload.itemsComplete()
        && !payload.onTestClock()
        && !payload.isPastDue()
        && MembershipRules.isKnown(payload.status());
  }

  private static Told told(Hint hint, Optional<Mark> mark) {
    var known = mark.map(Mark::knownAt).filter(m -> m.isAfter(hint.created()));
    return new Told(
        new KnownSubscription(
            hint.payload().orElseThrow(), hint.created(), known.orElse(hint.created())),
        hint.event().id());
  }

  /** What was paid for, refunded or disputed does not stand in an event. */
  private static boolean isToBeAsked(
      Open event, Map<SubscriptionId, Mark> marks, Map<SubscriptionId, Told> told) {
    return switch (event.meaning()) {
      case EventMeaning.CustomerDeleted gone -> true;
      case EventMeaning.PurchaseChanged purchase -> true;
      case EventMeaning.DelayedPaymentSucceeded purchase -> true;
      case EventMeaning.PaymentFailed(var subscription, var invoice) ->
          Optional.ofNullable(marks.get(subscription))
              .filter(mark -> mark.ended() || (!mark.mayOwe() && mark.covers(event.created())))
              .isEmpty();
      case EventMeaning.InvoicePaid(var subscription) ->
          Optional.ofNullable(marks.get(subscription))
              .filter(mark -> mark.mayOwe() && !mark.covers(event.created()))
              .isPresent();
      case EventMeaning.CheckoutCompleted(var session) ->
          session.mode() == CheckoutMode.PAYMENT
              || session
                  .subscription()
                  .filter(bought -> !isCovered(bought, marks, told))
                  .isPresent();
      default -> false;
    };
  }

  /**
   * What was bought is in the mirror, or comes into it now; as it was before it was paid is less.
   */
  private static boolean isCovered(
      SubscriptionId bought, Map<SubscriptionId, Mark> marks, Map<SubscriptionId, Told> told) {
    return Optional.ofNullable(told.get(bought))
        .map(now -> now.known().state().status())
        .or(() -> Optional.ofNullable(marks.get(bought)).map(Mark::status))
        .filter(status -> !SubscriptionState.isIncomplete(status))
        .isPresent();
  }

  private static Wanted wanted(List<Open> unsettled) {
    var sessions = new HashSet<CheckoutSessionId>();
    var came = new HashMap<CheckoutSessionId, Instant>();
    var failed = new HashMap<String, Instant>();
    var subscriptions = new HashSet<SubscriptionId>();
    var all = false;
    for (var event : unsettled) {
      switch (event.meaning()) {
        case EventMeaning.PurchaseChanged(var session) -> {
          session.ifPresent(sessions::add);
          all |= session.isEmpty();
        }
        case EventMeaning.DelayedPaymentSucceeded(var session) -> {
          sessions.add(session);
          came.merge(session, event.created(), Decisions::earlier);
        }
        case EventMeaning.CheckoutCompleted(var session) -> {
          session.subscription().ifPresent(subscriptions::add);
          if (session.mode() == CheckoutMode.PAYMENT) {
            sessions.add(session.id());
            if (session.isFree()) {
              came.merge(session.id(), event.created(), Decisions::earlier);
            }
          }
        }
        case EventMeaning.SubscriptionChanged(var id, var payload) -> subscriptions.add(id);
        case EventMeaning.InvoicePaid(var id) -> subscriptions.add(id);
        case EventMeaning.PaymentFailed(var id, var invoice) -> {
          subscriptions.add(id);
          failed.merge(invoice, event.created(), Decisions::earlier);
        }
        default -> {}
      }
    }
    return new Wanted(all, sessions, came, subscriptions, failed);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
