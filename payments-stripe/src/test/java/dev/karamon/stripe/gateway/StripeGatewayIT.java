package dev.karamon.stripe.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.karamon.error.KaramonException;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.gateway.CannedStripe.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StripeGatewayIT {
  private static final CustomerId CUSTOMER = new CustomerId("cus_1");
  private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("sub_1");
  private static final Instant ANSWERED =
      ZonedDateTime.parse(CannedStripe.DATE, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  private static final String MISSING =
      CannedStripe.error("invalid_request_error", "resource_missing", "id", "No such thing");

  @Test
  void every_page_of_subscriptions_and_of_their_items_is_read() {
    var script =
        Map.of(
            "GET /v1/subscriptions?customer=cus_1&limit=100&status=all",
            CannedStripe.list(true, subscription("sub_1", "active", true, item(1))),
            "GET /v1/subscriptions?customer=cus_1&limit=100&starting_after=sub_1&status=all",
            CannedStripe.list(false, subscription("sub_2", "canceled", false, item(9))),
            "GET /v1/subscription_items?limit=100&subscription=sub_1",
            CannedStripe.list(true, item(1), item(2)),
            "GET /v1/subscription_items?limit=100&starting_after=si_2&subscription=sub_1",
            CannedStripe.list(false, item(3)));
    try (var stripe = CannedStripe.answering(what -> scripted(script, sorted(what)))) {
      var fetched = stripe.gateway().subscriptionsOf(CUSTOMER);

      assertThat(fetched.value())
          .extracting(SubscriptionState::id)
          .containsExactly(SUBSCRIPTION, new SubscriptionId("sub_2"));
      assertThat(fetched.value().getFirst().items())
          .extracting(SubscriptionState.Item::id)
          .containsExactly("si_1", "si_2", "si_3");
      assertThat(fetched.value()).allMatch(SubscriptionState::itemsComplete);
      assertThat(fetched.until()).isEqualTo(ANSWERED);
      assertThat(fetched.from()).isBetween(ANSWERED.minusSeconds(30), ANSWERED);
    }
  }

  @Test
  void a_subscription_of_an_unknown_shape_is_never_passed_over() {
    try (var stripe =
        CannedStripe.answering(what ->
            Answer.ok(
                CannedStripe.list(false, "{\"id\":\"sub_1\",\"object\":\"subscription\"}")))) {
      assertFails(stripe, StripeError.STRIPE_UNREADABLE);
    }
  }

  @Test
  void an_answer_without_a_time_is_not_trusted_to_the_minute() {
    try (var stripe =
        CannedStripe.answering(what -> new Answer(200, CannedStripe.list(false), Map.of()))) {
      var now = Instant.now();
      var fetched = stripe.gateway().subscriptionsOf(CUSTOMER);
      assertThat(fetched.from()).isBefore(now.minusSeconds(50));
      assertThat(fetched.until()).isAfter(now.plusSeconds(50));
    }
  }

  @Test
  void cancelling_what_has_ended_reads_it_and_what_never_was_is_empty() {
    try (var stripe =
        CannedStripe.answering(what ->
            what.equals("GET /v1/subscriptions/sub_1")
                ? Answer.ok(subscription("sub_1", "canceled", false, item(1)))
                : Answer.error(404, MISSING))) {
      var ended = stripe.gateway().cancelNow(SUBSCRIPTION);

      assertThat(ended.orElseThrow().value().status()).isEqualTo("canceled");
      assertThat(stripe.gateway().cancelNow(new SubscriptionId("sub_9"))).isEmpty();
    }
  }

  @Test
  void a_refused_cancellation_counts_only_when_the_subscription_lives_on() {
    var refusal = CannedStripe.error("invalid_request_error", "any", "", "Cannot be cancelled");
    try (var stripe =
        CannedStripe.answering(what ->
            switch (what) {
              case "GET /v1/subscriptions/sub_1" ->
                  Answer.ok(subscription("sub_1", "incomplete_expired", false, item(1)));
              case "GET /v1/subscriptions/sub_2" ->
                  Answer.ok(subscription("sub_2", "active", false, item(1)));
              default -> Answer.error(400, refusal);
            })) {
      assertThat(stripe.gateway().cancelNow(SUBSCRIPTION)).isPresent();
      assertThat(failure(() -> stripe.gateway().cancelNow(new SubscriptionId("sub_2"))).code())
          .isEqualTo(StripeError.STRIPE_REFUSED);
    }
  }

  @Test
  void a_customer_is_made_with_the_member_and_the_key_of_the_caller() {
    try (var stripe =
        CannedStripe.answering(what -> Answer.ok("{\"id\":\"cus_1\",\"object\":\"customer\"}"))) {
      var made =
          stripe
              .gateway()
              .createCustomer(
                  new NewCustomer("a@b.example", "", new MemberId(7), Map.of("site", "x")),
                  "once-1");

      assertThat(made).isEqualTo(CUSTOMER);
      assertThat(stripe.asked())
          .singleElement()
          .satisfies(asked -> {
            assertThat(asked.what()).isEqualTo("POST /v1/customers");
            assertThat(asked.idempotencyKey()).contains("once-1");
            assertThat(asked.body())
                .contains("email=a@b.example", "metadata[karamon_member_id]=7", "metadata[site]=x")
                .doesNotContain("name=");
          });
    }
  }

  @Test
  void a_deleted_customer_and_one_that_never_was_are_both_absent() {
    try (var stripe =
        CannedStripe.answering(what ->
            what.endsWith("cus_1")
                ? Answer.ok("{\"id\":\"cus_1\",\"object\":\"customer\",\"deleted\":true}")
                : Answer.error(404, MISSING))) {
      assertThat(stripe.gateway().customer(CUSTOMER)).isEmpty();
      assertThat(stripe.gateway().customer(new CustomerId("cus_2"))).isEmpty();
    }
  }

  @Test
  void an_unknown_customer_or_price_of_a_checkout_is_told_apart() {
    var parameter = new AtomicInteger();
    try (var stripe =
        CannedStripe.answering(what ->
            Answer.error(
                400,
                CannedStripe.error(
                    "invalid_request_error",
                    "resource_missing",
                    parameter.getAndIncrement() == 0 ? "customer" : "line_items[0][price]",
                    "No such thing")))) {
      assertThat(failure(() -> stripe.gateway().createCheckout(checkout(), "k")).code())
          .isEqualTo(StripeError.STRIPE_CUSTOMER_MISSING);
      assertThat(failure(() -> stripe.gateway().createCheckout(checkout(), "k")).code())
          .isEqualTo(StripeError.STRIPE_PRICE_MISSING);
    }
  }

  @Test
  void a_session_that_is_not_open_any_more_stays_as_it_is() {
    try (var stripe =
        CannedStripe.answering(what ->
            what.startsWith("GET")
                ? Answer.ok(session("complete"))
                : Answer.error(
                    400, CannedStripe.error("invalid_request_error", "", "", "Not open")))) {
      var page = stripe.gateway().expireCheckout(new CheckoutSessionId("cs_test_1"));

      assertThat(page.orElseThrow().status()).isEqualTo("complete");
    }
  }

  @Test
  void a_fault_is_tried_again_with_the_same_key() {
    var tries = new AtomicInteger();
    try (var stripe =
        CannedStripe.answering(what ->
            tries.incrementAndGet() < 3
                ? Answer.error(500, CannedStripe.error("api_error", "", "", "Oops"))
                : Answer.ok(session("open")))) {
      var page = stripe.gateway(2).createCheckout(checkout(), "once-2");

      assertThat(page.isOpen()).isTrue();
      assertThat(stripe.asked())
          .hasSize(3)
          .allMatch(asked -> asked.idempotencyKey().equals(Optional.of("once-2")));
    }
  }

  @Test
  void each_kind_of_refusal_has_its_code_and_wait() {
    var error = CannedStripe.error("any", "", "", "Words of Stripe");
    assertAnswer(Answer.error(401, error), StripeError.STRIPE_KEY_INVALID, Optional.empty());
    assertAnswer(Answer.error(403, error), StripeError.STRIPE_KEY_PERMISSION, Optional.empty());
    assertAnswer(
        Answer.error(429, error).with("Retry-After", "17"),
        StripeError.STRIPE_RATE_LIMITED,
        Optional.of(Duration.ofSeconds(17)));
    assertAnswer(
        Answer.error(503, error).with("Retry-After", "3"),
        StripeError.STRIPE_UNREACHABLE,
        Optional.of(Duration.ofSeconds(3)));
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

    assertThat(failure(gateway::account).code()).isEqualTo(StripeError.STRIPE_UNREACHABLE);
    assertThat(gateway.checkKey().state()).isEqualTo(KeyCheck.State.UNREACHABLE);
  }

  @Test
  void a_restricted_key_is_told_which_permissions_it_lacks() {
    try (var stripe =
        CannedStripe.answering(what ->
            what.contains("/v1/customers")
                ? Answer.error(
                    403, CannedStripe.error("any", "", "", "Needs 'rak_customer_read' here"))
                : what.contains("/v1/subscriptions")
                    ? Answer.error(403, CannedStripe.error("any", "", "", "Needs more"))
                    : what.contains("/v1/account")
                        ? Answer.error(403, CannedStripe.error("any", "", "", "Not the account"))
                        : Answer.ok(CannedStripe.list(false)))) {
      var check = stripe.gateway().checkKey();

      assertThat(check.state()).isEqualTo(KeyCheck.State.MISSING_PERMISSION);
      assertThat(check.missingPermissions()).containsExactly("rak_customer_read", "subscriptions");
      assertThat(check.accountId()).isEmpty();
    }
  }

  @Test
  void a_webhook_endpoint_is_made_in_our_version_with_exactly_our_events() {
    try (var stripe =
        CannedStripe.answering(what ->
            Answer.ok(
                "{\"id\":\"we_1\",\"object\":\"webhook_endpoint\",\"url\":\"https://a.example/w\","
                    + "\"status\":\"enabled\",\"enabled_events\":[\"invoice.paid\"],"
                    + "\"api_version\":\""
                    + StripeGateways.API_VERSION
                    + "\",\"secret\":\"whsec_0123456789\"}"))) {
      var made =
          stripe
              .gateway()
              .createWebhookEndpoint(
                  "https://a.example/w", Set.of("invoice.paid"), Map.of("by", "us"));

      assertThat(made.secret().reveal()).isEqualTo("whsec_0123456789");
      assertThat(made.endpoint().sends("invoice.paid")).isTrue();
      assertThat(stripe.asked().getFirst().body())
          .contains(
              "url=https://a.example/w",
              "enabled_events[0]=invoice.paid",
              "api_version=" + StripeGateways.API_VERSION,
              "metadata[by]=us");
    }
  }

  private static void assertFails(CannedStripe stripe, StripeError code) {
    assertThat(failure(() -> stripe.gateway().subscriptionsOf(CUSTOMER)).code()).isEqualTo(code);
  }

  private static void assertAnswer(Answer answer, StripeError code, Optional<Duration> wait) {
    try (var stripe = CannedStripe.answering(what -> answer)) {
      var failure = failure(() -> stripe.gateway().price(new PriceId("price_1")));
      assertThat(failure.code()).isEqualTo(code);
      assertThat(failure.retryAfter()).isEqualTo(wait);
      assertThat(failure.getMessage()).doesNotContain("html", "xxx");
    }
  }

  private static KaramonException failure(Runnable work) {
    return catchThrowableOfType(KaramonException.class, work::run);
  }

  private static Answer scripted(Map<String, String> script, String what) {
    var body = script.get(what);
    return body == null ? Answer.error(400, CannedStripe.error("", "", "", what)) : Answer.ok(body);
  }

  private static String sorted(String what) {
    var parts = what.split("\\?", 2);
    return parts.length == 1
        ? what
        : parts[0]
            + "?"
            + String.join("&", List.of(parts[1].split("&")).stream().sorted().toList());
  }

  private static NewCheckout checkout() {
    return new NewCheckout(
        CheckoutMode.SUBSCRIPTION,
        CUSTOMER,
        List.of(new NewCheckout.Item(new PriceId("price_1"), 1)),
        "https://a.example/ok",
        "https://a.example/no",
        Optional.empty(),
        Optional.empty(),
        true,
        "7",
        Map.of());
  }

  private static String subscription(String id, String status, boolean moreItems, String item) {
    return """
    {"id":"%s","object":"subscription","customer":"cus_1","status":"%s","livemode":false,
     "created":1780000000,"cancel_at_period_end":false,"metadata":{},
     "items":{"object":"list","url":"/v1/any","has_more":%s,"data":[%s]}}
    """
        .formatted(id, status, moreItems, item);
  }

  private static String item(int number) {
    return """
    {"id":"si_%d","object":"subscription_item","quantity":1,"current_period_end":1790000000,
     "price":{"id":"price_%d","object":"price"}}
    """
        .formatted(number, number);
  }

  private static String session(String status) {
    return """
    {"id":"cs_test_1","object":"checkout.session","livemode":false,"mode":"subscription",
     "status":"%s","payment_status":"unpaid","expires_at":1800000000,"metadata":{}}
    """
        .formatted(status);
  }
}
