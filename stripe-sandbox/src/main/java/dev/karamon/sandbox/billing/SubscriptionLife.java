package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import dev.karamon.sandbox.store.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a subscription begins, is paid for and ends. */
public final class SubscriptionLife {
  /** Kind of subscriptions. */
  public static final String KIND = "subscription";

  /** Type of the event that tells of a change. */
  static final String UPDATED = "customer.subscription.updated";

  /** How many items a subscription can have. */
  static final int MAX_ITEMS = 20;

  private static final Set<String> OVER = Set.of("canceled", "incomplete_expired");
  private static final Set<String> LATE = Set.of("past_due", "unpaid");
  private static final Set<String> RECOVERING = Set.of("incomplete", "past_due", "unpaid");
  private static final long TRIAL_WARNING = Duration.ofDays(3).toSeconds();

  private final World world;
  private final Catalog catalog;
  private final Wallet wallet;
  private final Discounts discounts;
  private final Invoicing invoicing;

  /** Subscriptions of this world. */
  public SubscriptionLife(
      World world, Catalog catalog, Wallet wallet, Discounts discounts, Invoicing invoicing) {
    this.discounts = discounts;
    this.world = world;
    this.catalog = catalog;
    this.wallet = wallet;
    this.invoicing = invoicing;
  }

  static StripeError tooManyItems() {
    return StripeError.invalid("Subscriptions can have at most " + MAX_ITEMS + " items.", "items");
  }

  /** Whether a subscription has ended. */
  public static boolean over(JsonNode subscription) {
    return OVER.contains(subscription.get("status").textValue());
  }

  /** The items of a subscription. */
  public static ArrayNode items(JsonNode subscription) {
    return (ArrayNode) subscription.get("items").get("data");
  }

  /**
   * Begins a subscription and its first invoice, and tries to collect it if there is a payment
   * method; recorded as created only when that is settled, as Stripe does.
   *
   * @param collect false to leave the first invoice for the customer to pay
   */
  public ObjectNode begin(NewSubscription wish, Payments.Customer presence, boolean collect) {
    var subscription = compose(wish);
    world.objects().put(subscription);
    currency(wish.customer(), subscription);
    var trial = wish.trialEnd().isPresent();
    subscription.put("status", trial ? "trialing" : "incomplete");
    discounts.give(subscription, wish.reductions(), wish.session());
    var lines = lines(subscription);
    wish.extras().forEach(extra -> lines.add(InvoiceLine.waiting(extra)));
    var invoice = invoicing.draft(subscription, "subscription_create", lines);
    wish.extras().forEach(extra -> extra.set("invoice", invoice.get("id")));
    invoicing.finalise(invoice);
    var attempt =
        wallet
            .payingFor(subscription)
            .filter(_ -> collect && invoice.get("status").textValue().equals("open"))
            .map(method -> invoicing.pay(invoice, method, presence));
    var pending = attempt.equals(Optional.of(Payments.Outcome.PENDING));
    // Stripe lets a subscription begin while a bank debit is on its way.
    if (!trial && (pending || invoice.get("status").textValue().equals("paid"))) {
      subscription.put("status", "active");
    }
    if (invoice.get("status").textValue().equals("paid")) {
      keepMethod(subscription, invoice);
    }
    world.events().record("customer.subscription.created", subscription);
    wish.trialEnd()
        .filter(end -> end <= now(subscription) + TRIAL_WARNING)
        .ifPresent(_ -> warn(subscription));
    return subscription;
  }

  /** Announces, once, that the trial is about to end. */
  void warn(ObjectNode subscription) {
    world.objects().note(subscription.get("id").textValue()).put("warned", true);
    world.events().record("customer.subscription.trial_will_end", subscription);
  }

  private void currency(ObjectNode customer, ObjectNode subscription) {
    if (!customer.hasNonNull("currency")) {
      world
          .events()
          .update(
              "customer.updated",
              customer,
              it -> it.put("currency", subscription.get("currency").textValue()));
    }
  }

  private ObjectNode compose(NewSubscription wish) {
    var subscription = world.fresh("Subscription", "sub");
    var id = subscription.get("id").textValue();
    subscription.set("customer", wish.customer().get("id"));
    subscription.set("test_clock", wish.customer().path("test_clock"));
    var now = now(subscription);
    long anchor = wish.trialEnd().orElse(now);
    subscription.put("created", now).put("start_date", now).put("billing_cycle_anchor", anchor);
    subscription.set("currency", wish.items().getFirst().price().get("currency"));
    subscription.put("collection_method", "charge_automatically");
    subscription.put("default_payment_method", wish.paymentMethod().orElse(null));
    subscription.putArray("default_tax_rates");
    subscription.set("metadata", wish.metadata());
    subscription.set("billing_mode", billingMode());
    subscription.set("cancellation_details", Shape.of("Subscription.CancellationDetails"));
    subscription.set(
        "payment_settings",
        Shape.of("Subscription.PaymentSettings").put("save_default_payment_method", "off"));
    ((ObjectNode) subscription.get("invoice_settings").get("issuer")).put("type", "self");
    subscription.set("trial_settings", trialSettings());
    wish.trialEnd().ifPresent(end -> subscription.put("trial_start", now).put("trial_end", end));
    Shape.merge("Subscription", subscription, wish.attributes());
    var items = (ObjectNode) subscription.get("items");
    items.put("url", "/v1/subscription_items?subscription=" + id);
    for (var item : wish.items()) {
      items(subscription).add(item(subscription, item));
    }
    return subscription;
  }

  private static ObjectNode billingMode() {
    var mode = Shape.of("Subscription.BillingMode").put("type", "flexible");
    mode.putObject("flexible").put("proration_discounts", "included");
    return mode;
  }

  private static ObjectNode trialSettings() {
    var settings = Shape.of("Subscription.TrialSettings");
    settings.putObject("end_behavior").put("missing_payment_method", "create_invoice");
    return settings;
  }

  /** A new item that begins with the subscription's present period; not added yet. */
  ObjectNode item(ObjectNode subscription, NewSubscription.Item wish) {
    var now = now(subscription);
    var item = Shape.of("SubscriptionItem").put("id", Ids.next("si"));
    item.put("created", now).put("quantity", wish.quantity());
    item.set("metadata", wish.metadata());
    item.set("subscription", subscription.get("id"));
    item.putArray("tax_rates");
    price(item, wish.price());
    item.put("current_period_start", now)
        .put("current_period_end", periodEnd(subscription, item, now));
    return item;
  }

  /** Puts a price, and the plan beside it, on an item. */
  public static void price(ObjectNode item, ObjectNode price) {
    item.set("price", price.deepCopy());
    item.set("plan", Catalog.plan(price));
  }

  static long periodEnd(JsonNode subscription, JsonNode item, long start) {
    var trialEnd = subscription.path("trial_end").asLong(0);
    return trialEnd > start
        ? trialEnd
        : Periods.end(
            subscription.get("billing_cycle_anchor").longValue(),
            start,
            item.get("price").get("recurring"));
  }

  /** The lines that the items' present periods make. */
  List<InvoiceLine> lines(ObjectNode subscription) {
    List<InvoiceLine> lines = new ArrayList<>();
    for (var item : items(subscription)) {
      lines.add(line(subscription, (ObjectNode) item));
    }
    return lines;
  }

  /** The line that an item's present period makes. */
  InvoiceLine line(ObjectNode subscription, ObjectNode item) {
    var product = catalog.productName(item.get("price"));
    var start = item.get("current_period_start").longValue();
    var end = item.get("current_period_end").longValue();
    return subscription.path("trial_end").asLong(0) > start
        ? InvoiceLine.trial(item, product, start, end)
        : InvoiceLine.period(item, product, start, end);
  }

  /** Tries to collect an open invoice; the subscription follows the outcome. */
  public Payments.Outcome pay(ObjectNode invoice, ObjectNode method, Payments.Customer presence) {
    var outcome = invoicing.pay(invoice, method, presence);
    if (outcome == Payments.Outcome.PAID) {
      paid(invoice);
    }
    return outcome;
  }

  /** Notes that the debit for an open invoice has arrived; the subscription follows. */
  void arrived(ObjectNode invoice) {
    invoicing.markPaid(invoice);
    paid(invoice);
  }

  /** Writes off an open invoice: what was late because of it goes on as if it were paid. */
  public void writeOff(ObjectNode invoice) {
    invoicing.markUncollectible(invoice);
    subscriptionOf(invoice)
        .filter(it -> it.get("latest_invoice").equals(invoice.get("id")))
        .filter(it -> LATE.contains(it.get("status").textValue()))
        .ifPresent(it -> world.events().update(UPDATED, it, late -> late.put("status", "active")));
  }

  private void paid(ObjectNode invoice) {
    subscriptionOf(invoice)
        .ifPresent(subscription ->
            world
                .events()
                .update(
                    UPDATED,
                    subscription,
                    it -> {
                      recover(it);
                      keepMethod(it, invoice);
                    }));
  }

  /** Makes the method that has paid the subscription's default, if that was asked for. */
  private void keepMethod(ObjectNode subscription, ObjectNode invoice) {
    var asked =
        subscription
            .path("payment_settings")
            .path("save_default_payment_method")
            .asText("")
            .equals("on_subscription");
    invoicing
        .intentOf(invoice)
        .map(intent -> intent.get("payment_method"))
        .filter(method -> asked && method.isTextual())
        .ifPresent(method -> subscription.set("default_payment_method", method));
  }

  /** The subscription that an invoice belongs to. */
  public Optional<ObjectNode> subscriptionOf(JsonNode invoice) {
    var id = invoice.path("parent").path("subscription_details").path("subscription");
    return world.objects().find(KIND, id.asText());
  }

  private static void recover(ObjectNode subscription) {
    if (RECOVERING.contains(subscription.get("status").textValue())) {
      subscription.put("status", "active");
    }
  }

  /** Ends a subscription at once. */
  public void end(ObjectNode subscription, String reason) {
    var now = now(subscription);
    var never = subscription.get("status").textValue().equals("incomplete");
    if (subscription.get("canceled_at").isNull()) {
      subscription.put("canceled_at", now);
    }
    subscription.put("ended_at", now).put("status", never ? "incomplete_expired" : "canceled");
    var details = (ObjectNode) subscription.get("cancellation_details");
    if (details.get("reason").isNull()) {
      details.put("reason", reason);
    }
    world.events().record(never ? UPDATED : "customer.subscription.deleted", subscription);
  }

  long now(JsonNode subscription) {
    return world.time().secondsFor(subscription);
  }
}
