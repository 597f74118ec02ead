package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import java.util.Set;

/** Makes a story happen now, without waiting for its time or for anybody to cause it. */
public final class Director {
  private static final Set<String> RENEWABLE = Set.of("active", "past_due", "trialing");

  private final World world;
  private final Wallet wallet;
  private final SubscriptionLife life;
  private final Renewals renewals;
  private final Dunning dunning;
  private final Settlements settlements;
  private final Disputes disputes;
  private final Refunding refunding;

  /** Stories of this world. */
  public Director(
      World world,
      Wallet wallet,
      SubscriptionLife life,
      Renewals renewals,
      Dunning dunning,
      Settlements settlements,
      Disputes disputes,
      Refunding refunding) {
    this.world = world;
    this.wallet = wallet;
    this.life = life;
    this.renewals = renewals;
    this.dunning = dunning;
    this.settlements = settlements;
    this.disputes = disputes;
    this.refunding = refunding;
  }

  /**
   * Ends the present period now, and tries to collect the renewal at once.
   *
   * @param fails whether the card is to be declined, now and until another one is given
   */
  public void renewNow(String id, boolean fails) {
    var subscription = find(SubscriptionLife.KIND, id);
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
  }

  private void endPeriodNow(ObjectNode subscription) {
    var now = world.time().secondsFor(subscription);
    subscription.put("billing_cycle_anchor", now);
    if (subscription.get("status").textValue().equals("trialing")) {
      subscription.put("trial_end", now);
    }
    for (var item : SubscriptionLife.items(subscription)) {
      ((ObjectNode) item).put("current_period_end", now);
    }
  }

  /**
   * Tries again now to collect the latest invoice of a subscription.
   *
   * @param fails whether the card is to be declined, now and until another one is given
   */
  public void retryNow(String id, boolean fails) {
    var subscription = find(SubscriptionLife.KIND, id);
    var invoice =
        world
            .objects()
            .find(Invoicing.KIND, subscription.get("latest_invoice").asText())
            .filter(it -> it.get("status").textValue().equals("open"))
            .orElseThrow(() -> StripeError.invalid("This subscription has no open invoice."));
    wallet.payingFor(subscription).ifPresent(method -> wallet.spoil(method, fails));
    dunning.retry(invoice);
  }

  /** Cancels a subscription now, as an API call would. */
  public void cancelNow(String id) {
    var subscription = find(SubscriptionLife.KIND, id);
    if (SubscriptionLife.over(subscription)) {
      throw StripeError.invalid("This subscription has ended already.");
    }
    life.end(subscription, "cancellation_requested");
  }

  /** Settles the delayed payment of a checkout session now. */
  public void settleNow(String session, boolean succeeds) {
    settlements.settleNow(find(Checkouts.KIND, session), succeeds);
  }

  /** Gives back what is left of a charge. */
  public void refund(String charge) {
    var found = find("charge", charge);
    refunding.refund(found, Refunding.left(found), World.node());
  }

  /** A refund fails, days after it seemed to succeed. */
  public void failRefund(String refund) {
    refunding.fail(find(Refunding.KIND, refund));
  }

  /** The owner of a charge disputes it. */
  public void dispute(String charge) {
    var found = find("charge", charge);
    if (!found.get("paid").booleanValue() || found.get("disputed").booleanValue()) {
      throw StripeError.invalid("Only a paid charge can be disputed, and only once.");
    }
    disputes.open(found);
  }

  /** Decides an open dispute. */
  public void decide(String dispute, boolean won) {
    var found = find(Disputes.KIND, dispute);
    if (!Disputes.undecided(found)) {
      throw StripeError.invalid("This dispute is decided already.");
    }
    disputes.close(found, won);
  }

  private ObjectNode find(String kind, String id) {
    var found = world.objects().atPath(kind, id);
    // What the story changes is to be kept.
    world.objects().touch();
    return found;
  }
}
