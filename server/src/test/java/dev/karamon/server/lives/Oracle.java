package dev.karamon.server.lives;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who is in which group, why and until when, by Stripe's state and the groups' policies alone.
 * Deliberately naive, and written without the product's own rules.
 */
final class Oracle {
  private static final Set<String> PAYING = Set.of("trialing", "active", "past_due");
  private static final Set<String> SETTLED = Set.of("paid", "no_payment_required");

  private static final Duration GRACE = Duration.ofDays(Policy.GRACE_DAYS);

  private final List<Group> groups;

  Oracle(List<Group> groups) {
    this.groups = List.copyOf(groups);
  }

  /** A group of the product that is sold. */
  record Group(long id, Set<String> prices, Policy policy) {}

  /** The reasons, with their ends, that a life gives at a step. */
  Map<Reason, Optional<Instant>> at(Life life, int step) {
    var reasons = new HashMap<Reason, Optional<Instant>>();
    for (var subscription : life.objectsAt(step, "subscription")) {
      if (PAYING.contains(status(subscription))) {
        var owed = Owed.of(subscription, life, step);
        subscription.at("/items/data").forEach(item -> paid(reasons, subscription, item, owed));
      }
    }
    for (var session : life.objectsAt(step, "checkout.session")) {
      if (isBought(session)) {
        var charge = charge(session, life.objectsAt(step, "charge"));
        var isLost = life.objectsAt(step, "dispute").stream().anyMatch(d -> isLost(d, session));
        var begun = begun(life, session, charge);
        life.linesOf(id(session))
            .forEach(line -> bought(reasons, session, line, begun, charge, isLost));
      }
    }
    return reasons;
  }

  /**
   * A reason as it would be, had the product been told when late money came or failed to come: it
   * may have found out by itself, and later.
   */
  Reason.Until asIfTold(Telling telling, Reason.Until held) {
    return held.end()
        .flatMap(end -> asIfTold(telling, held.reason(), end))
        .map(end -> new Reason.Until(held.reason(), Optional.of(end)))
        .orElse(held);
  }

  private Optional<Instant> asIfTold(Telling telling, Reason reason, Instant end) {
    var bought =
        daysOf(reason)
            .flatMap(days ->
                LateMoney.of(telling.life(), Cast.templateOf(reason.source()))
                    .filter(money -> money.mayHaveCome(end.minus(days), telling))
                    .map(money -> money.time().plus(days)));
    return bought.or(() ->
        failure(telling, reason)
            .filter(failure -> failure.mayHaveBeen(end.minus(GRACE), telling))
            .map(failure -> failure.time().plus(GRACE)));
  }

  /** A late failure that decides how long somebody stays. */
  private Optional<LateFailure> failure(Telling telling, Reason reason) {
    var hasGrace =
        reason.kind().equals("subscription")
            && groups.stream()
                .filter(group -> group.id() == reason.group())
                .anyMatch(group -> group.policy().whoPaysLate() == Policy.WhoPaysLate.HAS_GRACE);
    return hasGrace ? LateFailure.in(telling.life()) : Optional.empty();
  }

  private Optional<Duration> daysOf(Reason reason) {
    return reason.kind().equals("purchase")
        ? groups.stream()
            .filter(group -> group.id() == reason.group())
            .findFirst()
            .flatMap(group -> group.policy().purchaseDays())
            .map(Duration::ofDays)
        : Optional.empty();
  }

  /** What may have changed in a telling, and how often. */
  Map<Change, Integer> changes(Telling telling) {
    var counts = changes(telling.life());
    for (var added : List.copyOf(counts.keySet())) {
      var reason = added.reason();
      var isTold =
          daysOf(reason)
              .flatMap(days -> LateMoney.of(telling.life(), reason.source()))
              .filter(money -> money.isTold(telling))
              .isPresent();
      // The product may have found out by itself before it was told exactly.
      var isFound = isTold || failure(telling, reason).isPresent();
      if (isFound && added.action().equals("grant.added")) {
        counts.merge(new Change("grant.changed", reason), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** How often each reason came, changed its end, and went, from the first step to the last. */
  private Map<Change, Integer> changes(Life life) {
    var counts = new HashMap<Change, Integer>();
    Map<Reason, Optional<Instant>> before = Map.of();
    for (int step : IntStream.rangeClosed(0, life.last()).toArray()) {
      var after = at(life, step);
      for (var reason : after.keySet()) {
        if (!before.containsKey(reason)) {
          counts.merge(new Change("grant.added", reason), 1, Integer::sum);
        } else if (!Objects.equals(before.get(reason), after.get(reason))) {
          counts.merge(new Change("grant.changed", reason), 1, Integer::sum);
        }
      }
      for (var reason : before.keySet()) {
        if (!after.containsKey(reason)) {
          counts.merge(new Change("grant.removed", reason), 1, Integer::sum);
        }
      }
      before = after;
    }
    return counts;
  }

  /** What the audit log says of a reason. */
  record Change(String action, Reason reason) {
    Change by(Cast cast) {
      return new Change(action, reason.by(cast));
    }

    /** Who left and came back with another end while nobody looked has only another end. */
    Change asReturn() {
      return action.equals("grant.changed") ? new Change("grant.added", reason) : this;
    }
  }

  private void paid(
      Map<Reason, Optional<Instant>> reasons,
      JsonNode subscription,
      JsonNode item,
      Optional<Owed> owed) {
    if (item.path("quantity").asLong(1) == 0) {
      return;
    }
    for (var group : selling(item.at("/price/id"))) {
      if (isIn(group.policy(), subscription, owed)) {
        var end = earlier(plannedEnd(subscription, item), end(group.policy(), item, owed));
        reasons.put(new Reason(group.id(), "subscription", id(item)), end);
      }
    }
  }

  private static boolean isIn(Policy policy, JsonNode subscription, Optional<Owed> late) {
    var isPaused = subscription.path("pause_collection").isObject();
    return !(isPaused && policy.leavesWhilePaused())
        && switch (policy.whoPaysLate()) {
          case STAYS -> late.map(Owed::isTried).orElse(true);
          case LEAVES -> late.isEmpty() && !isLate(subscription);
          case HAS_GRACE, STAYS_AS_LONG_AS_PAID -> true;
        };
  }

  private static boolean isLate(JsonNode subscription) {
    return status(subscription).equals("past_due");
  }

  private static Optional<Instant> end(Policy policy, JsonNode item, Optional<Owed> late) {
    return switch (policy.whoPaysLate()) {
      case STAYS, LEAVES -> Optional.empty();
      case HAS_GRACE -> late.map(owed -> owed.since().plus(GRACE));
      case STAYS_AS_LONG_AS_PAID -> late.map(owed -> owed.paidUntil(item));
    };
  }

  /** What Stripe was told to end ends at the later of the period's end and the told one. */
  private static Optional<Instant> plannedEnd(JsonNode subscription, JsonNode item) {
    var told = subscription.path("cancel_at");
    var isTold = told.isNumber() || subscription.path("cancel_at_period_end").booleanValue();
    if (!isTold) {
      return Optional.empty();
    }
    var period = item.path("current_period_end").longValue();
    return Optional.of(Instant.ofEpochSecond(Math.max(period, told.asLong(0))));
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    return Stream.of(one, other).flatMap(Optional::stream).min(Comparator.naturalOrder());
  }

  private void bought(
      Map<Reason, Optional<Instant>> reasons,
      JsonNode session,
      JsonNode line,
      Instant begun,
      Optional<JsonNode> charge,
      boolean isLost) {
    var isRefunded = charge.filter(paid -> paid.path("refunded").booleanValue()).isPresent();
    for (var group : selling(line.at("/price/id"))) {
      var policy = group.policy();
      if (!(isRefunded && policy.leavesRefunded())
          && !(isLost && policy.leavesAfterLostDispute())) {
        var end = policy.purchaseDays().map(days -> begun.plus(Duration.ofDays(days)));
        reasons.put(new Reason(group.id(), "purchase", id(session)), end);
      }
    }
  }

  /** The charge of a debit is made with the order, however late the money comes. */
  private static Instant begun(Life life, JsonNode session, Optional<JsonNode> charge) {
    return LateMoney.of(life, id(session))
        .map(LateMoney::time)
        .orElseGet(() -> Instant.ofEpochSecond(charge.orElse(session).path("created").longValue()));
  }

  private List<Group> selling(JsonNode price) {
    return groups.stream().filter(group -> group.prices().contains(price.asText())).toList();
  }

  private static boolean isBought(JsonNode session) {
    return session.path("mode").textValue().equals("payment")
        && SETTLED.contains(session.path("payment_status").textValue());
  }

  private static boolean isLost(JsonNode dispute, JsonNode session) {
    return dispute.path("payment_intent").equals(session.path("payment_intent"))
        && status(dispute).equals("lost");
  }

  private static Optional<JsonNode> charge(JsonNode session, List<? extends JsonNode> charges) {
    return charges.stream()
        .filter(charge -> charge.path("payment_intent").equals(session.path("payment_intent")))
        .filter(charge -> charge.path("paid").booleanValue())
        .findFirst()
        .map(JsonNode.class::cast);
  }

  private static String status(JsonNode subscription) {
    return subscription.path("status").textValue();
  }

  private static String id(JsonNode object) {
    return object.path("id").textValue();
  }
}
