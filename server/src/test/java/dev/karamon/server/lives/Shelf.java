package dev.karamon.server.lives;

import dev.karamon.server.testing.Sandbox;
import java.util.Map;

/** What the customers buy: two subscriptions and something that is paid once. */
record Shelf(String basic, String plus, String once) {
  static Shelf in(Sandbox stripe) {
    return new Shelf(stripe.price(), stripe.price(), oneTimePrice(stripe));
  }

  String[] all() {
    return new String[] {basic, plus, once};
  }

  private static String oneTimePrice(Sandbox stripe) {
    var fields =
        Map.of(
            "currency", "usd", "unit_amount", "5000", "product_data[name]", "Something for good");
    return stripe.post("/v1/prices", fields).path("id").textValue();
  }
}
