package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.event.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The money side of a change of items: credit for the unused rest, charge for the new rest. */
public final class PlanSwitch {
  private static final String PENDING = "pending_lines";
  private static final Set<Payments.Outcome> IN_ORDER =
      Set.of(Payments.Outcome.PAID, Payments.Outcome.PENDING);

  private final World world;
  private final Catalog catalog;
  private final Wallet wallet;
  private final Invoicing invoicing;

  /** Changes of plan in this world. */
  public PlanSwitch(World world, Catalog catalog, Wallet wallet, Invoicing invoicing) {
    this.world = world;
    this.catalog = catalog;
    this.wallet = wallet;
    this.invoicing = invoicing;
  }

  /**
   * Settles a change of items. Another interval begins a new period and is billed at once; else
   * {@code proration} says whether the difference is billed at once, with the next invoice, or not
   * at all.
   *
   * @return what is to be done once the change itself is complete
   */
  Optional<Runnable> settle(ObjectNode before, ObjectNode after, String proration) {
    var now = world.time().secondsFor(after);
    if (after.get("status").textValue().equals("trialing")) {
      return Optional.empty();
    }
    var lines = difference(before, after, now, !proration.equals("none"));
    if (billedAtOnce(before, after, proration)) {
      return Optional.of(() -> bill(after, lines));
    }
    keep(after, lines);
    return Optional.empty();
  }

  static boolean billedAtOnce(ObjectNode before, ObjectNode after, String proration) {
    return proration.equals("always_invoice") || !interval(before).equals(interval(after));
  }

  /** What a change costs and brings back; another interval begins the items' periods anew. */
  List<InvoiceLine> difference(ObjectNode before, ObjectNode after, long now, boolean prorate) {
    List<InvoiceLine> lines = new ArrayList<>(prorate ? credits(before, now) : List.of());
    if (!interval(before).equals(interval(after))) {
      restart(after, now, now);
      lines.addAll(fullPeriods(after));
    } else if (prorate) {
      lines.addAll(charges(after, now));
    }
    return lines;
  }

  private static JsonNode interval(ObjectNode subscription) {
    var interval = World.node();
    var recurring = SubscriptionLife.items(subscription).path(0).path("price").path("recurring");
    interval.set("interval", recurring.path("interval"));
    interval.set("interval_count", recurring.path("interval_count"));
    return interval;
  }

  /** Begins the items' periods anew. */
  void restart(ObjectNode subscription, long now, long anchor) {
    subscription.put("billing_cycle_anchor", anchor);
    for (var node : SubscriptionLife.items(subscription)) {
      var item = (ObjectNode) node;
      item.put("current_period_start", now);
      item.put("current_period_end", SubscriptionLife.periodEnd(subscription, item, now));
    }
  }

  private List<InvoiceLine> fullPeriods(ObjectNode subscription) {
    List<InvoiceLine> lines = new ArrayList<>();
    for (var node : SubscriptionLife.items(subscription)) {
      var item = (ObjectNode) node;
      lines.add(
          InvoiceLine.period(
              item,
              catalog.productName(item.get("price")),
              item.get("current_period_start").longValue(),
              item.get("current_period_end").longValue()));
    }
    return lines;
  }

  private List<InvoiceLine> credits(ObjectNode before, long now) {
    return prorations(before, now, -1, "Unused time on ");
  }

  private List<InvoiceLine> charges(ObjectNode after, long now) {
    return prorations(after, now, 1, "Remaining time on ");
  }

  private List<InvoiceLine> prorations(ObjectNode subscription, long now, int sign, String what) {
    List<InvoiceLine> lines = new ArrayList<>();
    for (var node : SubscriptionLife.items(subscription)) {
      var item = (ObjectNode) node;
      var start = item.get("current_period_start").longValue();
      var end = item.get("current_period_end").longValue();
      var full = item.get("price").get("unit_amount").longValue() * item.path("quantity").asLong(1);
      var rest = Math.max(0, Math.min(end - now, end - start));
      var amount = Math.round((double) full * rest / Math.max(1, end - start));
      var product = catalog.productName(item.get("price"));
      lines.add(new InvoiceLine(item.deepCopy(), what + product, sign * amount, now, end, true));
    }
    return lines;
  }

  /** Bills lines at once and tries to collect them. */
  void bill(ObjectNode subscription, List<InvoiceLine> lines) {
    bill(subscription, lines, "subscription_update");
  }

  void bill(ObjectNode subscription, List<InvoiceLine> lines, String reason) {
    var invoice = invoicing.draft(subscription, reason, lines);
    invoicing.finalise(invoice);
    if (invoice.get("status").textValue().equals("open")) {
      var method = wallet.payingFor(subscription);
      var underWay =
          method
              .map(it -> invoicing.pay(invoice, it, Payments.Customer.ABSENT))
              .filter(IN_ORDER::contains)
              .isPresent();
      if (!underWay) {
        subscription.put("status", "past_due");
      }
    }
  }

  private void keep(ObjectNode subscription, List<InvoiceLine> lines) {
    var pending = world.objects().note(subscription.get("id").textValue()).withArray(PENDING);
    for (var line : lines) {
      var kept = pending.addObject().put("description", line.description());
      kept.put("amount", line.amount()).put("start", line.start()).put("end", line.end());
      kept.set("item", line.item());
    }
  }

  /** The differences that wait for the next invoice; they wait no longer. */
  List<InvoiceLine> takePending(ObjectNode subscription) {
    var lines = pending(subscription);
    world.objects().note(subscription.get("id").textValue()).remove(PENDING);
    return lines;
  }

  /** The differences that wait for the next invoice. */
  List<InvoiceLine> pending(ObjectNode subscription) {
    var note = world.objects().note(subscription.get("id").textValue());
    List<InvoiceLine> lines = new ArrayList<>();
    Map<String, ObjectNode> items = new HashMap<>();
    for (var kept : note.path(PENDING)) {
      var item =
          items.computeIfAbsent(
              kept.get("item").toString(), _ -> (ObjectNode) kept.get("item").deepCopy());
      lines.add(
          new InvoiceLine(
              item,
              kept.get("description").textValue(),
              kept.get("amount").longValue(),
              kept.get("start").longValue(),
              kept.get("end").longValue(),
              true));
    }
    return lines;
  }
}
