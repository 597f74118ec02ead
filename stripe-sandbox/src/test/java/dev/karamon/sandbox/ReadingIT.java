package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a shop reads back: sessions, subscriptions, invoices, also of customers that are gone. */
class ReadingIT {
  private Shop shop;

  @BeforeEach
  void open() {
    shop = new Shop();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.get("data").forEach(it -> ids.add(it.get("id").asText()));
    return ids;
  }

  private JsonNode session(String form) {
    return shop.post("/v1/checkout/sessions", "success_url=http://shop.example/ok&" + form);
  }

  private JsonNode once(String customer) {
    return session(
        "mode=payment&line_items[0][price]=price_lifetime&line_items[0][quantity]=1&customer="
            + customer);
  }

  @Test
  void sessionsAreFoundByWhatTheyLedTo() {
    String customer = shop.customer("pm_card_visa");
    JsonNode once = once(customer);
    shop.pay(once.get("url").asText(), Shop.GOOD_CARD);
    JsonNode open = once(customer);
    JsonNode subscription =
        session(
            "mode=subscription&line_items[0][price]=price_gold_monthly&line_items[0][quantity]=1");
    shop.pay(subscription.get("url").asText(), Shop.GOOD_CARD);
    JsonNode paid =
        shop.get(
            "/v1/checkout/sessions/"
                + once.get("id").asText()
                + "?expand[]=line_items&expand[]=payment_intent.latest_charge");
    assertThat(paid.get("payment_status").asText()).isEqualTo("paid");
    assertThat(paid.at("/line_items/data/0/price/id").asText()).isEqualTo("price_lifetime");
    assertThat(paid.at("/payment_intent/latest_charge/amount").asLong()).isEqualTo(19_900);
    String list = "/v1/checkout/sessions?";
    assertThat(ids(shop.get(list + "customer=" + customer)))
        .containsExactly(open.get("id").asText(), once.get("id").asText());
    assertThat(ids(shop.get(list + "payment_intent=" + paid.at("/payment_intent/id").asText())))
        .containsExactly(once.get("id").asText());
    assertThat(ids(shop.get(list + "status=open"))).containsExactly(open.get("id").asText());
    assertThat(ids(shop.get(list + "created[gt]=" + (paid.get("created").asLong() + 600))))
        .isEmpty();
    String id = shop.get("/v1/subscriptions").at("/data/0/id").asText();
    assertThat(ids(shop.get(list + "subscription=" + id)))
        .containsExactly(subscription.get("id").asText());
    JsonNode expanded = shop.get(list + "limit=1&expand[]=data.line_items");
    assertThat(expanded.at("/data/0/line_items/data/0/price/id").asText())
        .isEqualTo("price_gold_monthly");
  }

  @Test
  void aFreeOrderNeedsNoPaymentAndNoCard() {
    JsonNode free =
        session(
            "mode=payment&line_items[0][quantity]=1&line_items[0][price_data][currency]=usd"
                + "&line_items[0][price_data][unit_amount]=0&line_items[0][price_data][product_data][name]=Gift");
    assertThat(shop.visit(free.get("url").asText()).body())
        .contains("Complete order")
        .doesNotContain("Card number", "SEPA");
    shop.submit(free.get("url").asText(), Map.of("name", "Ann", "email", "ann@example.com"));
    JsonNode done = shop.get("/v1/checkout/sessions/" + free.get("id").asText());
    assertThat(done.get("payment_status").asText()).isEqualTo("no_payment_required");
    assertThat(done.get("payment_intent").isNull()).isTrue();
    assertThat(shop.story()).containsExactly("checkout.session.completed");
  }

  @Test
  void theLinesOfASessionComeInPages() {
    StringBuilder form = new StringBuilder("mode=payment");
    for (int i = 0; i < 12; i++) {
      form.append(
          "&line_items[%d][price]=price_lifetime&line_items[%d][quantity]=%d"
              .formatted(i, i, i + 1));
    }
    String path = "/v1/checkout/sessions/" + session(form.toString()).get("id").asText();
    JsonNode embedded = shop.get(path + "?expand[]=line_items").get("line_items");
    assertThat(embedded.get("data")).hasSize(10);
    assertThat(embedded.get("has_more").asBoolean()).isTrue();
    JsonNode rest =
        shop.get(path + "/line_items?starting_after=" + embedded.at("/data/9/id").asText());
    assertThat(rest.get("data")).hasSize(2);
    assertThat(rest.at("/data/1/quantity").asInt()).isEqualTo(12);
  }

  private JsonNode subscribe(String customer, String form) {
    return shop.post("/v1/subscriptions", "customer=" + customer + "&" + form);
  }

  private String monthlyPrice() {
    String form = "currency=usd&unit_amount=500&recurring[interval]=month";
    return shop.post("/v1/prices", form + "&product_data[name]=Part").get("id").asText();
  }

  @Test
  void aSubscriptionShowsTenItemsAndTheRestInPages() {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < 13; i++) {
      form.append("items[%d][price]=%s&".formatted(i, monthlyPrice()));
    }
    JsonNode subscription = subscribe(shop.customer("pm_card_visa"), form.toString());
    assertThat(subscription.at("/items/data")).hasSize(10);
    assertThat(subscription.at("/items/has_more").asBoolean()).isTrue();
    JsonNode told = shop.get("/v1/events?type=customer.subscription.created");
    assertThat(told.at("/data/0/data/object/items/data")).hasSize(10);
    String list = "/v1/subscription_items?subscription=" + subscription.get("id").asText();
    JsonNode rest =
        shop.get(list + "&starting_after=" + subscription.at("/items/data/9/id").asText());
    assertThat(rest.get("data")).hasSize(3);
    assertThat(ids(shop.get(list + "&limit=100"))).hasSize(13).doesNotHaveDuplicates();
    shop.post(
        list.split("\\?", 2)[0],
        "subscription=" + subscription.get("id").asText() + "&price=price_gold_monthly");
    JsonNode former = shop.get("/v1/events?type=customer.subscription.updated");
    assertThat(former.at("/data/0/data/previous_attributes/items/data")).hasSize(10);
    JsonNode invoice = shop.get("/v1/invoices/" + subscription.get("latest_invoice").asText());
    assertThat(invoice.get("total").asLong()).isEqualTo(13 * 500);
    assertThat(invoice.at("/lines/has_more").asBoolean()).isTrue();
  }

  @Test
  void subscriptionsAreFilteredAsStripeFiltersThem() {
    String customer = shop.customer("pm_card_visa");
    JsonNode gold = subscribe(customer, "items[0][price]=price_gold_yearly");
    JsonNode silver = subscribe(customer, "items[0][price]=price_silver_monthly");
    JsonNode trial = subscribe(customer, "items[0][price]=price_gold_monthly&trial_period_days=30");
    shop.delete("/v1/subscriptions/" + silver.get("id").asText());
    String list = "/v1/subscriptions?customer=" + customer + "&";

    assertThat(ids(shop.get(list)))
        .containsExactly(trial.get("id").asText(), gold.get("id").asText());
    assertThat(ids(shop.get(list + "status=all"))).hasSize(3);
    assertThat(ids(shop.get(list + "status=ended"))).containsExactly(silver.get("id").asText());
    assertThat(ids(shop.get(list + "status=canceled"))).containsExactly(silver.get("id").asText());
    assertThat(ids(shop.get(list + "status=trialing"))).containsExactly(trial.get("id").asText());
    assertThat(ids(shop.get(list + "price=price_gold_yearly")))
        .containsExactly(gold.get("id").asText());
    long soon = gold.get("created").asLong() + 40 * 86_400L;
    assertThat(ids(shop.get(list + "current_period_end[lt]=" + soon)))
        .containsExactly(trial.get("id").asText());
    assertThat(ids(shop.get(list + "collection_method=send_invoice"))).isEmpty();
    assertThat(
            ids(shop.get(list + "status=all&limit=1&starting_after=" + trial.get("id").asText())))
        .containsExactly(silver.get("id").asText());
    assertThat(ids(shop.get(list + "status=all&limit=1&ending_before=" + gold.get("id").asText())))
        .containsExactly(silver.get("id").asText());
  }

  @Test
  void aDeletedCustomerIsShownAsSuchAndItsPastCanBeRead() {
    String customer = shop.customer("pm_card_visa");
    subscribe(customer, "items[0][price]=price_gold_yearly");
    subscribe(customer, "items[0][price]=price_silver_monthly");
    String before = shop.latestEvent();

    shop.delete("/v1/customers/" + customer);

    assertThat(shop.get("/v1/customers/" + customer).toString())
        .isEqualTo("{\"id\":\"%s\",\"object\":\"customer\",\"deleted\":true}".formatted(customer));
    assertThat(shop.storyAfter(before))
        .containsExactly(
            "customer.subscription.deleted", "customer.subscription.deleted", "customer.deleted");
    assertThat(shop.get("/v1/subscriptions?customer=" + customer).get("data")).isEmpty();
    JsonNode past = shop.get("/v1/subscriptions?status=all&customer=" + customer);
    assertThat(past.get("data")).hasSize(2);
    assertThat(past.at("/data/0/status").asText()).isEqualTo("canceled");
    JsonNode never = Shop.json(shop.send(shop.api("/v1/subscriptions?customer=cus_never")));
    assertThat(never.at("/error/code").asText()).isEqualTo("resource_missing");
    assertThat(shop.send(shop.api("/v1/customers/cus_never")).statusCode()).isEqualTo(404);
  }

  @Test
  void invoicesAreFilteredAndTellHowTheirCollectionStands() {
    String customer = shop.customer("pm_card_visa");
    JsonNode subscription = subscribe(customer, "items[0][price]=price_gold_monthly");
    String id = subscription.get("id").asText();
    shop.control("/sandbox/subscriptions/" + id + "/renew", "{\"fails\":true}");

    JsonNode open =
        shop.get("/v1/invoices?status=open&subscription=" + id + "&customer=" + customer)
            .at("/data/0");

    assertThat(open.get("attempt_count").asInt()).isEqualTo(1);
    assertThat(open.get("next_payment_attempt").asLong()).isPositive();
    assertThat(open.at("/status_transitions/finalized_at").asLong()).isPositive();
    assertThat(open.get("billing_reason").asText()).isEqualTo("subscription_cycle");
    assertThat(open.get("period_start").asLong()).isEqualTo(subscription.get("created").asLong());
    assertThat(shop.get("/v1/subscriptions/" + id).get("latest_invoice")).isEqualTo(open.get("id"));
    assertThat(ids(shop.get("/v1/invoices?status=paid&subscription=" + id))).hasSize(1);
    assertThat(ids(shop.get("/v1/invoices?created[lt]=1000"))).isEmpty();

    shop.send(
        HttpRequest.newBuilder(URI.create(shop.sandbox.url() + "/sandbox/settings"))
            .PUT(HttpRequest.BodyPublishers.ofString("{\"giving_up\":\"past_due\"}")));
    shop.control("/sandbox/clock/advance", "{\"seconds\":" + 16 * 86_400 + "}");

    JsonNode usedUp = shop.get("/v1/invoices/" + open.get("id").asText());
    assertThat(shop.get("/v1/subscriptions/" + id).get("status").asText()).isEqualTo("past_due");
    assertThat(usedUp.get("attempt_count").asInt()).isEqualTo(4);
    assertThat(usedUp.get("next_payment_attempt").isNull()).isTrue();
  }
}
