package dev.karamon.stripe.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.stripe.StripeMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyShapeTest {
  @ParameterizedTest
  @CsvSource({
    "PUBLISHABLE_KEY, TEST, pk_test_51Habc",
    "PUBLISHABLE_KEY, LIVE, pk_live_51Habc",
    "SECRET_KEY, TEST, sk_test_51Habc",
    "SECRET_KEY, TEST, rk_test_51Habc",
    "SECRET_KEY, LIVE, sk_live_51Habc",
    "SECRET_KEY, LIVE, rk_live_51Habc",
    "WEBHOOK_SECRET, TEST, whsec_Ab12+/=",
    "WEBHOOK_SECRET, LIVE, whsec_Ab12+/="
  })
  void a_key_of_its_kind_and_mode_is_taken(KeyShape shape, StripeMode mode, String key) {
    assertThat(shape.problem(key, mode)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PUBLISHABLE_KEY, TEST, pk_live_51Habc, belongs to live mode; here it has to start with"
        + " pk_test_.",
    "PUBLISHABLE_KEY, LIVE, pk_test_51Habc, belongs to test mode; here it has to start with"
        + " pk_live_.",
    "PUBLISHABLE_KEY, TEST, sk_test_51Habc, is a secret key; here it has to start with pk_test_.",
    "SECRET_KEY, TEST, sk_live_51Habc, belongs to live mode; here it has to start with sk_test_ or"
        + " rk_test_.",
    "SECRET_KEY, LIVE, rk_test_51Habc, belongs to test mode; here it has to start with sk_live_ or"
        + " rk_live_.",
    "SECRET_KEY, TEST, pk_test_51Habc, is a publishable key; here it has to start with sk_test_ or"
        + " rk_test_.",
    "SECRET_KEY, TEST, whsec_51Habc, is a webhook secret; here it has to start with sk_test_ or"
        + " rk_test_.",
    "WEBHOOK_SECRET, TEST, sk_test_51Habc, is a secret key; here it has to start with whsec_.",
    "SECRET_KEY, TEST, hello, has to start with sk_test_ or rk_test_.",
    "SECRET_KEY, TEST, SK_TEST_51Habc, has to start with sk_test_ or rk_test_.",
    "SECRET_KEY, TEST, sk_test_, is truncated or contains characters that no key has; copy it"
        + " again.",
    "SECRET_KEY, TEST, sk_test_51H…abc, is truncated or contains characters that no key has; copy it"
        + " again.",
    "SECRET_KEY, TEST, '', is empty; omit it to keep the stored one."
  })
  void anything_else_is_refused_with_what_to_do(
      KeyShape shape, StripeMode mode, String key, String problem) {
    assertThat(shape.problem(key, mode)).contains(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk_test_51 Habc",
        "sk_test_51\nHabc",
        "sk_test_51\tHabc",
        "sk_test_51\u00a0Habc",
        "sk_test_51\u3000Habc"
      })
  void white_space_inside_is_refused(String key) {
    assertThat(KeyShape.SECRET_KEY.problem(key, StripeMode.TEST))
        .contains("contains a space or a line break; copy it again.");
  }
}
