package dev.karamon.stripe.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PriceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewCheckoutTest {
  private static final Optional<Instant> TRIAL_END =
      Optional.of(Instant.ofEpochSecond(1_900_000_000));
  private static final List<NewCheckout.Item> ONE =
      List.of(new NewCheckout.Item(new PriceId("price_1"), 2));

  @Test
  void a_subscription_carries_trial_and_metadata_to_what_it_makes() {
    var params =
        CheckoutParams.of(
                checkout(CheckoutMode.SUBSCRIPTION, ONE, Optional.of(14), Optional.empty()))
            .toMap();

    assertThat(params).containsEntry("mode", "subscription").containsEntry("customer", "cus_1");
    assertThat(params.get("line_items"))
        .isEqualTo(List.of(Map.of("price", "price_1", "quantity", 2L)));
    assertThat(params.get("subscription_data"))
        .isEqualTo(Map.of("metadata", Map.of("m", "7"), "trial_period_days", 14L));
    assertThat(params).doesNotContainKeys("payment_intent_data", "allow_promotion_codes");
  }

  @Test
  void a_trial_may_be_given_by_its_end() {
    var params =
        CheckoutParams.of(checkout(CheckoutMode.SUBSCRIPTION, ONE, Optional.empty(), TRIAL_END))
            .toMap();

    assertThat(params.get("subscription_data"))
        .isEqualTo(Map.of("metadata", Map.of("m", "7"), "trial_end", 1_900_000_000L));
  }

  @Test
  void a_payment_carries_metadata_to_the_payment() {
    var params =
        CheckoutParams.of(checkout(CheckoutMode.PAYMENT, ONE, Optional.empty(), Optional.empty()))
            .toMap();

    assertThat(params.get("payment_intent_data")).isEqualTo(Map.of("metadata", Map.of("m", "7")));
    assertThat(params).containsEntry("mode", "payment").doesNotContainKey("subscription_data");
  }

  @Test
  void nonsense_is_refused() {
    var none = Optional.<Integer>empty();
    var never = Optional.<Instant>empty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> checkout(CheckoutMode.PAYMENT, List.of(), none, never));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> checkout(CheckoutMode.SETUP, ONE, none, never));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> checkout(CheckoutMode.PAYMENT, ONE, Optional.of(7), never));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> checkout(CheckoutMode.SUBSCRIPTION, ONE, Optional.of(7), TRIAL_END));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NewCheckout.Item(new PriceId("price_1"), 0));
  }

  private static NewCheckout checkout(
      CheckoutMode mode,
      List<NewCheckout.Item> items,
      Optional<Integer> trialDays,
      Optional<Instant> trialEnd) {
    return new NewCheckout(
        mode,
        new CustomerId("cus_1"),
        items,
        "https://a.example/ok?s={CHECKOUT_SESSION_ID}",
        "https://a.example/no",
        trialDays,
        trialEnd,
        false,
        "7",
        Map.of("m", "7"));
  }
}
