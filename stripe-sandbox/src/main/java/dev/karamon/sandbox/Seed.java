package dev.karamon.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.billing.Catalog;
import dev.karamon.sandbox.billing.Coupons;
import dev.karamon.sandbox.event.World;
import java.util.Optional;

/** Demo products, prices and a promotion code under ids that never change. */
final class Seed {
  private static final String ONCE = "";

  private Seed() {}

  static void plant(World world, Catalog catalog) {
    product(world, catalog, "prod_gold", "Gold");
    product(world, catalog, "prod_silver", "Silver");
    price(world, catalog, "price_gold_monthly", "prod_gold", 1_500, "month");
    price(world, catalog, "price_gold_yearly", "prod_gold", 15_000, "year");
    price(world, catalog, "price_silver_monthly", "prod_silver", 500, "month");
    product(world, catalog, "prod_lifetime", "Lifetime");
    price(world, catalog, "price_lifetime", "prod_lifetime", 19_900, ONCE);
    coupon(world);
  }

  private static void coupon(World world) {
    if (world.objects().find(Coupons.KIND, "coupon_welcome").isEmpty()) {
      var coupon = world.fresh("Coupon", "coupon").put("id", "coupon_welcome");
      coupon.put("name", "Welcome").put("percent_off", 20).put("duration", "once");
      coupon.put("created", world.time().seconds()).put("times_redeemed", 0).put("valid", true);
      world.objects().put(coupon);
      var code = world.fresh("PromotionCode", "promo").put("id", "promo_welcome");
      code.put("code", "WELCOME20").put("active", true).put("times_redeemed", 0);
      code.put("created", world.time().seconds());
      ((ObjectNode) code.get("promotion")).put("coupon", "coupon_welcome");
      world.objects().put(code);
    }
  }

  private static void product(World world, Catalog catalog, String id, String name) {
    if (world.objects().find(Catalog.PRODUCT, id).isEmpty()) {
      var product = catalog.product(Optional.of(id), name);
      product.put("description", name + " membership");
      world.objects().put(product);
    }
  }

  private static void price(
      World world, Catalog catalog, String id, String product, long amount, String interval) {
    if (world.objects().find(Catalog.PRICE, id).isEmpty()) {
      var recurring =
          Optional.of(interval)
              .filter(it -> !it.equals(ONCE))
              .map(it -> World.node().put("interval", it));
      world.objects().put(catalog.price(product, "usd", amount, recurring).put("id", id));
    }
  }
}
