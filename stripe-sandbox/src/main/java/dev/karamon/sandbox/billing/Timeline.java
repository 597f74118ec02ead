package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.event.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Lets time pass: everything that falls due happens at its own moment, in order. */
public final class Timeline {
  private static final long INCOMPLETE = Duration.ofHours(23).toSeconds();
  private static final long TRIAL_WARNING = Duration.ofDays(3).toSeconds();
  private static final long UPCOMING = Duration.ofDays(7).toSeconds();
  private static final int MAX_STEPS = 10_000;

  private final World world;
  private final SubscriptionLife life;
  private final Renewals renewals;
  private final Dunning dunning;
  private final Settlements settlements;
  private final Checkouts checkouts;

  private record Due(long at, int rank, Runnable action) {}

  /** The passing of time in this world. */
  public Timeline(
      World world,
      SubscriptionLife life,
      Renewals renewals,
      Dunning dunning,
      Settlements settlements,
      Checkouts checkouts) {
    this.settlements = settlements;
    this.world = world;
    this.life = life;
    this.renewals = renewals;
    this.dunning = dunning;
    this.checkouts = checkouts;
  }

  /** Does what is due by now for everyone without a test clock. */
  public void tick() {
    checkouts.expireDue();
    advance(Optional.empty(), world.time().seconds());
  }

  /** Moves the sandbox's own time forward, for everyone without a test clock. */
  public void moveTo(Instant time) {
    advance(Optional.empty(), time.getEpochSecond());
    world.time().moveTo(time);
    checkouts.expireDue();
  }

  /** Moves a test clock forward. */
  public void advance(ObjectNode clock, long target) {
    advance(Optional.of(clock), target);
    clock.put("frozen_time", target);
    checkouts.expireDue();
  }

  private void advance(Optional<ObjectNode> clock, long target) {
    for (var step = 0; step < MAX_STEPS; step++) {
      var next =
          due(clock).stream()
              .filter(due -> due.at() <= target)
              .min(Comparator.comparingLong(Due::at).thenComparingInt(Due::rank));
      if (next.isEmpty()) {
        return;
      }
      set(clock, next.get().at());
      next.get().action().run();
    }
    throw new IllegalStateException("more than " + MAX_STEPS + " things fall due at once");
  }

  private void set(Optional<ObjectNode> clock, long time) {
    if (clock.isEmpty()) {
      world.time().moveTo(Instant.ofEpochSecond(time));
    } else if (clock.get().get("frozen_time").longValue() < time) {
      clock.get().put("frozen_time", time);
    }
  }

  private List<Due> due(Optional<ObjectNode> clock) {
    var id = clock.map(it -> it.get("id").textValue()).orElse("");
    List<Due> due = new ArrayList<>();
    for (var subscription : world.objects().oldestFirst(SubscriptionLife.KIND)) {
      if (under(id, subscription) && !SubscriptionLife.over(subscription)) {
        addSubscription(due, subscription);
      }
    }
    for (var invoice : world.objects().oldestFirst(Invoicing.KIND)) {
      if (under(id, invoice)) {
        addInvoice(due, invoice);
      }
    }
    for (var payment : world.objects().oldestFirst(Payments.PENDING)) {
      if (payment.path("test_clock").asText("").equals(id)) {
        var intent = payment.get("intent").textValue();
        due.add(new Due(payment.get("at").longValue(), 1, () -> settlements.settleDue(intent)));
      }
    }
    return due;
  }

  private static boolean under(String clock, JsonNode object) {
    return object.path("test_clock").asText("").equals(clock)
        || (clock.isEmpty() && object.path("test_clock").isNull());
  }

  private void addInvoice(List<Due> due, ObjectNode invoice) {
    var finalizes = invoice.get("automatically_finalizes_at");
    var retries = invoice.get("next_payment_attempt");
    var live = life.subscriptionOf(invoice).filter(it -> !SubscriptionLife.over(it)).isPresent();
    if (live && invoice.get("status").textValue().equals("draft") && finalizes.isNumber()) {
      due.add(new Due(finalizes.longValue(), 1, () -> dunning.collectDraft(invoice)));
    }
    if (live && invoice.get("status").textValue().equals("open") && retries.isNumber()) {
      due.add(new Due(retries.longValue(), 1, () -> dunning.retry(invoice)));
    }
  }

  private void addSubscription(List<Due> due, ObjectNode subscription) {
    var status = subscription.get("status").textValue();
    JsonNode note = world.objects().note(subscription.get("id").textValue());
    var periodEnd = earliestPeriodEnd(subscription);
    var resumes = subscription.path("pause_collection").path("resumes_at");
    if (resumes.isNumber()) {
      due.add(new Due(resumes.longValue(), 2, () -> collectAgain(subscription)));
    }
    switch (status) {
      case "incomplete" -> {
        var created = subscription.get("created").longValue();
        due.add(new Due(created + INCOMPLETE, 2, () -> renewals.expire(subscription)));
        return;
      }
      case "trialing" -> {
        var end = subscription.get("trial_end").longValue();
        if (!note.has("warned")) {
          due.add(new Due(end - TRIAL_WARNING, 3, () -> life.warn(subscription)));
        }
        due.add(new Due(end, 4, () -> renewals.endTrial(subscription)));
      }
      case "paused" -> {
        // Nothing falls due until it is resumed.
      }
      default -> {
        var length = periodEnd - latestPeriodStart(subscription);
        if (!note.has("upcoming") && length > UPCOMING && subscription.get("cancel_at").isNull()) {
          due.add(new Due(periodEnd - UPCOMING, 3, () -> renewals.announce(subscription)));
        }
        due.add(new Due(periodEnd, 4, () -> renewals.renew(subscription)));
      }
    }
    if (subscription.get("cancel_at").isNumber()) {
      var at = subscription.get("cancel_at").longValue();
      due.add(new Due(at, 0, () -> life.end(subscription, "cancellation_requested")));
    }
  }

  private void collectAgain(ObjectNode subscription) {
    world
        .events()
        .update(SubscriptionLife.UPDATED, subscription, it -> it.putNull("pause_collection"));
  }

  private static long earliestPeriodEnd(JsonNode subscription) {
    return times(subscription, "current_period_end").min().orElseThrow();
  }

  private static long latestPeriodStart(JsonNode subscription) {
    return times(subscription, "current_period_start").max().orElseThrow();
  }

  private static LongStream times(JsonNode subscription, String name) {
    return SubscriptionLife.items(subscription).findValues(name).stream()
        .mapToLong(JsonNode::longValue);
  }
}
