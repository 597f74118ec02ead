package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.event.Stories;
import dev.karamon.sandbox.event.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the passing of time does to a subscription itself. */
public final class Renewals {
  private static final Duration DRAFT = Duration.ofHours(1);
  private static final String CYCLE = "subscription_cycle";

  private final World world;
  private final SubscriptionLife life;
  private final PlanSwitch planSwitch;
  private final Wallet wallet;
  private final Invoicing invoicing;
  private final Previews previews;

  /** Renewals in this world. */
  public Renewals(
      World world,
      SubscriptionLife life,
      PlanSwitch planSwitch,
      Wallet wallet,
      Invoicing invoicing,
      Previews previews) {
    this.previews = previews;
    this.world = world;
    this.life = life;
    this.planSwitch = planSwitch;
    this.wallet = wallet;
    this.invoicing = invoicing;
  }

  /** Begins the next period of the items whose period is over, and drafts the invoice for it. */
  void renew(ObjectNode subscription) {
    world.events().inOrder(Stories.RENEWAL, () -> begin(subscription, "active"));
  }

  private Optional<ObjectNode> begin(ObjectNode subscription, String trialOutcome) {
    var before = subscription.deepCopy();
    var now = life.now(subscription);
    var former = SubscriptionLife.items(before).get(0).get("current_period_start").longValue();
    List<InvoiceLine> lines = new ArrayList<>(planSwitch.takePending(subscription));
    for (var node : SubscriptionLife.items(subscription)) {
      var item = (ObjectNode) node;
      var start = item.get("current_period_end").longValue();
      if (start <= now) {
        item.put("current_period_start", start);
        item.put("current_period_end", SubscriptionLife.periodEnd(subscription, item, start));
        lines.add(life.line(subscription, item));
      }
    }
    if (subscription.get("status").textValue().equals("trialing")) {
      subscription.put("status", trialOutcome);
    }
    world.objects().note(subscription.get("id").textValue()).remove("upcoming");
    var invoice = invoicing.draft(subscription, CYCLE, lines, former);
    var collected = subscription.get("pause_collection").isNull();
    var tried = !subscription.get("status").textValue().equals("unpaid");
    if (collected && tried) {
      invoice.put("automatically_finalizes_at", now + DRAFT.toSeconds());
    } else {
      invoice.put("auto_advance", false);
    }
    world.events().recordDifference(SubscriptionLife.UPDATED, before, subscription);
    uncollected(subscription, invoice);
    return Optional.of(invoice);
  }

  private void uncollected(ObjectNode subscription, ObjectNode invoice) {
    switch (subscription.path("pause_collection").path("behavior").asText("")) {
      case "void" -> {
        invoicing.finalise(invoice);
        invoicing.voidInvoice(invoice);
      }
      case "mark_uncollectible" -> {
        invoicing.finalise(invoice);
        invoicing.markUncollectible(invoice);
      }
      default -> {
        // Collected, or kept as a draft.
      }
    }
  }

  /** What the end of the present period brings: a renewal, or the end of the trial. */
  void endPeriod(ObjectNode subscription) {
    if (subscription.get("status").textValue().equals("trialing")) {
      endTrial(subscription);
    } else {
      renew(subscription);
    }
  }

  /** Ends a trial: the first paid period begins, or what the trial settings say without a card. */
  void endTrial(ObjectNode subscription) {
    var without =
        wallet.payingFor(subscription).isPresent()
            ? "create_invoice"
            : subscription
                .path("trial_settings")
                .path("end_behavior")
                .path("missing_payment_method")
                .asText("create_invoice");
    switch (without) {
      case "cancel" -> life.end(subscription, "payment_failed");
      case "pause" -> {
        subscription.put("status", "paused");
        world.events().record("customer.subscription.paused", subscription);
      }
      default -> renew(subscription);
    }
  }

  /** Tells of the invoice that the coming renewal will make, once per period. */
  void announce(ObjectNode subscription) {
    world.objects().note(subscription.get("id").textValue()).put("upcoming", true);
    var preview = previews.next(subscription, planSwitch.pending(subscription));
    preview.remove("id");
    world.events().record("invoice.upcoming", preview);
  }

  /** Gives up a subscription whose first payment never came. */
  void expire(ObjectNode subscription) {
    world
        .objects()
        .find(Invoicing.KIND, subscription.get("latest_invoice").asText())
        .filter(invoice -> invoice.get("status").textValue().equals("open"))
        .ifPresent(invoicing::voidInvoice);
    world
        .events()
        .update(
            SubscriptionLife.UPDATED,
            subscription,
            it -> it.put("status", "incomplete_expired").put("ended_at", life.now(it)));
  }

  /** Takes a paused subscription up again: a new period begins now and is billed at once. */
  public void resume(ObjectNode subscription) {
    world
        .events()
        .inOrder(
            Stories.RENEWAL,
            () -> {
              var now = life.now(subscription);
              subscription.put("status", "active");
              planSwitch.restart(subscription, now, now);
              planSwitch.bill(subscription, life.lines(subscription), CYCLE);
              world.events().record("customer.subscription.resumed", subscription);
              return subscription;
            });
  }
}
