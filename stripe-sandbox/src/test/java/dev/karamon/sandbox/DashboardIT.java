package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard and its buttons. */
class DashboardIT {
  private Shop shop;

  @BeforeEach
  void open() {
    shop = new Shop();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private JsonNode gold() {
    return shop.post(
        "/v1/checkout/sessions",
        "success_url=http://shop.example/ok&mode=subscription&line_items[0][price]=price_gold_monthly&line_items[0][quantity]=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/dashboard/customers",
        "/dashboard/subscriptions",
        "/dashboard/checkouts",
        "/dashboard/payments",
        "/dashboard/events",
        "/dashboard/control"
      })
  void theDashboardShowsWhatThereIsAndEscapesIt(String path) {
    shop.post("/v1/customers", "name=<script>alert(1)</script>&email=x@example.com");
    shop.pay(gold().get("url").asText(), Shop.GOOD_CARD);
    HttpResponse<String> page = shop.visit(shop.sandbox.url() + path);
    if (path.equals("/")) {
      assertThat(page.headers().firstValue("Location")).contains("/dashboard/subscriptions");
      return;
    }
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("<script");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'");
  }

  @Test
  void anEventIsShownWithItsPayloadAndDeliveries() {
    JsonNode endpoint =
        shop.post(
            "/v1/webhook_endpoints", "enabled_events[]=customer.created&url=" + shop.webhookUrl());
    shop.expectSignedWith(endpoint.get("secret").asText());
    shop.post("/v1/customers", "name=Ann");
    String id = shop.awaitEvent("customer.created").getId();
    String url = shop.sandbox.url() + "/dashboard/events/" + id;
    Shop.await(() -> shop.visit(url).body().contains("succeeded"), "delivery");
    assertThat(shop.visit(url).body()).contains("customer.created", "&quot;Ann&quot;");
    assertThat(shop.submit(url + "/resend", Map.of()).statusCode()).isEqualTo(303);
    assertThat(shop.visit(shop.sandbox.url() + "/dashboard/events/evt_no").statusCode())
        .isEqualTo(404);
  }

  @Test
  void theButtonsOfTheDashboardMakeStoriesHappen() {
    shop.pay(gold().get("url").asText(), Shop.GOOD_CARD);
    String subscription = shop.get("/v1/subscriptions").at("/data/0/id").asText();
    String base = shop.sandbox.url() + "/dashboard/";
    assertThat(shop.visit(base + "subscriptions").body()).contains("Renewal fails", "Cancel now");
    String stories = base + "subscriptions/" + subscription;
    assertThat(shop.submit(stories + "/renew", Map.of("outcome", "fails")).statusCode())
        .isEqualTo(303);
    assertThat(shop.visit(base + "subscriptions").body()).contains("past_due", "Retry pays");
    shop.submit(stories + "/retry", Map.of("outcome", "pays"));
    assertThat(shop.get("/v1/subscriptions/" + subscription).get("status").asText())
        .isEqualTo("active");
    assertThat(shop.visit(base + "objects/" + subscription).body())
        .contains("customer.subscription.created", "What happened to it");
    String charge = shop.get("/v1/charges").at("/data/0/id").asText();
    assertThat(shop.submit(base + "payments/" + charge + "/dispute", Map.of()).statusCode())
        .isEqualTo(303);
    String dispute = shop.get("/v1/disputes").at("/data/0/id").asText();
    assertThat(shop.visit(base + "payments").body()).contains("Dispute won");
    shop.submit(base + "payments/" + dispute + "/decide", Map.of("outcome", "won"));
    shop.submit(base + "payments/" + charge + "/refund", Map.of());
    assertThat(shop.get("/v1/charges/" + charge).get("refunded").asBoolean()).isTrue();
    assertThat(shop.submit(base + "payments/" + charge + "/refund", Map.of()).statusCode())
        .isEqualTo(400);
    shop.submit(stories + "/cancel", Map.of());
    assertThat(shop.get("/v1/subscriptions/" + subscription).get("status").asText())
        .isEqualTo("canceled");
    JsonNode session = gold();
    assertThat(shop.visit(base + "checkouts").body()).contains("Open its page");
    shop.submit(
        session.get("url").asText(),
        Map.of("iban", "AT611904300234573201", "name", "Ann", "email", "a@example.com"));
    assertThat(shop.visit(base + "checkouts").body()).contains("Payment succeeds");
    shop.submit(
        base + "checkouts/" + session.get("id").asText() + "/settle",
        Map.of("outcome", "succeeds"));
    assertThat(
            shop.get("/v1/checkout/sessions/" + session.get("id").asText())
                .get("payment_status")
                .asText())
        .isEqualTo("paid");
  }

  @ParameterizedTest
  @CsvSource({
    "subscriptions/sub_x/renew, fails or pays",
    "subscriptions/sub_x/retry, fails or pays",
    "payments/dp_x/decide, won or lost",
    "checkouts/cs_x/settle, succeeds or fails"
  })
  void anUnknownOutcomeIsRefusedByName(String path, String known) {
    String url = shop.sandbox.url() + "/dashboard/" + path;
    for (Map<String, String> wrong :
        List.of(Map.of("outcome", "maybe"), Map.<String, String>of())) {
      HttpResponse<String> page = shop.submit(url, wrong);
      assertThat(page.statusCode()).isEqualTo(400);
      assertThat(page.body())
          .contains(
              "outcome must be %s, not &#39;%s&#39;"
                  .formatted(known, wrong.getOrDefault("outcome", "")));
    }
  }

  @Test
  void theFormsOfTheControlPageWork() {
    String base = shop.sandbox.url() + "/dashboard/control";
    assertThat(shop.submit(base + "/advance", Map.of("hours", "2")).statusCode()).isEqualTo(303);
    assertThat(shop.submit(base + "/advance", Map.of("hours", "x")).statusCode()).isEqualTo(400);
    Map<String, String> fault =
        Map.of("kind", "RATE_LIMIT", "method", "*", "path", "/v1/", "times", "2");
    assertThat(shop.submit(base + "/api", fault).statusCode()).isEqualTo(303);
    assertThat(shop.visit(base).body()).contains("<td>rate limit</td>");
    assertThat(shop.submit(base + "/end", Map.of()).statusCode()).isEqualTo(303);
    assertThat(shop.submit(base + "/settings", Map.of("giving_up", "UNPAID")).statusCode())
        .isEqualTo(303);
    assertThat(shop.visit(base).body()).contains("<option value=\"UNPAID\" selected>");
  }
}
