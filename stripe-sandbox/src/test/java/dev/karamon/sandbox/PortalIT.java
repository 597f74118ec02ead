package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PortalIT {
  private Shop shop;
  private String customer = "";
  private String subscription = "";

  @BeforeEach
  void open() {
    shop = new Shop();
    customer = shop.post("/v1/customers", "email=a@example.com").get("id").asText();
    String method =
        shop.post("/v1/payment_methods/pm_card_visa/attach", "customer=" + customer)
            .get("id")
            .asText();
    subscription =
        shop.post(
                "/v1/subscriptions",
                "customer=%s&default_payment_method=%s&items[0][price]=price_silver_monthly"
                    .formatted(customer, method))
            .get("id")
            .asText();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private String portal(String more) {
    return shop.post(
            "/v1/billing_portal/sessions",
            "customer=" + customer + "&return_url=http://shop.example/back" + more)
        .get("url")
        .asText();
  }

  private JsonNode reload() {
    return shop.get("/v1/subscriptions/" + subscription);
  }

  private HttpResponse<String> submit(String url, String action, Map<String, String> more) {
    Map<String, String> fields = new HashMap<>(more);
    fields.put("subscription", subscription);
    return shop.submit(url + "/" + action, fields);
  }

  @Test
  void aCancellationAtThePeriodEndIsToldInCancelAtAndCanBeTakenBack() {
    String url = portal("");
    assertThat(shop.visit(url).body())
        .contains(
            "Silver", "Renews on", "visa ending in 4242", "$5.00", "http://shop.example/back");

    assertThat(submit(url, "cancel", Map.of("feedback", "too_expensive")).statusCode())
        .isEqualTo(303);

    assertThat(reload().get("cancel_at_period_end").asBoolean()).isFalse();
    assertThat(reload().get("cancel_at").asLong())
        .isEqualTo(reload().at("/items/data/0/current_period_end").asLong());
    assertThat(reload().at("/cancellation_details/feedback").asText()).isEqualTo("too_expensive");
    List<String> story = shop.story();
    assertThat(story.subList(story.size() - 3, story.size()))
        .containsExactly(
            "billing_portal.session.created",
            "customer.subscription.updated",
            "customer.subscription.updated");
    assertThat(shop.visit(url).body()).contains("Ends on", "Keep this subscription");

    assertThat(submit(url, "keep", Map.of()).statusCode()).isEqualTo(303);
    assertThat(reload().get("cancel_at").isNull()).isTrue();
  }

  @Test
  void aConfigurationDecidesWhatIsOffered() {
    String configuration =
        shop.post(
                "/v1/billing_portal/configurations",
                "features[subscription_cancel][enabled]=true&features[subscription_cancel][mode]=immediately&business_profile[headline]=Hi")
            .get("id")
            .asText();
    String url = portal("&configuration=" + configuration);
    assertThat(shop.visit(url).body())
        .contains("Cancel now")
        .doesNotContain("Another plan", "Invoices");
    assertThat(submit(url, "switch", Map.of("price", "price_gold_monthly")).statusCode())
        .isEqualTo(400);

    assertThat(submit(url, "cancel", Map.of()).statusCode()).isEqualTo(303);

    assertThat(reload().get("status").asText()).isEqualTo("canceled");
    assertThat(submit(url, "cancel", Map.of()).statusCode()).isEqualTo(400);
    assertThat(shop.get("/v1/billing_portal/configurations?is_default=true").get("data"))
        .hasSize(1);
  }

  @Test
  void thePlanIsSwitchedAndTheCardChanged() {
    String url = portal("");
    assertThat(submit(url, "switch", Map.of("price", "price_gold_monthly")).statusCode())
        .isEqualTo(303);
    assertThat(reload().at("/items/data/0/price/id").asText()).isEqualTo("price_gold_monthly");
    assertThat(submit(url, "switch", Map.of("price", "price_no")).statusCode()).isEqualTo(400);

    Map<String, String> card =
        Map.of("card_number", "5555555555554444", "expiry", "11/33", "cvc", "123", "name", "Ann");
    assertThat(submit(url, "card", card).statusCode()).isEqualTo(303);
    assertThat(shop.visit(url).body()).contains("mastercard ending in 4444");
    Map<String, String> bad =
        Map.of("card_number", "4000000000000002", "expiry", "11/33", "cvc", "123", "name", "Ann");
    assertThat(submit(url, "card", bad).body()).contains("Your card was declined.");
  }

  @Test
  void aChangeChosenByTheShopIsOnlyConfirmed() {
    JsonNode before = reload();
    String url =
        portal(
            "&flow_data[type]=subscription_update_confirm&flow_data[subscription_update_confirm][subscription]="
                + subscription
                + "&flow_data[subscription_update_confirm][items][0][price]=price_gold_yearly&flow_data[subscription_update_confirm][items][0][id]="
                + before.at("/items/data/0/id").asText());
    assertThat(shop.visit(url).body())
        .contains("You change to Gold, $150.00 / year")
        .doesNotContain("Another plan", "Cancel at the end");
    assertThat(submit(url, "confirm", Map.of()).statusCode()).isEqualTo(303);
    assertThat(reload().at("/items/data/0/price/id").asText()).isEqualTo("price_gold_yearly");
  }

  @Test
  void anOpenInvoiceIsPaidOnItsPageAndTheSubscriptionRecovers() {
    shop.control("/sandbox/subscriptions/" + subscription + "/renew", "{\"fails\":true}");
    assertThat(reload().get("status").asText()).isEqualTo("past_due");
    assertThat(shop.visit(portal("")).body()).contains("href=\"/i/in_");
    String page =
        shop.get("/v1/invoices/" + reload().get("latest_invoice").asText())
            .get("hosted_invoice_url")
            .asText();
    assertThat(shop.visit(page).body()).contains("$5.00, open", "Pay $5.00");
    assertThat(shop.pay(page, "4000000000000002").body()).contains("Your card was declined.");
    assertThat(shop.pay(page, "4000002500003155").body()).contains("Complete authentication");
    assertThat(shop.submit(page + "/authenticate", Map.of("outcome", "complete")).statusCode())
        .isEqualTo(303);
    assertThat(shop.visit(page).body()).contains("$5.00, paid").doesNotContain("Pay $5.00");
    assertThat(reload().get("status").asText()).isEqualTo("active");
  }

  @Test
  void aFlowShowsOneThingAndReturnsToTheShop() {
    String url =
        portal(
            "&flow_data[type]=subscription_cancel&flow_data[subscription_cancel][subscription]="
                + subscription
                + "&flow_data[after_completion][type]=redirect&flow_data[after_completion][redirect][return_url]=http://shop.example/done");
    assertThat(shop.visit(url).body())
        .contains("Silver")
        .doesNotContain("Another plan", "Card number");

    HttpResponse<String> done = submit(url, "cancel", Map.of());

    assertThat(done.headers().firstValue("Location")).contains("http://shop.example/done");
  }
}
