package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeMode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** A price as Stripe knows it. */
public record PriceView(
    @Schema(description = "Stripe's id of the price.") PriceId id,
    @Schema(description = "Stripe's id of the product.") String productId,
    @Schema(description = "Name of the product; empty when it was deleted.") String productName,
    @Schema(description = "The price's nickname, for the people who manage prices.")
        Optional<String> nickname,
    @Schema(description = "False for an archived price: it can no longer be bought.")
        boolean active,
    @Schema(
            description =
                "In the smallest unit of the currency; absent when the amount depends on the"
                    + " quantity.")
        Optional<Long> unitAmount,
    @Schema(description = "Three-letter code in lower case.") String currency,
    @Schema(description = "day, week, month or year; absent for a one-time price.")
        Optional<String> interval,
    @Schema(description = "Intervals between two payments; absent for a one-time price.")
        Optional<Long> intervalCount,
    @Schema(description = "Test or live mode.") StripeMode mode) {
  /** True when it is paid again and again. */
  @JsonIgnore
  public boolean isRecurring() {
    return interval.isPresent();
  }

  static PriceView read(JsonNode json) {
    var product = json.path("product");
    var recurring = json.path("recurring");
    return new PriceView(
        new PriceId(Fields.text(json, "id")),
        Fields.id(json, "product").orElse(""),
        Fields.optional(product, "name").orElse(""),
        Fields.optional(json, "nickname"),
        json.path("active").asBoolean(false),
        Fields.number(json, "unit_amount"),
        Fields.text(json, "currency"),
        Fields.optional(recurring, "interval"),
        Fields.number(recurring, "interval_count"),
        Fields.mode(json));
  }
}
