package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Listing;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.InvoiceLine;
import dev.karamon.sandbox.billing.Invoicing;
import dev.karamon.sandbox.billing.Metadata;
import dev.karamon.sandbox.billing.Payments;
import dev.karamon.sandbox.billing.Previews;
import dev.karamon.sandbox.billing.SubscriptionLife;
import dev.karamon.sandbox.billing.WaitingItems;
import dev.karamon.sandbox.billing.Wallet;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Invoices of subscriptions. */
public final class Invoices implements Resource {
  private static final Set<String> CREATED =
      Set.of(
          "customer",
          "description",
          "currency",
          "metadata",
          "auto_advance",
          "collection_method",
          "default_payment_method",
          "pending_invoice_items_behavior");

  private final World world;
  private final Wallet wallet;
  private final Invoicing invoicing;
  private final SubscriptionLife life;
  private final Previews previews;
  private final Reading reading;

  public Invoices(
      World world, Wallet wallet, Invoicing invoicing, SubscriptionLife life, Previews previews) {
    this.previews = previews;
    this.world = world;
    this.wallet = wallet;
    this.invoicing = invoicing;
    this.life = life;
    this.reading =
        Reading.of(
                world,
                Invoicing.KIND,
                "/v1/invoices",
                "Invoice",
                "customer",
                "status",
                "collection_method")
            .filtered(Set.of("subscription"), this::ofSubscription);
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        reading.list(),
        reading.retrieve(),
        Endpoint.get("/v1/invoices/:id/lines", "InvoiceListLineItemsParams", Set.of(), this::lines),
        Endpoint.post("/v1/invoices", "InvoiceCreateParams", CREATED, this::create),
        Endpoint.post(
            "/v1/invoices/create_preview",
            "InvoiceCreatePreviewParams",
            Set.of(
                "subscription",
                "customer",
                "subscription_details.items.deleted",
                "subscription_details.items.id",
                "subscription_details.items.price",
                "subscription_details.items.price_data.currency",
                "subscription_details.items.price_data.product",
                "subscription_details.items.price_data.recurring.interval",
                "subscription_details.items.price_data.recurring.interval_count",
                "subscription_details.items.price_data.tax_behavior",
                "subscription_details.items.price_data.unit_amount",
                "subscription_details.items.quantity",
                "subscription_details.proration_behavior"),
            this::preview),
        Endpoint.post(
            "/v1/invoices/:id/finalize",
            "InvoiceFinalizeInvoiceParams",
            Set.of("auto_advance"),
            this::finalise),
        Endpoint.post(
            "/v1/invoices/:id/pay",
            "InvoicePayParams",
            Set.of("payment_method", "off_session"),
            this::pay),
        Endpoint.post(
            "/v1/invoices/:id/mark_uncollectible",
            "InvoiceMarkUncollectibleParams",
            Set.of(),
            this::writeOff),
        Endpoint.post(
            "/v1/invoices/:id/void", "InvoiceVoidInvoiceParams", Set.of(), this::voidInvoice));
  }

  @Override
  public Map<String, Function<ObjectNode, JsonNode>> includable() {
    return Map.of("invoice.payments", this::payments, "invoice.confirmation_secret", this::secret);
  }

  private JsonNode payments(ObjectNode invoice) {
    var id = invoice.get("id").textValue();
    return Listing.embedded("/v1/invoice_payments?invoice=" + id, invoicing.paymentsOf(invoice));
  }

  private JsonNode secret(ObjectNode invoice) {
    return invoicing
        .intentOf(invoice)
        .<JsonNode>map(intent -> {
          var secret = World.node().put("type", "payment_intent");
          secret.set("client_secret", intent.get("client_secret"));
          return secret;
        })
        .orElseGet(() -> World.node().nullNode());
  }

  private Predicate<ObjectNode> ofSubscription(Call call) {
    var wanted = call.text("subscription");
    return invoice ->
        wanted.isEmpty()
            || wanted.equals(life.subscriptionOf(invoice).map(it -> it.get("id").textValue()));
  }

  private JsonNode create(Call call) {
    var customer = world.objects().named(Customers.KIND, call.requiredText("customer"), "customer");
    if (!call.text("collection_method")
        .orElse("charge_automatically")
        .equals("charge_automatically")) {
      throw StripeError.notSimulated("collection_method=send_invoice");
    }
    call.text("default_payment_method")
        .ifPresent(id -> wallet.own(id, customer, "default_payment_method"));
    var items = waiting(customer, call);
    var owner = World.node();
    owner.set("customer", customer.get("id"));
    owner.set("test_clock", customer.get("test_clock"));
    owner.put("collection_method", "charge_automatically");
    owner.put("description", call.text("description").orElse(null));
    var currency = items.isEmpty() ? "usd" : items.getFirst().get("currency").textValue();
    owner.put("currency", call.text("currency").orElse(currency));
    var invoice =
        invoicing.draft(owner, "manual", items.stream().map(InvoiceLine::waiting).toList());
    Fields.copy(call.parameters(), invoice, "auto_advance", "default_payment_method");
    Metadata.merge(invoice, call.parameters());
    items.forEach(item -> item.set("invoice", invoice.get("id")));
    return invoice;
  }

  private List<ObjectNode> waiting(ObjectNode customer, Call call) {
    if (!call.text("pending_invoice_items_behavior").orElse("exclude").equals("include")) {
      return List.of();
    }
    return world.objects().oldestFirst(WaitingItems.KIND).stream()
        .filter(item -> item.get("customer").equals(customer.get("id")))
        .filter(item -> item.get("invoice").isNull())
        .toList();
  }

  private JsonNode preview(Call call) {
    var subscription =
        world
            .objects()
            .named(SubscriptionLife.KIND, call.requiredText("subscription"), "subscription");
    if (call.has("customer")
        && !call.requiredText("customer").equals(subscription.get("customer").textValue())) {
      throw StripeError.invalid("The subscription belongs to another customer.", "customer");
    }
    var preview =
        previews.of(subscription, call.parameter("subscription_details").orElseGet(World::node));
    return preview.put("id", "upcoming_" + preview.get("id").textValue());
  }

  private JsonNode finalise(Call call) {
    var invoice = reading.named(call);
    if (!invoice.get("status").textValue().equals("draft")) {
      throw StripeError.invalid("This invoice is already finalized.");
    }
    Fields.copy(call.parameters(), invoice, "auto_advance");
    invoicing.finalise(invoice);
    return invoice;
  }

  private JsonNode lines(Call call) {
    var invoice = reading.named(call);
    return Listing.page(
        call, StreamSupport.stream(invoice.get("lines").get("data").spliterator(), false));
  }

  private JsonNode pay(Call call) {
    var invoice = reading.named(call);
    var status = invoice.get("status").textValue();
    if (status.equals("paid")) {
      throw StripeError.invalid("Invoice is already paid").with("code", "invoice_already_paid");
    }
    if (status.equals("void")) {
      throw StripeError.invalid("This invoice can no longer be paid.");
    }
    if (status.equals("draft")) {
      invoicing.finalise(invoice);
    }
    if (isOwed(invoice)) {
      boolean absent = call.parameter("off_session").map(JsonNode::booleanValue).orElse(true);
      collect(
          invoice,
          method(call, invoice),
          absent ? Payments.Customer.ABSENT : Payments.Customer.PRESENT);
    }
    return invoice;
  }

  private ObjectNode method(Call call, ObjectNode invoice) {
    var owner = invoice.get("customer").textValue();
    return call.text("payment_method")
        .map(id ->
            wallet.forPayment(
                id, world.objects().named(Customers.KIND, owner, "customer"), "payment_method"))
        .or(() -> wallet.payingFor(life.subscriptionOf(invoice).orElse(invoice)))
        .orElseThrow(() ->
            StripeError.invalid(
                "There is no `default_payment_method` set on this Customer or Invoice. Please set a default payment method."));
  }

  private void collect(ObjectNode invoice, ObjectNode method, Payments.Customer customer) {
    switch (life.pay(invoice, method, customer)) {
      case PAID, PENDING -> {
        // The invoice tells which.
      }
      case DECLINED -> throw declined(invoicing.intentOf(invoice).orElseThrow()).leavingTraces();
      case NEEDS_AUTHENTICATION ->
          throw StripeError.card(
                  "invoice_payment_intent_requires_action",
                  Optional.empty(),
                  "Payment for this invoice requires additional user action before it can be completed successfully.")
              .with("payment_intent", invoicing.intentOf(invoice).orElseThrow())
              .leavingTraces();
    }
  }

  private static StripeError declined(ObjectNode intent) {
    var error = intent.get("last_payment_error");
    return StripeError.card(
            error.get("code").textValue(),
            Optional.ofNullable(error.path("decline_code").textValue()),
            error.get("message").textValue())
        .with("charge", intent.get("latest_charge").textValue())
        .with("payment_intent", intent)
        .with("payment_method", (ObjectNode) error.get("payment_method"));
  }

  private JsonNode voidInvoice(Call call) {
    var invoice = reading.named(call);
    if (!isOwed(invoice)) {
      throw StripeError.invalid("You can only void an open or uncollectible invoice.");
    }
    invoicing.voidInvoice(invoice);
    return invoice;
  }

  private JsonNode writeOff(Call call) {
    var invoice = reading.named(call);
    if (!invoice.get("status").textValue().equals("open")) {
      throw StripeError.invalid("You can only mark an open invoice as uncollectible.");
    }
    life.writeOff(invoice);
    return invoice;
  }

  /** What is written off may still be paid, or forgiven. */
  private static boolean isOwed(ObjectNode invoice) {
    return Set.of("open", "uncollectible").contains(invoice.get("status").textValue());
  }
}
