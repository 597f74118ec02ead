package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.Stories;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an update asks of a subscription, applied to it. */
public final class SubscriptionChange {
  private final World world;
  private final SubscriptionLife life;
  private final PlanSwitch planSwitch;
  private final Coupons coupons;
  private final Discounts discounts;
  private final ItemChange itemChange;

  /** Changes to the subscriptions of this world. */
  public SubscriptionChange(
      World world,
      Catalog catalog,
      SubscriptionLife life,
      PlanSwitch planSwitch,
      Coupons coupons,
      Discounts discounts) {
    this.coupons = coupons;
    this.discounts = discounts;
    this.itemChange = new ItemChange(catalog, life);
    this.world = world;
    this.life = life;
    this.planSwitch = planSwitch;
  }

  /** Applies an update's parameters and records what they changed. */
  public void apply(ObjectNode subscription, ObjectNode parameters) {
    if (SubscriptionLife.over(subscription)) {
      refuseUnless(parameters, Set.of("metadata", "cancellation_details", "expand"));
    }
    world
        .events()
        .inOrder(
            Stories.PLAN_SWITCH,
            () -> {
              carryOut(subscription, parameters);
              return subscription;
            });
  }

  private void carryOut(ObjectNode subscription, ObjectNode parameters) {
    var before = subscription.deepCopy();
    change(before, subscription, parameters).ifPresent(Runnable::run);
    world.events().recordDifference(SubscriptionLife.UPDATED, before, subscription);
  }

  private Optional<Runnable> change(
      ObjectNode before, ObjectNode subscription, ObjectNode parameters) {
    simple(subscription, parameters);
    cancellation(subscription, parameters);
    pause(subscription, parameters);
    var trialEnd = trial(subscription, parameters);
    var billing =
        parameters.get("items") instanceof ArrayNode items
            ? changeItems(before, subscription, items, parameters).or(() -> trialEnd)
            : trialEnd;
    discount(subscription, parameters);
    return billing;
  }

  private static void refuseUnless(ObjectNode parameters, Set<String> allowed) {
    var names = parameters.fieldNames();
    while (names.hasNext()) {
      if (!allowed.contains(names.next())) {
        throw StripeError.invalid(
            "A canceled subscription can only update its cancellation_details and metadata.");
      }
    }
  }

  private void simple(ObjectNode subscription, ObjectNode parameters) {
    Metadata.merge(subscription, parameters);
    for (var name : List.of("description", "default_payment_method")) {
      if (parameters.has(name)) {
        subscription.set(name, parameters.get(name));
      }
    }
    var details = parameters.deepCopy();
    details.retain("trial_settings", "payment_settings", "cancellation_details");
    Shape.merge("Subscription", subscription, details);
  }

  private void cancellation(ObjectNode subscription, ObjectNode parameters) {
    var atPeriodEnd = parameters.get("cancel_at_period_end");
    var at = parameters.get("cancel_at");
    if (atPeriodEnd != null && at != null && !at.isNull()) {
      throw StripeError.invalid(
          "You may only specify one of these parameters: cancel_at_period_end, cancel_at.");
    }
    if (atPeriodEnd != null) {
      subscription.put("cancel_at_period_end", atPeriodEnd.booleanValue());
      scheduled(
          subscription,
          atPeriodEnd.booleanValue()
              ? Optional.of(periodEnd(subscription, true))
              : Optional.empty());
    } else if (at != null) {
      subscription.put("cancel_at_period_end", false);
      scheduled(subscription, at.isNull() ? Optional.empty() : Optional.of(time(subscription, at)));
    }
  }

  private void scheduled(ObjectNode subscription, Optional<Long> end) {
    var details = (ObjectNode) subscription.get("cancellation_details");
    subscription.put("cancel_at", end.orElse(null));
    if (end.isPresent()) {
      subscription.put("canceled_at", life.now(subscription));
      details.put("reason", "cancellation_requested");
    } else {
      subscription.putNull("canceled_at");
      details.putNull("reason").putNull("comment").putNull("feedback");
    }
  }

  private long time(ObjectNode subscription, JsonNode at) {
    if (at.isTextual()) {
      return periodEnd(subscription, !at.textValue().equals("min_period_end"));
    }
    if (at.longValue() <= life.now(subscription)) {
      throw StripeError.invalid("`cancel_at` must be in the future.", "cancel_at");
    }
    return at.longValue();
  }

  private static long periodEnd(ObjectNode subscription, boolean latest) {
    var end = latest ? Long.MIN_VALUE : Long.MAX_VALUE;
    for (var item : SubscriptionLife.items(subscription)) {
      var own = item.get("current_period_end").longValue();
      end = latest ? Math.max(end, own) : Math.min(end, own);
    }
    return end;
  }

  /** A list of discounts replaces those that there are; those named by their own id stay. */
  private void discount(ObjectNode subscription, ObjectNode parameters) {
    if (!parameters.has("discounts")) {
      return;
    }
    var fresh =
        parameters.get("discounts").valueStream().filter(it -> !it.has("discount")).toList();
    var kept = parameters.get("discounts").findValuesAsText("discount");
    var present = subscription.get("discounts").valueStream().map(JsonNode::textValue).toList();
    kept.stream()
        .filter(id -> !present.contains(id))
        .findFirst()
        .ifPresent(id -> {
          throw StripeError.noSuchObject(Discounts.KIND, id, "discounts");
        });
    var purchase =
        new Coupons.Purchase(
            Optional.of(subscription.get("customer").textValue()),
            total(subscription),
            subscription.get("currency").textValue());
    var given = coupons.asked(World.node().arrayNode().addAll(fresh), purchase);
    discounts.keepOnly(subscription, kept);
    discounts.give(subscription, given, Optional.empty());
  }

  private static long total(ObjectNode subscription) {
    return SubscriptionLife.items(subscription)
        .valueStream()
        .mapToLong(
            it -> it.get("price").get("unit_amount").longValue() * it.path("quantity").asLong(1))
        .sum();
  }

  private static void pause(ObjectNode subscription, ObjectNode parameters) {
    var given = parameters.get("pause_collection");
    if (given instanceof ObjectNode wish) {
      var pause = subscription.putObject("pause_collection");
      pause.set("behavior", wish.get("behavior"));
      pause.set("resumes_at", wish.path("resumes_at").isNumber() ? wish.get("resumes_at") : null);
    } else if (given != null) {
      subscription.putNull("pause_collection");
    }
  }

  private Optional<Runnable> trial(ObjectNode subscription, ObjectNode parameters) {
    var end = parameters.get("trial_end");
    if (end == null) {
      return Optional.empty();
    }
    var now = life.now(subscription);
    if (end.isNumber() && end.longValue() > now) {
      subscription.put("trial_end", end.longValue()).put("status", "trialing");
      if (subscription.get("trial_start").isNull()) {
        subscription.put("trial_start", now);
      }
      planSwitch.restart(subscription, now, end.longValue());
      return Optional.empty();
    }
    if (!subscription.get("status").textValue().equals("trialing")) {
      return Optional.empty();
    }
    subscription.put("trial_end", now).put("status", "active");
    planSwitch.restart(subscription, now, now);
    return Optional.of(() -> planSwitch.bill(subscription, life.lines(subscription)));
  }

  private Optional<Runnable> changeItems(
      ObjectNode before, ObjectNode subscription, ArrayNode wishes, ObjectNode parameters) {
    itemChange.apply(subscription, wishes);
    var proration = parameters.path("proration_behavior").asText("create_prorations");
    return planSwitch.settle(before, subscription, proration);
  }
}
