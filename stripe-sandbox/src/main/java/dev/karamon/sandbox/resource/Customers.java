package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Listing;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.Invoicing;
import dev.karamon.sandbox.billing.Metadata;
import dev.karamon.sandbox.billing.SubscriptionLife;
import dev.karamon.sandbox.billing.Wallet;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import dev.karamon.sandbox.store.SandboxTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Customers. */
public final class Customers implements Resource {
  /** Kind of customers. */
  public static final String KIND = "customer";

  private static final Set<String> PLAIN =
      Set.of(
          "name",
          "email",
          "description",
          "phone",
          "preferred_locales",
          "tax_exempt",
          "invoice_prefix");
  private static final Set<String> PARTICULARS = with(PLAIN, Set.of("address", "shipping"));
  private static final int MAX_EMAIL = 512;

  private final World world;
  private final Wallet wallet;
  private final SubscriptionLife subscriptions;
  private final Reading reading;

  public Customers(World world, Wallet wallet, SubscriptionLife subscriptions) {
    this.world = world;
    this.wallet = wallet;
    this.subscriptions = subscriptions;
    this.reading =
        Reading.of(world, KIND, "/v1/customers", "Customer", "email", "test_clock")
            .filtered(Set.of(), Customers::shown);
  }

  private static Set<String> with(Set<String> names, Set<String> more) {
    return Stream.concat(names.stream(), more.stream()).collect(Collectors.toSet());
  }

  @Override
  public List<Endpoint> endpoints() {
    var places = with(Fields.address("address"), Fields.address("shipping.address"));
    var updated =
        with(
            with(PLAIN, places),
            Set.of(
                "shipping.name",
                "shipping.phone",
                "metadata",
                "invoice_settings.default_payment_method"));
    var created = with(updated, Set.of("payment_method", "test_clock"));
    return List.of(
        Endpoint.post("/v1/customers", "CustomerCreateParams", created, this::create),
        reading.list(),
        reading.retrieve(),
        Endpoint.post("/v1/customers/:id", "CustomerUpdateParams", updated, this::update),
        Endpoint.delete("/v1/customers/:id", "CustomerDeleteParams", Set.of(), this::delete),
        Endpoint.get(
            "/v1/customers/:id/payment_methods",
            "CustomerListPaymentMethodsParams",
            Set.of("type"),
            this::paymentMethods),
        Endpoint.get(
            "/v1/customers/:id/payment_methods/:method",
            "CustomerRetrieveParams",
            Set.of(),
            this::paymentMethod));
  }

  @Override
  public Map<String, Function<ObjectNode, JsonNode>> includable() {
    return Map.of(
        "customer.subscriptions",
        customer -> {
          var id = customer.get("id").textValue();
          var live =
              world
                  .objects()
                  .newestFirst(SubscriptionLife.KIND)
                  .filter(it -> it.get("customer").textValue().equals(id))
                  .filter(it -> !SubscriptionLife.over(it))
                  .toList();
          return Listing.embedded("/v1/customers/" + id + "/subscriptions", live);
        });
  }

  private JsonNode create(Call call) {
    var customer = blank(world);
    change(customer, call.parameters());
    call.text("test_clock")
        .ifPresent(id -> {
          var clock = world.objects().named(SandboxTime.TEST_CLOCK, id, "test_clock");
          customer.put("test_clock", id);
          customer.set("created", clock.get("frozen_time"));
        });
    world.objects().put(customer);
    world.events().record("customer.created", customer);
    ownMethods(customer, call.parameters());
    return customer;
  }

  /** A customer without any particulars, not stored yet. */
  public static ObjectNode blank(World world) {
    var customer = world.fresh("Customer", "cus");
    customer.put("balance", 0).put("created", world.time().seconds()).put("delinquent", false);
    for (var name : List.of("address", "currency", "discount", "name", "phone", "test_clock")) {
      customer.putNull(name);
    }
    customer.put("invoice_prefix", Invoicing.prefix()).put("next_invoice_sequence", 1);
    customer.put("tax_exempt", "none").putArray("preferred_locales");
    return customer;
  }

  private JsonNode update(Call call) {
    var customer = live(call);
    var before = customer.deepCopy();
    change(customer, call.parameters());
    ownMethods(customer, call.parameters());
    world.events().recordDifference("customer.updated", before, customer);
    return customer;
  }

  private static void change(ObjectNode customer, ObjectNode parameters) {
    var email = parameters.path("email").asText("");
    if (email.length() > MAX_EMAIL || (!email.isEmpty() && !email.matches("[^@\\s]+@[^@\\s]+"))) {
      throw StripeError.invalid("Invalid email address: " + email, "email")
          .with("code", "email_invalid");
    }
    var particulars = parameters.deepCopy();
    particulars.retain(PARTICULARS);
    Shape.merge("Customer", customer, particulars);
    Metadata.merge(customer, parameters);
  }

  private void ownMethods(ObjectNode customer, ObjectNode parameters) {
    var given =
        Optional.ofNullable(parameters.path("payment_method").textValue())
            .map(id -> wallet.named(id, "payment_method"));
    given.ifPresent(method -> wallet.accept(method, customer));
    var chosen = parameters.path("invoice_settings").path("default_payment_method");
    if (chosen.isMissingNode()) {
      return;
    }
    var settings = (ObjectNode) customer.get("invoice_settings");
    if (chosen.isNull()) {
      settings.putNull("default_payment_method");
      return;
    }
    var parameter = "invoice_settings[default_payment_method]";
    // A ready-made token stands for the card that this very call attaches.
    var method =
        given
            .filter(_ -> chosen.equals(parameters.get("payment_method")))
            .orElseGet(() -> wallet.named(chosen.textValue(), parameter));
    wallet.requireOwn(method, chosen.textValue(), customer, parameter);
    settings.set("default_payment_method", method.get("id"));
  }

  private ObjectNode live(Call call) {
    var customer = world.objects().atPath(KIND, call.id());
    if (customer.path("deleted").asBoolean(false)) {
      throw StripeError.noSuchPathObject(KIND, call.id());
    }
    return customer;
  }

  private static Predicate<ObjectNode> shown(Call call) {
    return customer ->
        !customer.has("deleted") && (call.has("test_clock") || customer.get("test_clock").isNull());
  }

  private JsonNode delete(Call call) {
    var customer = live(call);
    for (var subscription : world.objects().oldestFirst(SubscriptionLife.KIND)) {
      if (subscription.get("customer").textValue().equals(call.id())
          && !SubscriptionLife.over(subscription)) {
        subscriptions.end(subscription, "cancellation_requested");
      }
    }
    var tombstone = Fields.tombstone(customer);
    world.events().record("customer.deleted", customer);
    world.objects().put(tombstone);
    return tombstone;
  }

  private JsonNode paymentMethods(Call call) {
    live(call);
    return Listing.page(
        call,
        world.objects().newestFirst(Wallet.KIND),
        Listing.matching(call, "type")
            .and(method -> method.get("customer").asText("").equals(call.id())));
  }

  private JsonNode paymentMethod(Call call) {
    var method = world.objects().atPath(Wallet.KIND, call.variable("method"));
    if (!method.get("customer").asText("").equals(call.id())) {
      throw StripeError.noSuchPathObject(Wallet.KIND, call.variable("method"));
    }
    return method;
  }
}
