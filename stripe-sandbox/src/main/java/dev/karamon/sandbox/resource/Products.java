package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Listing;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.Catalog;
import dev.karamon.sandbox.billing.Metadata;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Products. */
public final class Products implements Resource {
  private static final String[] PLAIN = {
    "name",
    "active",
    "description",
    "images",
    "shippable",
    "statement_descriptor",
    "tax_code",
    "unit_label",
    "url"
  };
  private static final Set<String> TAKEN =
      Set.of(
          "name",
          "active",
          "description",
          "images",
          "shippable",
          "statement_descriptor",
          "tax_code",
          "unit_label",
          "url",
          "metadata",
          "marketing_features.name");

  private final World world;
  private final Catalog catalog;
  private final Reading reading;

  public Products(World world, Catalog catalog) {
    this.world = world;
    this.catalog = catalog;
    this.reading =
        Reading.of(
                world,
                Catalog.PRODUCT,
                "/v1/products",
                "Product",
                "active",
                "shippable",
                "type",
                "url")
            .filtered(Set.of("ids"), Products::wanted);
  }

  @Override
  public List<Endpoint> endpoints() {
    Set<String> created = new HashSet<>(TAKEN);
    created.addAll(
        Set.of(
            "id",
            "type",
            "default_price_data.currency",
            "default_price_data.metadata",
            "default_price_data.recurring.interval",
            "default_price_data.recurring.interval_count",
            "default_price_data.tax_behavior",
            "default_price_data.unit_amount"));
    Set<String> updated = new HashSet<>(TAKEN);
    updated.add("default_price");
    return List.of(
        Endpoint.post("/v1/products", "ProductCreateParams", created, this::create),
        reading.list(),
        reading.retrieve(),
        Endpoint.post("/v1/products/:id", "ProductUpdateParams", updated, this::update),
        Endpoint.delete("/v1/products/:id", "ProductDeleteParams", Set.of(), this::delete));
  }

  private JsonNode create(Call call) {
    call.text("id")
        .filter(id -> world.objects().find(Catalog.PRODUCT, id).isPresent())
        .ifPresent(_ -> {
          throw StripeError.invalid("Product already exists.", "id")
              .with("code", "resource_already_exists");
        });
    var product = catalog.product(call.text("id"), call.requiredText("name"));
    Fields.copy(call.parameters(), product, PLAIN);
    Fields.copy(call.parameters(), product, "type", "marketing_features");
    Metadata.merge(product, call.parameters());
    world.objects().put(product);
    call.parameter("default_price_data")
        .ifPresent(data -> defaultPrice(product, (ObjectNode) data));
    world.events().record("product.created", product);
    return product;
  }

  private void defaultPrice(ObjectNode product, ObjectNode data) {
    if (!data.has("unit_amount")) {
      throw StripeError.missingParameter("default_price_data[unit_amount]");
    }
    var price =
        catalog.price(
            product.get("id").textValue(),
            data.get("currency").textValue(),
            data.get("unit_amount").longValue(),
            Optional.ofNullable((ObjectNode) data.get("recurring")));
    Fields.copy(data, price, "tax_behavior");
    Metadata.merge(price, data);
    world.objects().put(price);
    product.set("default_price", price.get("id"));
    Prices.recordCreated(world, price);
  }

  private JsonNode update(Call call) {
    var product = live(call);
    call.text("default_price")
        .ifPresent(id -> world.objects().named(Catalog.PRICE, id, "default_price"));
    world
        .events()
        .update(
            "product.updated",
            product,
            it -> {
              Fields.copy(call.parameters(), it, PLAIN);
              Fields.copy(call.parameters(), it, "default_price", "marketing_features");
              Metadata.merge(it, call.parameters());
              it.put("updated", world.time().seconds());
            });
    return product;
  }

  private ObjectNode live(Call call) {
    var product = world.objects().atPath(Catalog.PRODUCT, call.id());
    if (product.has("deleted")) {
      throw StripeError.noSuchPathObject(Catalog.PRODUCT, call.id());
    }
    return product;
  }

  private static Predicate<ObjectNode> wanted(Call call) {
    return product -> !product.has("deleted") && Listing.oneOf(call, "ids", product.get("id"));
  }

  private JsonNode delete(Call call) {
    var product = live(call);
    if (world
        .objects()
        .newestFirst(Catalog.PRICE)
        .anyMatch(price -> price.path("product").asText().equals(call.id()))) {
      throw StripeError.invalid(
          "This product cannot be deleted because it has one or more user-created prices.");
    }
    var tombstone = Fields.tombstone(product);
    world.events().record("product.deleted", product);
    world.objects().put(tombstone);
    return tombstone;
  }
}
