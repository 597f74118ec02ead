package dev.karamon.server.lives;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Who is in which group, why and until when, by Stripe's state alone and the policies that hold by
 * default. Deliberately naive, and written without the product's own rules.
 */
final class Oracle {
  private static final Set<String> PAYING = Set.of("trialing", "active", "past_due");
  private static final Set<String> SETTLED = Set.of("paid", "no_payment_required");

  private final Map<String, Set<Long>> groups;

  /**
   * An oracle.
   *
   * @param groups of each price
   */
  Oracle(Map<String, Set<Long>> groups) {
    this.groups = groups;
  }

  /** The reasons, with their ends, that a life gives at a step. */
  Map<Reason, Optional<Instant>> at(Life life, int step) {
    var reasons = new HashMap<Reason, Optional<Instant>>();
    for (var subscription : life.objectsAt(step, "subscription")) {
      if (PAYING.contains(subscription.path("status").textValue())) {
        subscription.at("/items/data").forEach(item -> paid(reasons, subscription, item));
      }
    }
    for (var session : life.objectsAt(step, "checkout.session")) {
      if (isBought(session) && !isRefunded(session, life.objectsAt(step, "charge"))) {
        life.linesOf(id(session))
            .forEach(line ->
                grant(reasons, line.at("/price/id"), "purchase", id(session), Optional.empty()));
      }
    }
    return reasons;
  }

  /** How often each reason came, changed its end, and went, from the first step to the last. */
  Map<Change, Integer> changes(Life life) {
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

  private void paid(Map<Reason, Optional<Instant>> reasons, JsonNode subscription, JsonNode item) {
    if (item.path("quantity").asLong(1) > 0) {
      grant(reasons, item.at("/price/id"), "subscription", id(item), end(subscription, item));
    }
  }

  private void grant(
      Map<Reason, Optional<Instant>> reasons,
      JsonNode price,
      String kind,
      String source,
      Optional<Instant> end) {
    groups
        .getOrDefault(price.asText(), Set.of())
        .forEach(group -> reasons.put(new Reason(group, kind, source), end));
  }

  /** Only what Stripe was told to end has an end: the later of the period's and the told one. */
  private static Optional<Instant> end(JsonNode subscription, JsonNode item) {
    var told = subscription.path("cancel_at");
    var isTold = told.isNumber() || subscription.path("cancel_at_period_end").booleanValue();
    if (!isTold) {
      return Optional.empty();
    }
    var period = item.path("current_period_end").longValue();
    return Optional.of(Instant.ofEpochSecond(Math.max(period, told.asLong(0))));
  }

  private static boolean isBought(JsonNode session) {
    return session.path("mode").textValue().equals("payment")
        && SETTLED.contains(session.path("payment_status").textValue());
  }

  private static boolean isRefunded(JsonNode session, List<? extends JsonNode> charges) {
    return charges.stream()
        .filter(charge -> charge.path("payment_intent").equals(session.path("payment_intent")))
        .anyMatch(charge -> charge.path("refunded").booleanValue());
  }

  private static String id(JsonNode object) {
    return object.path("id").textValue();
  }
}
