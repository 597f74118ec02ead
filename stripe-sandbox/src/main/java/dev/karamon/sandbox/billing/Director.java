package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import java.util.Set;

/** Makes a story happen to one subscription now, without waiting for its time. */
public final class Director {
  private static final Set<String> RENEWABLE = Set.of("active", "past_due", "trialing");

  private final World world;
  private final Wallet wallet;
  private final Renewals renewals;
  private final Dunning dunning;

  /** Stories of this world. */
  public Director(World world, Wallet wallet, Renewals renewals, Dunning dunning) {
    this.world = world;
    this.wallet = wallet;
    this.renewals = renewals;
    this.dunning = dunning;
  }

  /**
   * Ends the present period now, and tries to collect the renewal at once.
   *
   * @param fails whether the card is to be declined, now and until another one is given
   */
  public void renewNow(String id, boolean fails) {
    ObjectNode subscription = world.objects().atPath(SubscriptionLife.KIND, id);
    if (!RENEWABLE.contains(subscription.get("status").textValue())) {
      throw StripeError.invalid(
          "Only a subscription that is active, past_due or trialing can be renewed; this one is %s."
              .formatted(subscription.get("status").textValue()));
    }
    wallet.payingFor(subscription).ifPresent(method -> wallet.spoil(method, fails));
    endPeriodNow(subscription);
    renewals.endPeriod(subscription);
    world
        .objects()
        .find(Invoicing.KIND, subscription.get("latest_invoice").asText())
        .filter(invoice -> invoice.get("automatically_finalizes_at").isNumber())
        .ifPresent(dunning::collectDraft);
    world.objects().touch();
  }

  private void endPeriodNow(ObjectNode subscription) {
    long now = world.time().secondsFor(subscription);
    subscription.put("billing_cycle_anchor", now);
    if (subscription.get("status").textValue().equals("trialing")) {
      subscription.put("trial_end", now);
    }
    for (JsonNode item : SubscriptionLife.items(subscription)) {
      ((ObjectNode) item).put("current_period_end", now);
    }
  }
}
