package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** How much a coupon takes off amounts, one by one. */
final class Cuts {
  /**
   * One amount.
   *
   * @param product what it is paid for
   * @param discountable whether any coupon may touch it
   */
  record Amount(long value, String product, boolean discountable) {
    Amount less(long off) {
      return new Amount(value - off, product, discountable);
    }
  }

  private Cuts() {}

  /** What the coupon takes off each of the amounts. */
  static List<Long> off(JsonNode coupon, List<Amount> amounts) {
    return coupon.path("percent_off").isNumber()
        ? percent(coupon, amounts)
        : fixed(coupon, amounts);
  }

  private static boolean touches(JsonNode coupon, Amount amount) {
    var products = coupon.path("applies_to").path("products");
    return amount.discountable()
        && amount.value() > 0
        && (products.isMissingNode()
            || products.valueStream().anyMatch(it -> it.asText().equals(amount.product())));
  }

  private static List<Long> percent(JsonNode coupon, List<Amount> amounts) {
    var share = coupon.get("percent_off").decimalValue().movePointLeft(2);
    return amounts.stream()
        .map(amount ->
            touches(coupon, amount)
                ? BigDecimal.valueOf(amount.value())
                    .multiply(share)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact()
                : 0L)
        .toList();
  }

  /** A fixed amount is spread over all that it touches, in proportion. */
  private static List<Long> fixed(JsonNode coupon, List<Amount> amounts) {
    var left = amounts.stream().filter(it -> touches(coupon, it)).mapToLong(Amount::value).sum();
    var off = Math.min(coupon.get("amount_off").longValue(), left);
    List<Long> cuts = new ArrayList<>();
    for (var amount : amounts) {
      var cut = touches(coupon, amount) ? off * amount.value() / left : 0;
      if (touches(coupon, amount)) {
        left -= amount.value();
        off -= cut;
      }
      cuts.add(cut);
    }
    return cuts;
  }
}
