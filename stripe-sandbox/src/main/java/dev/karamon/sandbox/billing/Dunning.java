package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.event.Stories;
import dev.karamon.sandbox.event.World;
import java.time.Duration;
import java.util.List;

/** Collecting the invoices of renewals: the first attempt, the retries, and giving up. */
public final class Dunning {
  private static final List<Duration> RETRIES =
      List.of(Duration.ofDays(3), Duration.ofDays(5), Duration.ofDays(7));
  private static final String SETTING = "dunning";

  /** What becomes of a subscription whose retries are used up. */
  public enum GivingUp {
    CANCEL,
    UNPAID,
    PAST_DUE,
    /** It stays as if it were paid; its invoice is written off. */
    UNCOLLECTIBLE
  }

  private final World world;
  private final SubscriptionLife life;
  private final Wallet wallet;
  private final Invoicing invoicing;

  /** Collection in this world. */
  public Dunning(World world, SubscriptionLife life, Wallet wallet, Invoicing invoicing) {
    this.world = world;
    this.life = life;
    this.wallet = wallet;
    this.invoicing = invoicing;
  }

  /** The account's setting; Stripe's own default is to cancel. */
  public GivingUp givingUp() {
    return GivingUp.valueOf(world.objects().note(SETTING).path("giving_up").asText("CANCEL"));
  }

  /** Changes the account's setting. */
  public void givingUp(GivingUp setting) {
    world.objects().note(SETTING).put("giving_up", setting.name());
    world.objects().touch();
  }

  /** Finalizes a draft and tries to collect it. */
  void collectDraft(ObjectNode invoice) {
    world
        .events()
        .inOrder(
            Stories.COLLECTION,
            () -> {
              invoicing.finalise(invoice);
              if (invoice.get("status").textValue().equals("open")) {
                attempt(invoice);
              }
              return invoice;
            });
  }

  /** Tries again to collect an open invoice. */
  void retry(ObjectNode invoice) {
    world
        .events()
        .inOrder(
            Stories.COLLECTION,
            () -> {
              attempt(invoice);
              return invoice;
            });
  }

  private void attempt(ObjectNode invoice) {
    var subscription = life.subscriptionOf(invoice);
    var method = subscription.flatMap(wallet::payingFor);
    var before = invoice.deepCopy();
    schedule(invoice, invoice.get("attempt_count").intValue());
    if (method.isEmpty()) {
      invoicing.failWithoutMethod(invoice);
      failed(invoice, before);
      return;
    }
    switch (life.pay(invoice, method.get(), Payments.Customer.ABSENT)) {
      case PAID -> {
        // The invoice and the subscription tell it themselves.
      }
      case PENDING -> {
        invoice.putNull("next_payment_attempt");
        world.events().recordDifference("invoice.updated", before, invoice);
      }
      case DECLINED -> failed(invoice, before);
      case NEEDS_AUTHENTICATION -> {
        world.events().recordDifference("invoice.updated", before, invoice);
        subscription.filter(it -> !SubscriptionLife.over(it)).ifPresent(this::late);
      }
    }
  }

  /** Follows up on a debit that came back after the invoice seemed to be on its way. */
  void returned(ObjectNode invoice) {
    var before = invoice.deepCopy();
    schedule(invoice, invoice.get("attempt_count").intValue() - 1);
    invoicing.fail(invoice);
    failed(invoice, before);
  }

  private void failed(ObjectNode invoice, ObjectNode before) {
    world.events().recordDifference("invoice.updated", before, invoice);
    life.subscriptionOf(invoice)
        .filter(it -> !SubscriptionLife.over(it))
        .ifPresent(it -> follow(it, invoice));
  }

  private void schedule(ObjectNode invoice, int attemptsBefore) {
    if (attemptsBefore < RETRIES.size()) {
      var next = world.time().secondsFor(invoice) + RETRIES.get(attemptsBefore).toSeconds();
      invoice.put("next_payment_attempt", next);
    } else {
      invoice.putNull("next_payment_attempt");
    }
  }

  private void follow(ObjectNode subscription, ObjectNode invoice) {
    var last = invoice.get("next_payment_attempt").isNull();
    if (!last) {
      late(subscription);
      return;
    }
    switch (givingUp()) {
      case PAST_DUE -> late(subscription);
      case UNPAID -> status(subscription, "unpaid");
      case CANCEL -> life.end(subscription, "payment_failed");
      case UNCOLLECTIBLE -> life.writeOff(invoice);
    }
  }

  private void late(ObjectNode subscription) {
    status(subscription, "past_due");
  }

  private void status(ObjectNode subscription, String status) {
    world.events().update(SubscriptionLife.UPDATED, subscription, it -> it.put("status", status));
  }
}
