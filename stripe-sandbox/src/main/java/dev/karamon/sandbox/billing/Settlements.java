package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.Stories;
import dev.karamon.sandbox.event.World;
import java.util.Optional;

/** What follows when a delayed payment is known to have succeeded or failed. */
public final class Settlements {
  private static final String TOLD = "settled";

  private final World world;
  private final Wallet wallet;
  private final Payments payments;
  private final SubscriptionLife life;
  private final Dunning dunning;

  /** Settlements in this world. */
  public Settlements(
      World world, Wallet wallet, Payments payments, SubscriptionLife life, Dunning dunning) {
    this.world = world;
    this.wallet = wallet;
    this.payments = payments;
    this.life = life;
    this.dunning = dunning;
  }

  /** Settles the payment that a completed checkout session waits for, now. */
  void settleNow(ObjectNode session, boolean succeeds) {
    var intent =
        pendingIntent(session)
            .orElseThrow(
                () -> StripeError.invalid("This Checkout Session waits for no delayed payment."));
    settle(intent, succeeds);
  }

  /** The payment intent that a session waits for, if it does. */
  public Optional<ObjectNode> pendingIntent(JsonNode session) {
    var own = session.path("payment_intent");
    var id =
        own.isTextual()
            ? own.textValue()
            : world
                .objects()
                .newestFirst(Invoicing.PAYMENT)
                .filter(it -> it.get("invoice").equals(session.path("invoice")))
                .map(it -> it.get("payment").path(Payments.INTENT).asText())
                .findFirst()
                .orElse("");
    return world.objects().find(Payments.PENDING, id).flatMap(_ -> intent(id));
  }

  private Optional<ObjectNode> intent(String id) {
    return world.objects().find(Payments.INTENT, id);
  }

  /** Settles a payment whose time has come, as its test account says. */
  void settleDue(String intent) {
    var found = intent(intent).orElseThrow();
    var method =
        world.objects().find(Wallet.KIND, found.get("payment_method").asText()).orElseThrow();
    settle(found, wallet.debit(method).filter(TestIban::succeeds).isPresent());
  }

  private void settle(ObjectNode intent, boolean succeeds) {
    world
        .events()
        .inOrder(
            Stories.SETTLEMENT,
            () -> {
              payments.settle(intent, succeeds);
              var invoice = invoiceOf(intent);
              invoice.ifPresent(it -> follow(it, succeeds));
              sessionOf(intent, invoice).ifPresent(session -> tell(session, succeeds));
              return intent;
            });
    world.objects().touch();
  }

  private void follow(ObjectNode invoice, boolean succeeds) {
    if (!invoice.get("status").textValue().equals("open")) {
      return;
    }
    if (succeeds) {
      life.arrived(invoice);
    } else {
      dunning.returned(invoice);
    }
  }

  private Optional<ObjectNode> invoiceOf(ObjectNode intent) {
    return world
        .objects()
        .newestFirst(Invoicing.PAYMENT)
        .filter(it -> it.get("payment").path(Payments.INTENT).equals(intent.get("id")))
        .findFirst()
        .flatMap(it -> world.objects().find(Invoicing.KIND, it.get("invoice").textValue()));
  }

  private Optional<ObjectNode> sessionOf(ObjectNode intent, Optional<ObjectNode> invoice) {
    return world
        .objects()
        .newestFirst(Checkouts.KIND)
        .filter(it -> it.get("payment_status").textValue().equals("unpaid"))
        .filter(it -> !world.objects().note(it.get("id").textValue()).has(TOLD))
        .filter(it ->
            it.get("payment_intent").equals(intent.get("id"))
                || invoice.map(own -> own.get("id")).filter(it.get("invoice")::equals).isPresent())
        .findFirst();
  }

  /** Told once: what becomes of later attempts is no longer the session's. */
  private void tell(ObjectNode session, boolean succeeds) {
    world.objects().note(session.get("id").textValue()).put(TOLD, true);
    if (succeeds) {
      session.put("payment_status", "paid");
    }
    world
        .events()
        .record("checkout.session.async_payment_" + (succeeds ? "succeeded" : "failed"), session);
  }
}
