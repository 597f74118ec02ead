package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Invoices that do not exist yet: the next one, or the one that a change would make. */
public final class Previews {
  private final SubscriptionLife life;
  private final PlanSwitch planSwitch;
  private final Invoicing invoicing;
  private final ItemChange itemChange;

  /** Previews of what these would do. */
  public Previews(
      Catalog catalog, SubscriptionLife life, PlanSwitch planSwitch, Invoicing invoicing) {
    this.life = life;
    this.planSwitch = planSwitch;
    this.invoicing = invoicing;
    this.itemChange = new ItemChange(catalog, life);
  }

  /**
   * The invoice that would come next if a subscription were changed.
   *
   * @param details the change, as Stripe's parameter {@code subscription_details}
   */
  public ObjectNode of(ObjectNode subscription, JsonNode details) {
    List<InvoiceLine> pending = new ArrayList<>(planSwitch.pending(subscription));
    if (!details.path("items").isArray()) {
      return next(subscription, pending);
    }
    var changed = subscription.deepCopy();
    itemChange.apply(changed, details.get("items"));
    var proration = details.path("proration_behavior").asText("create_prorations");
    var difference =
        planSwitch.difference(
            subscription, changed, life.now(subscription), !proration.equals("none"));
    if (PlanSwitch.billedAtOnce(subscription, changed, proration)) {
      return invoicing.compose(changed, "subscription_update", difference);
    }
    pending.addAll(difference);
    return next(changed, pending);
  }

  /** The invoice that the next renewal would make. */
  ObjectNode next(ObjectNode subscription, List<InvoiceLine> pending) {
    var next = subscription.deepCopy();
    List<InvoiceLine> lines = new ArrayList<>(pending);
    for (var node : SubscriptionLife.items(next)) {
      var item = (ObjectNode) node;
      var start = item.get("current_period_end").longValue();
      item.put("current_period_start", start);
      item.put("current_period_end", SubscriptionLife.periodEnd(next, item, start));
      lines.add(life.line(next, item));
    }
    return invoicing.compose(next, "upcoming", lines);
  }
}
