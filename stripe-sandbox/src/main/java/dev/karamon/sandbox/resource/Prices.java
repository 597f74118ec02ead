package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Listing;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.Catalog;
import dev.karamon.sandbox.billing.Metadata;
import dev.karamon.sandbox.billing.SubscriptionLife;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Prices: flat amounts per unit, once or recurring. */
public final class Prices implements Resource {
  private static final Set<String> CREATED =
      Set.of(
          "active",
          "nickname",
          "tax_behavior",
          "lookup_key",
          "transfer_lookup_key",
          "metadata",
          "currency",
          "unit_amount",
          "product",
          "product_data.name",
          "product_data.metadata",
          "recurring.interval",
          "recurring.interval_count",
          "recurring.trial_period_days");

  private static final String[] PLAIN = {"active", "nickname", "tax_behavior"};

  private final World world;
  private final Catalog catalog;
  private final Reading reading;

  public Prices(World world, Catalog catalog) {
    this.world = world;
    this.catalog = catalog;
    this.reading =
        Reading.of(
                world,
                Catalog.PRICE,
                "/v1/prices",
                "Price",
                "active",
                "product",
                "type",
                "currency")
            .filtered(
                Set.of("lookup_keys", "recurring.interval", "recurring.usage_type"),
                Prices::wanted);
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/v1/prices", "PriceCreateParams", CREATED, this::create),
        reading.list(),
        reading.retrieve(),
        Endpoint.post(
            "/v1/prices/:id",
            "PriceUpdateParams",
            Set.of(
                "active",
                "nickname",
                "tax_behavior",
                "lookup_key",
                "transfer_lookup_key",
                "metadata"),
            this::update));
  }

  private JsonNode create(Call call) {
    if (call.has("product") == call.has("product_data")) {
      throw call.has("product")
          ? StripeError.invalid(
              "You may only specify one of these parameters: product, product_data.")
          : StripeError.missingParameter("product");
    }
    long amount =
        call.parameter("unit_amount")
            .map(JsonNode::longValue)
            .orElseThrow(() -> StripeError.missingParameter("unit_amount"));
    call.text("product").ifPresent(id -> world.objects().named(Catalog.PRODUCT, id, "product"));
    var price =
        catalog.price(
            call.text("product").orElse(""),
            call.requiredText("currency"),
            amount,
            call.parameter("recurring").map(ObjectNode.class::cast));
    call.parameter("product_data")
        .ifPresent(data -> price.put("product", newProduct((ObjectNode) data)));
    Fields.copy(call.parameters(), price, PLAIN);
    lookupKey(price, call);
    Metadata.merge(price, call.parameters());
    world.objects().put(price);
    recordCreated(world, price);
    return price;
  }

  private String newProduct(ObjectNode data) {
    var product = catalog.product(Optional.empty(), data.get("name").textValue());
    Metadata.merge(product, data);
    world.objects().put(product);
    world.events().record("product.created", product);
    return product.get("id").textValue();
  }

  static void recordCreated(World world, ObjectNode price) {
    if (Catalog.recurs(price)) {
      world.events().record("plan.created", Catalog.plan(price));
    }
    world.events().record("price.created", price);
  }

  private void lookupKey(ObjectNode price, Call call) {
    call.text("lookup_key")
        .flatMap(this::withLookupKey)
        .filter(other -> !other.get("id").equals(price.get("id")))
        .ifPresent(other -> {
          if (!call.parameter("transfer_lookup_key").map(JsonNode::booleanValue).orElse(false)) {
            throw StripeError.invalid(
                "A price (`%s`) already uses that lookup key."
                    .formatted(other.get("id").textValue()),
                "lookup_key");
          }
          world.events().update("price.updated", other, it -> it.putNull("lookup_key"));
        });
    Fields.copy(call.parameters(), price, "lookup_key");
  }

  private Optional<ObjectNode> withLookupKey(String key) {
    return world
        .objects()
        .newestFirst(Catalog.PRICE)
        .filter(price -> price.path("lookup_key").asText("").equals(key))
        .findFirst();
  }

  private JsonNode update(Call call) {
    var price = reading.named(call);
    world
        .events()
        .update(
            "price.updated",
            price,
            it -> {
              Fields.copy(call.parameters(), it, PLAIN);
              lookupKey(it, call);
              Metadata.merge(it, call.parameters());
            });
    refreshItems(price);
    return price;
  }

  /** Subscriptions show the price as it is now. */
  private void refreshItems(ObjectNode price) {
    for (var subscription : world.objects().oldestFirst(SubscriptionLife.KIND)) {
      for (var item : SubscriptionLife.items(subscription)) {
        if (item.get("price").get("id").equals(price.get("id"))) {
          SubscriptionLife.price((ObjectNode) item, price);
        }
      }
    }
  }

  private static Predicate<ObjectNode> wanted(Call call) {
    return recurring(call)
        .and(price -> Listing.oneOf(call, "lookup_keys", price.path("lookup_key")));
  }

  private static Predicate<ObjectNode> recurring(Call call) {
    return price ->
        call.parameter("recurring")
            .map(wanted ->
                wanted.properties().stream()
                    .allMatch(
                        it -> price.path("recurring").path(it.getKey()).equals(it.getValue())))
            .orElse(true);
  }
}
