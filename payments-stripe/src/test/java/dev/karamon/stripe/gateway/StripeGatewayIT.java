package dev.karamon.stripe.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.gateway.CannedStripe.Answer;
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
  private static final CheckoutSessionId SESSION = new CheckoutSessionId("cs_test_1");

  @Test
  void a_customer_is_made_with_the_member_and_the_key_of_the_caller() {
    try (var stripe =
        CannedStripe.answering(what -> Answer.ok("{\"id\":\"cus_1\",\"object\":\"customer\"}"))) {
      var made =
          stripe
              .gateway()
              .createCustomer(new NewCustomer("a@b.example", "", Map.of("m", "7")), "once-1");

      assertThat(made).isEqualTo(CUSTOMER);
      assertThat(stripe.asked())
          .singleElement()
          .satisfies(asked -> {
            assertThat(asked.what()).isEqualTo("POST /v1/customers");
            assertThat(asked.idempotencyKey()).contains("once-1");
            assertThat(asked.body())
                .contains("email=a@b.example", "metadata[m]=7")
                .doesNotContain("name=");
          });
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
      assertThat(
              CannedStripe.failure(() -> stripe.gateway().createCheckout(checkout(), "k")).code())
          .isEqualTo(StripeError.STRIPE_CUSTOMER_MISSING);
      assertThat(
              CannedStripe.failure(() -> stripe.gateway().createCheckout(checkout(), "k")).code())
          .isEqualTo(StripeError.STRIPE_PRICE_MISSING);
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
  void a_session_that_is_not_open_is_only_read_when_it_is_to_expire() {
    var refusal = CannedStripe.error("invalid_request_error", "", "", "Only open ones expire");
    for (var status : List.of("complete", "expired", "open")) {
      try (var stripe =
          CannedStripe.answering(what ->
              what.endsWith("/expire") ? Answer.error(400, refusal) : Answer.ok(session(status)))) {
        var gateway = stripe.gateway();
        var failure =
            CannedStripe.failure(() ->
                assertThat(gateway.expireCheckout(SESSION).orElseThrow().status())
                    .isEqualTo(status));

        assertThat(failure != null).as(status).isEqualTo(status.equals("open"));
      }
    }
  }

  @Test
  void a_session_that_does_not_exist_need_not_expire() {
    var missing = CannedStripe.error("invalid_request_error", "resource_missing", "session", "");
    try (var stripe = CannedStripe.answering(what -> Answer.error(404, missing))) {
      assertThat(stripe.gateway().expireCheckout(SESSION)).isEmpty();
    }
  }

  @Test
  void a_restricted_key_is_told_which_permissions_it_lacks() {
    var named = CannedStripe.error("any", "", "", "Needs 'rak_customer_read' here");
    var unnamed = CannedStripe.error("any", "", "", "Needs more");
    try (var stripe =
        CannedStripe.answering(what ->
            switch (CannedStripe.path(what)) {
              case "GET /v1/customers" -> Answer.error(403, named);
              case "GET /v1/prices" -> Answer.ok(CannedStripe.list(false));
              default -> Answer.error(403, unnamed);
            })) {
      var check = stripe.gateway().checkKey();

      assertThat(check.state()).isEqualTo(KeyCheck.State.MISSING_PERMISSION);
      assertThat(check.missingPermissions())
          .containsExactly(
              "rak_customer_read",
              "subscriptions",
              "checkout sessions",
              "invoices",
              "payment intents",
              "charges",
              "disputes",
              "events");
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

  private static String session(String status) {
    return """
    {"id":"cs_test_1","object":"checkout.session","livemode":false,"mode":"subscription",
     "status":"%s","payment_status":"unpaid","expires_at":1800000000,"metadata":{}}
    """
        .formatted(status);
  }
}
