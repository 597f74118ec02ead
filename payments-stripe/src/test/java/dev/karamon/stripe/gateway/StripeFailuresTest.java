package dev.karamon.stripe.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.PermissionException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeResponse;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StripeFailuresTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            new ApiConnectionException("no", new ConnectException("refused")),
            StripeError.STRIPE_UNREACHABLE),
        Arguments.of(
            new AuthenticationException("no", "req", null, 401), StripeError.STRIPE_KEY_INVALID),
        Arguments.of(
            new PermissionException("no", "req", null, 403), StripeError.STRIPE_KEY_PERMISSION),
        Arguments.of(refusal("resource_missing", "customer"), StripeError.STRIPE_CUSTOMER_MISSING),
        Arguments.of(
            refusal("resource_missing", "line_items[0][price]"), StripeError.STRIPE_PRICE_MISSING),
        Arguments.of(refusal("resource_missing", "id"), StripeError.STRIPE_RESOURCE_MISSING),
        Arguments.of(refusal("resource_missing", null), StripeError.STRIPE_RESOURCE_MISSING),
        Arguments.of(refusal("parameter_missing", "mode"), StripeError.STRIPE_REFUSED),
        Arguments.of(
            withType(new IdempotencyException("no", "req", null, 400), "idempotency_error"),
            StripeError.STRIPE_IDEMPOTENCY_CONFLICT),
        Arguments.of(
            new CardException("no", "req", "card_declined", null, "generic", null, 402, null),
            StripeError.STRIPE_CARD_DECLINED),
        Arguments.of(
            new ApiException("no", "req", "lock_timeout", 409, null), StripeError.STRIPE_BUSY),
        Arguments.of(
            new RateLimitException("no", null, "req", "rate_limit", 429, null),
            StripeError.STRIPE_RATE_LIMITED),
        Arguments.of(new ApiException("no", "req", null, 418, null), StripeError.STRIPE_REFUSED),
        Arguments.of(
            new ApiException("no", "req", null, 500, null), StripeError.STRIPE_UNREACHABLE),
        Arguments.of(
            new ApiException("no", "req", null, 503, null), StripeError.STRIPE_UNREACHABLE),
        Arguments.of(new IllegalStateException("unlike"), StripeError.STRIPE_UNREADABLE),
        Arguments.of(new KaramonException(CommonError.IN_USE, "kept"), CommonError.IN_USE));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void every_failure_has_a_name(Exception failure, Object code) {
    if (failure instanceof StripeException stripe && stripe.getStripeError() == null) {
      stripe.setStripeError(new com.stripe.model.StripeError());
    }

    assertThat(StripeFailures.named(failure).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "30, 30",
        "0, 1",
        "-5, 5",
        "999999, 600",
        "soon, 5",
        "none, 5",
        "'Thu, 01 Jan 1970 00:00:00 GMT', 1",
        "'Fri, 31 Dec 9999 23:59:59 GMT', 600"
      })
  void the_wait_that_stripe_asks_for_is_obeyed_within_bounds(
      @Nullable String header, long seconds) {
    var failure = withHeader(new RateLimitException("no", null, "r", null, 429, null), header);

    assertThat(StripeFailures.named(failure).retryAfter()).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({
    "Invalid key: sk_test_abcDEF123456, sk_test_abcDEF",
    "Invalid key 'rk_live_abc-DEF.123456', rk_live_abc",
    "Key pk_test_12345678901 is publishable, pk_test_1234",
    "Signed with whsec_abcdefgh12345678 wrongly, whsec_abcd"
  })
  void a_message_never_shows_a_key(String text, String secret) {
    var message = StripeFailures.named(withMessage(refusal("x", null), text)).getMessage();

    assertThat(message).startsWith("Stripe says: ").doesNotContain(secret).contains("_…");
  }

  @Test
  void a_message_is_kept_short_and_without_control_characters() {
    var failure = withMessage(refusal("x", null), "line\n\u0000" + "x".repeat(2_000));

    assertThat(StripeFailures.named(failure).getMessage())
        .hasSizeLessThan(600)
        .doesNotContainPattern("\\p{Cntrl}");
  }

  @ParameterizedTest
  @CsvSource({
    "200, STRIPE_UNREADABLE",
    "401, STRIPE_UNREADABLE",
    "404, STRIPE_UNREADABLE",
    "502, STRIPE_UNREACHABLE"
  })
  void an_answer_that_is_not_in_the_words_of_stripe_decides_nothing(int status, StripeError code) {
    var failure = new ApiException("<html>", null, null, status, null);

    assertThat(StripeFailures.named(failure).code()).isEqualTo(code);
  }

  @Test
  void an_unreadable_answer_tells_nothing_of_its_body() {
    var failure = new ApiException("Invalid response object: <secret>", "r", null, 200, null);

    assertThat(StripeFailures.named(failure).getMessage()).doesNotContain("secret");
  }

  @Test
  void the_permissions_of_a_refusal_are_found_once_each() {
    assertThat(
            StripeFailures.permissions(
                "Having the 'rak_customer_read' or 'rak_customer_write' or 'rak_customer_read'"))
        .containsExactly("rak_customer_read", "rak_customer_write");
  }

  @Test
  void only_a_404_of_a_resource_means_that_it_does_not_exist() {
    assertThat(StripeFailures.isMissing(refused(404, "resource_missing"))).isTrue();
    assertThat(StripeFailures.isMissing(refused(400, "resource_missing"))).isFalse();
    assertThat(StripeFailures.isMissing(refused(404, "other"))).isFalse();
    assertThat(StripeFailures.isMissing(new ApiException("no", null, null, 404, null))).isFalse();
  }

  private static StripeException refusal(String code, @Nullable String parameter) {
    return new InvalidRequestException("no", parameter, "req", code, 400, null);
  }

  private static StripeException refused(int status, String code) {
    return new InvalidRequestException("no", null, "req", code, status, null);
  }

  private static StripeException withType(StripeException failure, String type) {
    var error = new com.stripe.model.StripeError();
    error.setType(type);
    failure.setStripeError(error);
    return failure;
  }

  private static StripeException withMessage(StripeException failure, String message) {
    var error = new com.stripe.model.StripeError();
    error.setMessage(message);
    failure.setStripeError(error);
    return failure;
  }

  private static StripeException withHeader(StripeException failure, @Nullable String value) {
    var headers =
        Optional.ofNullable(value)
            .map(text -> Map.of("Retry-After", List.of(text)))
            .orElse(Map.of());
    var error = new com.stripe.model.StripeError();
    error.setLastResponse(new StripeResponse(429, HttpHeaders.of(headers), "{}"));
    failure.setStripeError(error);
    return failure;
  }
}
