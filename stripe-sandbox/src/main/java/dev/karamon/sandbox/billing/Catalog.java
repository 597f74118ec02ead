package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import java.util.List;
import java.util.Optional;

/** Products and prices, and what follows from a price. */
public final class Catalog {
  /** Kind of products. */
  public static final String PRODUCT = "product";

  /** Kind of prices. */
  public static final String PRICE = "price";

  private final World world;

  /** The catalog of this world. */
  public Catalog(World world) {
    this.world = world;
  }

  /** A new product, not stored yet. */
  public ObjectNode product(Optional<String> id, String name) {
    var product = world.fresh("Product", "prod").put("name", name).put("active", true);
    id.ifPresent(own -> product.put("id", own));
    product.put("created", world.time().seconds()).put("updated", world.time().seconds());
    product.putNull("default_price").putNull("tax_code").putNull("unit_label");
    return product.putNull("statement_descriptor").put("type", "service");
  }

  /**
   * A new price of a flat amount per unit, not stored yet.
   *
   * @param recurring members of {@code recurring} to set, if it recurs
   */
  public ObjectNode price(
      String product, String currency, long unitAmount, Optional<ObjectNode> recurring) {
    if (!Money.isCurrency(currency)) {
      throw StripeError.invalid(
          "Invalid currency: %s. Stripe expects an ISO code in lower case.".formatted(currency),
          "currency");
    }
    if (unitAmount < 0) {
      throw StripeError.tooSmall("unit_amount", 0);
    }
    var price = world.fresh("Price", "price").put("product", product).put("active", true);
    price.put("billing_scheme", "per_unit").put("created", world.time().seconds());
    price.put("currency", currency).put("unit_amount", unitAmount);
    price.put("unit_amount_decimal", Long.toString(unitAmount));
    price.put("tax_behavior", "unspecified");
    price.put("type", recurring.isPresent() ? "recurring" : "one_time");
    recurring.ifPresent(given -> {
      checkInterval(given);
      var shape = Shape.of("Price.Recurring").put("interval_count", 1);
      shape.put("usage_type", "licensed").setAll(given);
      price.set("recurring", shape);
    });
    return price;
  }

  /** A period is at most three years long. */
  private static void checkInterval(ObjectNode recurring) {
    var count = recurring.path("interval_count").asLong(1);
    long most =
        switch (recurring.get("interval").textValue()) {
          case "day" -> 1_095;
          case "week" -> 156;
          case "month" -> 36;
          default -> 3;
        };
    if (count < 1) {
      throw StripeError.tooSmall("recurring[interval_count]", 1);
    }
    if (count > most) {
      throw StripeError.tooLarge("recurring[interval_count]", most);
    }
  }

  /**
   * The price of a line: an existing one by {@code price}, or a new one by {@code price_data}.
   *
   * @param path of the line, for the error
   */
  public ObjectNode priceOf(JsonNode line, String path) {
    if (line.path("price").isTextual()) {
      var price = world.objects().named(PRICE, line.get("price").textValue(), path + "[price]");
      if (!price.get("active").booleanValue()) {
        throw StripeError.invalid(
            "The price specified is inactive. This field only accepts active prices.",
            path + "[price]");
      }
      return price;
    }
    if (!(line.path("price_data") instanceof ObjectNode data)) {
      throw StripeError.missingParameter(path + "[price]");
    }
    return inline(data, path + "[price_data]");
  }

  private ObjectNode inline(ObjectNode data, String path) {
    if (!data.has("unit_amount")) {
      throw StripeError.missingParameter(path + "[unit_amount]");
    }
    var product =
        Optional.ofNullable(data.path("product").textValue())
            .map(id -> world.objects().named(PRODUCT, id, path + "[product]"))
            .orElseGet(() -> inlineProduct(data, path))
            .get("id")
            .textValue();
    var price =
        price(
            product,
            data.get("currency").textValue(),
            data.get("unit_amount").longValue(),
            Optional.ofNullable((ObjectNode) data.get("recurring")));
    price.put("tax_behavior", data.path("tax_behavior").asText("unspecified"));
    world.objects().put(price.put("active", false));
    return price;
  }

  private ObjectNode inlineProduct(ObjectNode data, String path) {
    if (!(data.path("product_data") instanceof ObjectNode given)) {
      throw StripeError.missingParameter(path + "[product]");
    }
    var product = product(Optional.empty(), given.get("name").textValue());
    for (var name : List.of("description", "images", "tax_code", "unit_label")) {
      if (given.hasNonNull(name)) {
        product.set(name, given.get(name));
      }
    }
    Metadata.merge(product, given);
    world.objects().put(product.put("active", false));
    return product;
  }

  /** Refuses a call whose currency is not that of its price. */
  public static void requireCurrency(JsonNode parameters, JsonNode price) {
    var wanted = parameters.path("currency").asText("");
    var present = price.get("currency").textValue();
    if (!wanted.isEmpty() && !wanted.equals(present)) {
      throw StripeError.invalid(
          "The price specified only supports `%s`. This doesn't match the expected currency: `%s`."
              .formatted(present, wanted),
          "currency");
    }
  }

  /** The name of a price's product. */
  public String productName(JsonNode price) {
    return world
        .objects()
        .find(PRODUCT, price.get("product").textValue())
        .map(product -> product.path("name").asText(product.get("id").textValue()))
        .orElse("Deleted product");
  }

  /** The plan that Stripe still shows beside a recurring price. */
  public static ObjectNode plan(ObjectNode price) {
    var plan = Shape.of("Plan");
    for (var name :
        List.of(
            "id",
            "active",
            "billing_scheme",
            "created",
            "currency",
            "livemode",
            "metadata",
            "nickname",
            "product",
            "tiers_mode")) {
      plan.set(name, price.get(name).deepCopy());
    }
    plan.set("amount", price.get("unit_amount"));
    plan.set("amount_decimal", price.get("unit_amount_decimal"));
    plan.setAll((ObjectNode) price.get("recurring").deepCopy());
    return plan;
  }

  /** Whether a price is charged again and again. */
  public static boolean recurs(JsonNode price) {
    return price.path("recurring").isObject();
  }

  /** What a price says in words, such as {@code $15.00 / month}. */
  public static String inWords(JsonNode price) {
    var amount =
        Money.format(price.get("unit_amount").longValue(), price.get("currency").textValue());
    if (!recurs(price)) {
      return amount;
    }
    var count = price.get("recurring").get("interval_count").intValue();
    var interval = price.get("recurring").get("interval").textValue();
    return count == 1
        ? amount + " / " + interval
        : "%s every %d %ss".formatted(amount, count, interval);
  }
}
