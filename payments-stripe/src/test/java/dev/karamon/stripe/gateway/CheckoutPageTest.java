package dev.karamon.stripe.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.json.Json;
import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckoutPageTest {
  @Test
  void an_open_session_is_read() {
    assertThat(CheckoutPage.read(session()))
        .hasValueSatisfying(page -> {
          assertThat(page.id()).isEqualTo(new CheckoutSessionId("cs_test_1"));
          assertThat(page.stripeMode()).isEqualTo(StripeMode.TEST);
          assertThat(page.mode()).isEqualTo(CheckoutMode.SUBSCRIPTION);
          assertThat(page.url()).contains("https://pay.example/1");
          assertThat(page.isOpen()).isTrue();
          assertThat(page.isSettled()).isFalse();
          assertThat(page.subscription()).isEmpty();
          assertThat(page.paymentIntent()).isEmpty();
          assertThat(page.customer()).contains(new CustomerId("cus_1"));
          assertThat(page.clientReferenceId()).contains("7");
          assertThat(page.metadata()).isEqualTo(Map.of("karamon_member_id", "7"));
          assertThat(page.expiresAt()).isEqualTo(Instant.ofEpochSecond(1_800_000_000));
        });
  }

  @Test
  void a_complete_session_has_no_url_and_may_hold_its_objects_expanded() {
    var json = session().put("status", "complete").put("payment_status", "paid").putNull("url");
    json.putObject("subscription").put("id", "sub_1");
    json.putObject("customer").put("id", "cus_2");
    json.putObject("payment_intent").put("id", "pi_1");

    assertThat(CheckoutPage.read(json))
        .hasValueSatisfying(page -> {
          assertThat(page.url()).isEmpty();
          assertThat(page.isOpen()).isFalse();
          assertThat(page.isSettled()).isTrue();
          assertThat(page.subscription()).contains(new SubscriptionId("sub_1"));
          assertThat(page.paymentIntent()).contains("pi_1");
          assertThat(page.customer()).contains(new CustomerId("cus_2"));
        });
  }

  @ParameterizedTest
  @CsvSource({"paid, true", "no_payment_required, true", "unpaid, false", "something_new, false"})
  void only_what_is_paid_or_free_is_settled(String paymentStatus, boolean settled) {
    var json = session().put("payment_status", paymentStatus);

    assertThat(CheckoutPage.read(json).orElseThrow().isSettled()).isEqualTo(settled);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"id", "object", "livemode", "mode", "status", "payment_status", "expires_at"})
  void a_session_without_one_of_its_fields_is_not_understood(String field) {
    assertThat(CheckoutPage.read(session().without(field))).isEmpty();
  }

  @Test
  void an_unknown_mode_and_an_impossible_time_are_not_understood() {
    assertThat(CheckoutPage.read(session().put("mode", "barter"))).isEmpty();
    assertThat(CheckoutPage.read(session().put("expires_at", Long.MAX_VALUE))).isEmpty();
  }

  private static ObjectNode session() {
    var json =
        Json.object()
            .put("id", "cs_test_1")
            .put("object", "checkout.session")
            .put("livemode", false)
            .put("mode", "subscription")
            .put("url", "https://pay.example/1")
            .put("status", "open")
            .put("payment_status", "unpaid")
            .put("customer", "cus_1")
            .put("client_reference_id", "7")
            .put("expires_at", 1_800_000_000)
            .putNull("subscription");
    json.putObject("metadata").put("karamon_member_id", "7");
    return json;
  }
}
