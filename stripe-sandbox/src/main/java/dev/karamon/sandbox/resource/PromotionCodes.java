package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.Coupons;
import dev.karamon.sandbox.billing.Metadata;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import dev.karamon.sandbox.store.Ids;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** The codes that customers type to use a coupon. */
public final class PromotionCodes implements Resource {
  private final World world;
  private final Reading reading;

  public PromotionCodes(World world) {
    this.world = world;
    this.reading =
        Reading.of(
                world,
                Coupons.CODE,
                "/v1/promotion_codes",
                "PromotionCode",
                "active",
                "code",
                "customer")
            .filtered(Set.of("coupon"), PromotionCodes::of);
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
            "/v1/promotion_codes",
            "PromotionCodeCreateParams",
            Set.of(
                "promotion.coupon",
                "promotion.type",
                "code",
                "active",
                "customer",
                "expires_at",
                "max_redemptions",
                "restrictions.first_time_transaction",
                "restrictions.minimum_amount",
                "restrictions.minimum_amount_currency",
                "metadata"),
            this::create),
        reading.list(),
        reading.retrieve(),
        Endpoint.post(
            "/v1/promotion_codes/:id",
            "PromotionCodeUpdateParams",
            Set.of("active", "metadata"),
            this::update));
  }

  private static Predicate<ObjectNode> of(Call call) {
    return code ->
        call.text("coupon").isEmpty()
            || call.text("coupon").get().equals(code.get("promotion").get("coupon").textValue());
  }

  private JsonNode create(Call call) {
    var coupon = call.parameters().get("promotion").path("coupon").asText("");
    if (coupon.isEmpty()) {
      throw StripeError.missingParameter("promotion[coupon]");
    }
    world.objects().named(Coupons.KIND, coupon, "promotion[coupon]");
    call.text("customer").ifPresent(id -> world.objects().named(Customers.KIND, id, "customer"));
    var typed = call.text("code").orElseGet(() -> Ids.letters(8).toUpperCase(Locale.ROOT));
    refuseTaken(typed);
    call.number("max_redemptions", 1);
    var code = world.fresh("PromotionCode", "promo").put("code", typed).put("active", true);
    code.put("created", world.time().seconds()).put("times_redeemed", 0).putObject("metadata");
    ((ObjectNode) code.get("promotion")).put("coupon", coupon);
    Fields.copy(call.parameters(), code, "active", "customer", "expires_at", "max_redemptions");
    call.parameter("restrictions")
        .ifPresent(given ->
            Shape.merge(
                "PromotionCode.Restrictions", (ObjectNode) code.get("restrictions"), given));
    Metadata.merge(code, call.parameters());
    world.objects().put(code);
    world.events().record("promotion_code.created", code);
    return code;
  }

  private void refuseTaken(String typed) {
    if (world
        .objects()
        .newestFirst(Coupons.CODE)
        .anyMatch(it ->
            it.get("active").booleanValue()
                && it.get("code").textValue().equalsIgnoreCase(typed))) {
      throw StripeError.invalid(
          "An active promotion code with `code: %s` already exists.".formatted(typed), "code");
    }
  }

  private JsonNode update(Call call) {
    var code = reading.named(call);
    world
        .events()
        .update(
            "promotion_code.updated",
            code,
            it -> {
              Fields.copy(call.parameters(), it, "active");
              Metadata.merge(it, call.parameters());
            });
    return code;
  }
}
