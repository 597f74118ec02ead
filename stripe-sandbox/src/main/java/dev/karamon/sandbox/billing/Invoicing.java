package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.store.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Invoices of subscriptions: drafted, finalized, paid or not. */
public final class Invoicing {
  /** Kind of invoices. */
  public static final String KIND = "invoice";

  /** Kind of the link between an invoice and what pays it. */
  public static final String PAYMENT = "invoice_payment";

  private static final Duration PAYMENT_EVENT_LAG = Duration.ofSeconds(1);

  private final World world;
  private final Payments payments;
  private final Discounts discounts;
  private final BlankInvoice blank;
  private final CustomerBalance balance;

  /** Invoices of this world. */
  public Invoicing(World world, Payments payments, Discounts discounts) {
    this.world = world;
    this.payments = payments;
    this.discounts = discounts;
    this.blank = new BlankInvoice(world, discounts);
    this.balance = new CustomerBalance(world);
  }

  /** A draft with these lines; stored and recorded. */
  public ObjectNode draft(ObjectNode subscription, String reason, List<InvoiceLine> lines) {
    return draft(subscription, reason, lines, world.time().secondsFor(subscription));
  }

  /**
   * As {@link #draft(ObjectNode, String, List)}, for what was used since an earlier time.
   *
   * @param since in seconds: when the period that ends now began
   */
  ObjectNode draft(ObjectNode subscription, String reason, List<InvoiceLine> lines, long since) {
    var invoice = compose(subscription, reason, lines).put("period_start", since);
    world.objects().put(invoice);
    subscription.put("latest_invoice", invoice.get("id").textValue());
    world.events().record("invoice.created", invoice);
    if (invoice.get("subtotal").longValue() > 0) {
      discounts.used(subscription);
    }
    return invoice;
  }

  /**
   * An invoice with these lines, neither stored nor recorded.
   *
   * @param subscription the subscription, or a node with just its customer, currency,
   *     collection_method, test_clock and description for an invoice without one
   */
  public ObjectNode compose(ObjectNode subscription, String reason, List<InvoiceLine> lines) {
    return blank.of(subscription, reason, lines);
  }

  /** Fixes a draft: it gets its number and, if something is due, a payment; else it is paid. */
  public void finalise(ObjectNode invoice) {
    var now = world.time().secondsFor(invoice);
    invoice.put("status", "open").put("number", number(invoice)).put("effective_at", now);
    invoice.putNull("automatically_finalizes_at");
    balance.apply(invoice);
    var page = world.url() + "/i/" + invoice.get("id").textValue();
    invoice.put("hosted_invoice_url", page).putNull("invoice_pdf");
    transitions(invoice).put("finalized_at", now);
    if (invoice.get("amount_due").longValue() > 0) {
      payment(invoice);
    }
    world.events().record("invoice.finalized", invoice);
    if (invoice.get("amount_due").longValue() == 0) {
      markPaid(invoice);
    }
  }

  private String number(ObjectNode invoice) {
    var customer =
        world.objects().find("customer", invoice.get("customer").textValue()).orElseThrow();
    var sequence = customer.path("next_invoice_sequence").asLong(1);
    customer.put("next_invoice_sequence", sequence + 1);
    return customer.path("invoice_prefix").asText("SANDBOX") + "-%04d".formatted(sequence);
  }

  private void payment(ObjectNode invoice) {
    var intent =
        payments.intent(
            Optional.of(invoice.get("customer").textValue()),
            invoice.get("amount_due").longValue(),
            invoice.get("currency").textValue(),
            invoice.get("billing_reason").textValue().equals("subscription_create")
                ? "Subscription creation"
                : "Subscription update");
    var payment = world.fresh("InvoicePayment", "inpay");
    payment.put("amount_requested", invoice.get("amount_due").longValue());
    payment.set("currency", invoice.get("currency"));
    payment.set("invoice", invoice.get("id"));
    payment.put("created", world.time().secondsFor(invoice)).put("is_default", true);
    payment.put("status", "open");
    var by = payment.putObject("payment").put("type", Payments.INTENT);
    by.set(Payments.INTENT, intent.get("id"));
    world.objects().put(payment);
  }

  /** The payments of an invoice. */
  public List<ObjectNode> paymentsOf(JsonNode invoice) {
    return world
        .objects()
        .newestFirst(PAYMENT)
        .filter(payment -> payment.get("invoice").equals(invoice.get("id")))
        .toList();
  }

  /** The intent that is to pay an invoice, if anything is due. */
  public Optional<ObjectNode> intentOf(JsonNode invoice) {
    return paymentsOf(invoice).stream()
        .findFirst()
        .flatMap(payment ->
            world
                .objects()
                .find(Payments.INTENT, payment.get("payment").path(Payments.INTENT).asText()));
  }

  /** Tries to collect an open invoice. */
  public Payments.Outcome pay(ObjectNode invoice, ObjectNode method, Payments.Customer customer) {
    var intent = intentOf(invoice).orElseThrow();
    var outcome = payments.confirm(intent, method, customer);
    invoice.put("attempted", true);
    invoice.put("attempt_count", invoice.get("attempt_count").intValue() + 1);
    switch (outcome) {
      case PAID -> markPaid(invoice);
      case PENDING -> {
        // Open until the debit is settled.
      }
      case DECLINED -> world.events().record("invoice.payment_failed", invoice);
      case NEEDS_AUTHENTICATION -> {
        // Only the customer can go on; Stripe waits, and plans no other attempt.
        invoice.putNull("next_payment_attempt");
        world.events().record("invoice.payment_failed", invoice);
        world.events().record("invoice.payment_action_required", invoice);
      }
    }
    return outcome;
  }

  /** Takes note that an invoice is paid. */
  void markPaid(ObjectNode invoice) {
    var now = world.time().secondsFor(invoice);
    invoice.put("status", "paid").put("attempted", true).put("auto_advance", false);
    invoice.put("amount_paid", invoice.get("amount_due").longValue()).put("amount_remaining", 0);
    invoice.putNull("next_payment_attempt");
    transitions(invoice).put("paid_at", now);
    world.events().record("invoice.paid", invoice);
    world.events().record("invoice.payment_succeeded", invoice);
    for (var payment : paymentsOf(invoice)) {
      payment.put("status", "paid").put("amount_paid", invoice.get("amount_paid").longValue());
      ((ObjectNode) payment.get("status_transitions")).put("paid_at", now);
      world.events().recordLater("invoice_payment.paid", payment, PAYMENT_EVENT_LAG);
    }
  }

  /** Gives up an open invoice. */
  public void voidInvoice(ObjectNode invoice) {
    invoice.put("status", "void").put("auto_advance", false).putNull("next_payment_attempt");
    transitions(invoice).put("voided_at", world.time().secondsFor(invoice));
    world.events().record("invoice.voided", invoice);
  }

  /** Writes off an open invoice. */
  void markUncollectible(ObjectNode invoice) {
    invoice.put("status", "uncollectible").put("auto_advance", false);
    invoice.putNull("next_payment_attempt");
    transitions(invoice).put("marked_uncollectible_at", world.time().secondsFor(invoice));
    world.events().record("invoice.marked_uncollectible", invoice);
  }

  /** Counts an attempt that failed for want of a payment method. */
  void failWithoutMethod(ObjectNode invoice) {
    invoice
        .put("attempted", true)
        .put("attempt_count", invoice.get("attempt_count").intValue() + 1);
    fail(invoice);
  }

  /** Tells that the latest attempt to collect an invoice failed. */
  void fail(ObjectNode invoice) {
    world.events().record("invoice.payment_failed", invoice);
  }

  private static ObjectNode transitions(ObjectNode invoice) {
    return (ObjectNode) invoice.get("status_transitions");
  }

  /** A prefix for the numbers of a new customer's invoices. */
  public static String prefix() {
    return Ids.letters(8).toUpperCase(Locale.ROOT);
  }
}
