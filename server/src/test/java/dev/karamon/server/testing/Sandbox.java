package dev.karamon.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Stripe as its API and its pages show it. */
public final class Sandbox {
  /** Pays. */
  public static final String CARD = "4242424242424242";

  /** Pays, and the payment is disputed. */
  public static final String DISPUTED_CARD = "4000000000000259";

  private static final String IBAN = "DE89370400440532013000";

  private final URI url;
  private final Client api;

  Sandbox(URI url) {
    this.url = url;
    this.api = new Client(url).with("Authorization", "Bearer sk_test_tests");
  }

  /** Where it listens. */
  public URI url() {
    return url;
  }

  /** Reads from the API. */
  public JsonNode get(String path) {
    return api.get(path).expect(200).json();
  }

  /** Writes to the API. */
  public JsonNode post(String path, Map<String, String> fields) {
    return api.postForm(path, fields).expect(200).json();
  }

  /** Deletes through the API. */
  public JsonNode delete(String path) {
    return api.delete(path).expect(200).json();
  }

  /** A new monthly price of a new product. */
  public String price() {
    return price("month");
  }

  /** A new price of a new product, to be paid once in each interval. */
  public String price(String interval) {
    var fields =
        Map.of(
            "currency", "usd",
            "unit_amount", "1000",
            "recurring[interval]", interval,
            "product_data[name]", "Something");
    return post("/v1/prices", fields).path("id").textValue();
  }

  /** A new one-time price of a new product. */
  public String oneTimePrice() {
    var fields =
        Map.of(
            "currency", "usd",
            "unit_amount", "19900",
            "product_data[name]", "Something for good");
    return post("/v1/prices", fields).path("id").textValue();
  }

  /** Ends a subscription's period now; the renewal is paid, or fails. */
  public void renews(String subscription, boolean fails) {
    new Client(url)
        .post("/sandbox/subscriptions/" + subscription + "/renew", Map.of("fails", fails))
        .expect(200);
  }

  /** Types a card that pays, as a browser would post it; Stripe sends the buyer back. */
  public Answer pays(URI page) {
    return pays(page, CARD);
  }

  /** The same with another card. */
  public Answer pays(URI page, String card) {
    return submits(page, Map.of("card_number", card, "expiry", "12/34", "cvc", "123"));
  }

  /** Has the bank of the buyer asked, which takes its time; Stripe sends the buyer back. */
  public Answer paysByDebit(URI page) {
    return submits(page, Map.of("iban", IBAN));
  }

  /** The bank answers what was asked of it. */
  public void settles(String session, boolean succeeds) {
    new Client(url)
        .post("/sandbox/checkout_sessions/" + session + "/settle", Map.of("succeeds", succeeds))
        .expect(200);
  }

  /** The bank of the buyer could not take a refund; its id is Stripe's. */
  public void refundFails(String refund) {
    new Client(url).post("/sandbox/refunds/" + refund + "/fail", Map.of()).expect(200);
  }

  private Answer submits(URI page, Map<String, String> method) {
    var browser = new Client(url);
    browser.get(page.toString()).expect(200);
    var fields = new HashMap<>(method);
    fields.put("name", "Mika");
    fields.put("email", "mika@example.com");
    var paid = browser.postForm(page.toString(), fields).expect(303);
    assertThat(paid.header("Location").orElseThrow()).contains("/thanks?session=cs_");
    return paid;
  }

  /** A customer with a card, as if somebody had made it; metadata may name a member. */
  public String customer(Map<String, String> fields) {
    var all = new HashMap<>(fields);
    all.putIfAbsent("email", "somebody@example.com");
    all.putIfAbsent("payment_method", "pm_card_visa");
    all.putIfAbsent("invoice_settings[default_payment_method]", "pm_card_visa");
    return post("/v1/customers", all).path("id").textValue();
  }

  /** A live subscription of a customer, made through the API. */
  public JsonNode subscription(String customer, String price, Map<String, String> more) {
    var fields = new HashMap<>(more);
    fields.put("customer", customer);
    fields.put("items[0][price]", price);
    return post("/v1/subscriptions", fields);
  }

  /** Sends no event any more. */
  void stopDeliveries() {
    for (var endpoint : get("/v1/webhook_endpoints").path("data")) {
      delete("/v1/webhook_endpoints/" + endpoint.path("id").textValue());
    }
  }
}
