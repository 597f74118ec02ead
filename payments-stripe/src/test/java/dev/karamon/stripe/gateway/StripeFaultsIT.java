package dev.karamon.stripe.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.error.KaramonException;
import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.gateway.CannedStripe.Answer;
import dev.karamon.stripe.gateway.CannedStripe.Way;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever Stripe does not answer has a name and a wait, and nobody waits for it forever. */
@Timeout(120)
class StripeFaultsIT {
  private static final Optional<Duration> USUAL_WAIT = Optional.of(Duration.ofSeconds(5));
  private static final EventQuery EVENTS =
      new EventQuery(Optional.empty(), true, Set.of(), Optional.empty());
  private static final String ERROR = CannedStripe.error("any", "", "", "Words of Stripe");

  /** Something that reads. */
  interface Reading {
    void by(StripeGateway stripe);
  }

  static Stream<Named<Reading>> readings() {
    return Stream.of(
        Named.of("subscriptions of a customer", StripeFaultsIT::readSubscriptions),
        Named.of("subscription", stripe -> stripe.subscription(new SubscriptionId("sub_1"))),
        Named.of("all subscriptions", stripe -> stripe.subscriptions(Optional.empty())),
        Named.of("purchase", stripe -> stripe.purchase(new CheckoutSessionId("cs_1"))),
        Named.of("purchases", stripe -> stripe.purchasesOf(new CustomerId("cus_1"))),
        Named.of("events", stripe -> stripe.events(EVENTS)),
        Named.of("webhook endpoints", StripeGateway::webhookEndpoints));
  }

  @ParameterizedTest
  @MethodSource("readings")
  void an_answer_that_never_comes_or_never_ends_is_waited_for_a_while(Reading reading) {
    assertGivenUp(reading, Way.NEVER);
    assertGivenUp(reading, Way.CLOSED);
    assertGivenUp(reading, Way.BROKEN_OFF);
  }

  @Test
  void an_answer_that_drips_without_an_end_is_given_up() {
    assertGivenUp(StripeFaultsIT::readSubscriptions, Way.ENDLESS);
  }

  @ParameterizedTest
  @MethodSource("readings")
  void a_wish_to_be_called_less_often_is_passed_on(Reading reading) {
    assertAnswer(
        reading,
        Answer.error(429, ERROR).with("Retry-After", "17"),
        StripeError.STRIPE_RATE_LIMITED,
        Optional.of(Duration.ofSeconds(17)));
    assertAnswer(
        reading,
        Answer.error(429, ERROR).with("Retry-After", "86400"),
        StripeError.STRIPE_RATE_LIMITED,
        Optional.of(Duration.ofMinutes(10)));
  }

  @ParameterizedTest
  @MethodSource("readings")
  void a_fault_of_stripe_is_no_fault_of_ours(Reading reading) {
    assertAnswer(reading, Answer.error(500, ERROR), StripeError.STRIPE_UNREACHABLE, USUAL_WAIT);
    assertAnswer(
        reading,
        Answer.error(503, ERROR).with("Retry-After", "3"),
        StripeError.STRIPE_UNREACHABLE,
        Optional.of(Duration.ofSeconds(3)));
  }

  @Test
  void tries_are_counted() {
    try (var stripe = CannedStripe.answering(what -> Answer.error(500, ERROR))) {
      assertThat(CannedStripe.failure(() -> stripe.gateway(2).prices()).code())
          .isEqualTo(StripeError.STRIPE_UNREACHABLE);
      assertThat(stripe.asked()).hasSize(3);
    }
  }

  @Test
  void each_kind_of_refusal_has_its_code_and_wait() {
    var error = CannedStripe.error("any", "", "", "Words of Stripe");
    assertAnswer(Answer.error(401, error), StripeError.STRIPE_KEY_INVALID, Optional.empty());
    assertAnswer(Answer.error(403, error), StripeError.STRIPE_KEY_PERMISSION, Optional.empty());
    assertAnswer(Answer.error(400, error), StripeError.STRIPE_REFUSED, Optional.empty());
  }

  @Test
  void answers_that_are_no_answers_are_failures_of_reach_not_of_ours() {
    var wait = Optional.of(Duration.ofSeconds(5));
    assertAnswer(
        Answer.error(502, "<html>Bad gateway</html>"), StripeError.STRIPE_UNREACHABLE, wait);
    assertAnswer(
        Answer.ok("<html>Log in to the hotel</html>"), StripeError.STRIPE_UNREADABLE, wait);
    assertAnswer(Answer.error(503, ""), StripeError.STRIPE_UNREACHABLE, wait);
    assertAnswer(Answer.error(401, "<html>"), StripeError.STRIPE_UNREADABLE, wait);
    assertAnswer(Answer.error(400, "{}"), StripeError.STRIPE_UNREADABLE, wait);
    assertAnswer(Answer.ok("{}"), StripeError.STRIPE_UNREADABLE, wait);
    assertAnswer(Answer.ok("[]"), StripeError.STRIPE_UNREADABLE, wait);
    assertAnswer(
        Answer.ok("\"" + "x".repeat(17 * 1024 * 1024) + "\""),
        StripeError.STRIPE_UNREACHABLE,
        wait);
  }

  @Test
  void nobody_listening_is_unreachable() {
    StripeGateway gateway;
    try (var stripe = CannedStripe.answering(what -> Answer.ok("{}"))) {
      gateway = stripe.gateway();
    }

    assertThat(CannedStripe.failure(gateway::prices).code())
        .isEqualTo(StripeError.STRIPE_UNREACHABLE);
    assertThat(gateway.checkKey().state()).isEqualTo(KeyCheck.State.UNREACHABLE);
  }

  @Test
  void a_list_that_does_not_end_is_refused() {
    var page = CannedStripe.list(true, StripeObjects.subscription("sub_1", "active"));
    try (var stripe = CannedStripe.answering(what -> Answer.ok(page))) {
      var gateway = stripe.gateway();

      assertThat(
              CannedStripe.failure(() -> gateway.subscriptionsOf(new CustomerId("cus_1"), Set.of()))
                  .code())
          .isEqualTo(StripeError.STRIPE_UNREADABLE);
      assertThat(stripe.asked()).hasSize(100);
    }
  }

  @Test
  void an_empty_page_that_promises_more_is_refused() {
    try (var stripe = CannedStripe.answering(what -> Answer.ok(CannedStripe.list(true)))) {
      assertThat(CannedStripe.failure(() -> stripe.gateway().webhookEndpoints()).code())
          .isEqualTo(StripeError.STRIPE_UNREADABLE);
    }
  }

  private static void readSubscriptions(StripeGateway stripe) {
    stripe.subscriptionsOf(new CustomerId("cus_1"), Set.of());
  }

  private static void assertAnswer(Answer answer, StripeError code, Optional<Duration> wait) {
    try (var stripe = CannedStripe.answering(what -> answer)) {
      assertFailure(
          CannedStripe.failure(() -> stripe.gateway().price(new PriceId("price_1"))), code, wait);
    }
  }

  private static void assertAnswer(
      Reading reading, Answer answer, StripeError code, Optional<Duration> wait) {
    try (var stripe = CannedStripe.answering(what -> answer)) {
      assertFailure(CannedStripe.failure(() -> reading.by(stripe.gateway())), code, wait);
    }
  }

  private static void assertGivenUp(Reading reading, Way way) {
    try (var stripe = CannedStripe.answering(what -> Answer.failing(way))) {
      var begun = System.nanoTime();
      assertFailure(
          CannedStripe.failure(() -> reading.by(stripe.impatient())),
          StripeError.STRIPE_UNREACHABLE,
          USUAL_WAIT);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
    }
  }

  private static void assertFailure(
      KaramonException failure, StripeError code, Optional<Duration> wait) {
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.retryAfter()).isEqualTo(wait);
    assertThat(failure.getMessage()).doesNotContain("html", "xxx");
  }
}
