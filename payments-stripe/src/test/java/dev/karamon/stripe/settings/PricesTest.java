package dev.karamon.stripe.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.page.PageRequest;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.gateway.PriceView;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesTest {
  private static final List<PriceView> ALL =
      List.of(
          price("price_gold_m", "Gold", Optional.of("monthly")),
          price("price_gold_y", "Gold", Optional.of("yearly")),
          price("price_silver", "Silver", Optional.empty()));

  @ParameterizedTest
  @CsvSource({
    "'', price_gold_m price_gold_y price_silver",
    "GOLD, price_gold_m price_gold_y",
    "yearly, price_gold_y",
    "price_silver, price_silver",
    "%, ''",
    "bronze, ''"
  })
  void a_search_looks_at_product_nickname_and_id(String query, String expected) {
    var page = Prices.page(new PageRequest(1, 20, query), ALL);

    assertThat(String.join(" ", ids(page.items()))).isEqualTo(expected);
    assertThat(page.total()).isEqualTo(page.items().size());
  }

  @Test
  void a_page_is_a_part_of_what_was_found() {
    var page = Prices.page(new PageRequest(2, 2, ""), ALL);

    assertThat(ids(page.items())).containsExactly("price_silver");
    assertThat(page.total()).isEqualTo(3);
  }

  private static List<String> ids(List<PriceView> prices) {
    return prices.stream().map(price -> price.id().value()).toList();
  }

  private static PriceView price(String id, String product, Optional<String> nickname) {
    return new PriceView(
        new PriceId(id),
        "prod_1",
        product,
        nickname,
        true,
        Optional.of(500L),
        "usd",
        Optional.of("month"),
        Optional.of(1L),
        StripeMode.TEST);
  }
}
