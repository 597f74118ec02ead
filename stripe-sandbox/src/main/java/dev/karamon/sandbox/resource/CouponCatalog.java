package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.Coupons;
import dev.karamon.sandbox.billing.Metadata;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.store.Ids;
import java.util.List;
import java.util.Set;

/** Coupons. */
public final class CouponCatalog implements Resource {
  private final World world;
  private final Coupons coupons;
  private final Reading reading;

  public CouponCatalog(World world, Coupons coupons) {
    this.world = world;
    this.coupons = coupons;
    this.reading = Reading.of(world, Coupons.KIND, "/v1/coupons", "Coupon");
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
            "/v1/coupons",
            "CouponCreateParams",
            Set.of(
                "id",
                "name",
                "amount_off",
                "percent_off",
                "currency",
                "duration",
                "duration_in_months",
                "max_redemptions",
                "redeem_by",
                "applies_to.products",
                "metadata"),
            this::create),
        reading.list(),
        Endpoint.get("/v1/coupons/:id", "CouponRetrieveParams", Set.of(), this::retrieve),
        Endpoint.post(
            "/v1/coupons/:id", "CouponUpdateParams", Set.of("name", "metadata"), this::update),
        Endpoint.delete("/v1/coupons/:id", "CouponDeleteParams", Set.of(), this::delete));
  }

  private JsonNode create(Call call) {
    check(call);
    var id = call.text("id").orElseGet(() -> Ids.letters(8));
    world
        .objects()
        .find(Coupons.KIND, id)
        .ifPresent(_ -> {
          throw StripeError.invalid("Coupon already exists.", "id")
              .with("code", "resource_already_exists");
        });
    var coupon = world.fresh("Coupon", "coupon").put("id", id).put("duration", "once");
    coupon.put("created", world.time().seconds()).put("times_redeemed", 0).put("valid", true);
    coupon.putObject("metadata");
    Fields.copy(
        call.parameters(),
        coupon,
        "name",
        "amount_off",
        "percent_off",
        "currency",
        "duration",
        "duration_in_months",
        "max_redemptions",
        "redeem_by",
        "applies_to");
    Metadata.merge(coupon, call.parameters());
    world.objects().put(coupon);
    world.events().record("coupon.created", coupon);
    return coupon;
  }

  private static void check(Call call) {
    if (call.has("percent_off") == call.has("amount_off")) {
      throw StripeError.invalid("You must pass either percent_off or amount_off, and not both.");
    }
    if (call.has("amount_off") && !call.has("currency")) {
      throw StripeError.missingParameter("currency");
    }
    double percent = call.parameter("percent_off").map(JsonNode::doubleValue).orElse(1.0);
    if (percent <= 0 || percent > 100) {
      throw StripeError.invalid(
          "This value must be greater than 0 and at most 100.", "percent_off");
    }
    for (var name : List.of("amount_off", "duration_in_months", "max_redemptions")) {
      call.number(name, 1);
    }
    var repeating = call.text("duration").filter("repeating"::equals).isPresent();
    if (repeating != call.has("duration_in_months")) {
      throw StripeError.invalid(
          "Duration in months goes with duration=repeating, and is needed there.",
          "duration_in_months");
    }
  }

  private JsonNode retrieve(Call call) {
    var coupon = reading.named(call);
    return coupon.put("valid", coupons.valid(coupon));
  }

  private JsonNode update(Call call) {
    var coupon = reading.named(call);
    world
        .events()
        .update(
            "coupon.updated",
            coupon,
            it -> {
              Fields.copy(call.parameters(), it, "name");
              Metadata.merge(it, call.parameters());
            });
    return coupon;
  }

  private JsonNode delete(Call call) {
    var coupon = reading.named(call);
    coupons.delete(coupon);
    return Fields.tombstone(coupon);
  }
}
