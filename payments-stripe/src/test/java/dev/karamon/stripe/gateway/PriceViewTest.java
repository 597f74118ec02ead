package dev.karamon.stripe.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.json.Json;
import dev.karamon.json.Schemas;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeMode;
import org.junit.jupiter.api.Test;

class PriceViewTest {
  @Test
  void a_recurring_price_is_read_with_its_product() {
    var json = price();
    json.putObject("product").put("id", "prod_1").put("name", "Gold");
    json.putObject("recurring").put("interval", "month").put("interval_count", 3);

    var price = PriceView.read(json);

    assertThat(price.id()).isEqualTo(new PriceId("price_1"));
    assertThat(price.productId()).isEqualTo("prod_1");
    assertThat(price.productName()).isEqualTo("Gold");
    assertThat(price.unitAmount()).contains(980L);
    assertThat(price.currency()).isEqualTo("jpy");
    assertThat(price.interval()).contains("month");
    assertThat(price.intervalCount()).contains(3L);
    assertThat(price.mode()).isEqualTo(StripeMode.LIVE);
    assertThat(price.isRecurring()).isTrue();
  }

  @Test
  void a_one_time_price_without_a_fixed_amount_and_with_a_deleted_product_is_read() {
    var json = price().putNull("unit_amount").putNull("recurring");
    json.putObject("product").put("id", "prod_1").put("deleted", true);

    var price = PriceView.read(json);

    assertThat(price.isRecurring()).isFalse();
    assertThat(price.unitAmount()).isEmpty();
    assertThat(price.productName()).isEmpty();
  }

  @Test
  void on_the_wire_it_has_the_fields_of_its_schema_and_no_others() {
    var json = Json.tree(PriceView.read(price()));

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(
            Schemas.open(PriceView.class).get("properties")::fieldNames);
  }

  private static ObjectNode price() {
    return Json.object()
        .put("id", "price_1")
        .put("object", "price")
        .put("livemode", true)
        .put("active", true)
        .put("currency", "jpy")
        .put("unit_amount", 980);
  }
}
