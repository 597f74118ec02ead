package dev.karamon.server.lives;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.Client;
import dev.karamon.server.testing.Sandbox;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Plays one customer at the sandbox, under a test clock of its own. */
final class Player {
  /** When every story begins, so that months are as long in every run. */
  static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

  /** Stands for the id of the member, wherever our own checkout would write that. */
  static final String MEMBER = "the-member-of-this-life";

  /** How a subscription begins that nobody needs a card for, and that waits for one then. */
  static final Map<String, String> PAUSED_AFTER_TRIAL =
      Map.of(
          "trial_period_days", "14",
          "trial_settings[end_behavior][missing_payment_method]", "pause");

  private static final String GOOD_CARD = "pm_card_visa";
  private static final String FAILING_CARD = "pm_card_chargeCustomerFail";
  private static final String ASKING_CARD = "pm_card_authenticationRequired";
  private static final Duration COLLECTION = Duration.ofHours(1);

  private final Sandbox stripe;
  private final Shelf shelf;
  private final String clock;
  private final String customer;
  private Instant now = START;

  Player(Sandbox stripe, Shelf shelf) {
    this.stripe = stripe;
    this.shelf = shelf;
    this.clock =
        id(
            stripe.post(
                "/v1/test_helpers/test_clocks",
                Map.of("frozen_time", Long.toString(START.getEpochSecond()))));
    this.customer =
        id(
            stripe.post(
                "/v1/customers",
                Map.of(
                    "email",
                    "mika@example.com",
                    "test_clock",
                    clock,
                    "metadata[" + NOTE + "]",
                    MEMBER)));
  }

  /** The key of the note that our own checkout leaves on everything it makes. */
  private static final String NOTE = "karamon_member_id";

  Shelf shelf() {
    return shelf;
  }

  Instant now() {
    return now;
  }

  /** Lets time pass. */
  void waits(Duration time) {
    waitsUntil(now.plus(time));
  }

  private void waitsUntil(Instant time) {
    now = time;
    stripe.post(
        "/v1/test_helpers/test_clocks/" + clock + "/advance",
        Map.of("frozen_time", Long.toString(now.getEpochSecond())));
  }

  /** Lets time pass until the period of a subscription has ended and the next is collected. */
  void waitsForRenewal(String subscription) {
    var end = subscription(subscription).at("/items/data/0/current_period_end").longValue();
    waitsUntil(Instant.ofEpochSecond(end));
    waits(COLLECTION);
  }

  /** Enters a card that pays from now on. */
  void hasCard() {
    hasCard(GOOD_CARD);
  }

  /** Enters a card that is accepted, and later declined. */
  void hasFailingCard() {
    hasCard(FAILING_CARD);
  }

  /** Enters a card with which the bank asks its owner each time. */
  void hasCardThatAsks() {
    hasCard(ASKING_CARD);
  }

  /** Enters a bank account whose debits come back after some minutes, or are paid by then. */
  void hasAccount(boolean pays) {
    var account =
        stripe.post(
            "/v1/payment_methods",
            Map.of(
                "type",
                "sepa_debit",
                "sepa_debit[iban]",
                pays ? "AT611904300234573201" : "AT861904300235473202",
                "billing_details[name]",
                "Mika",
                "billing_details[email]",
                "mika@example.com"));
    hasCard(id(account));
  }

  private void hasCard(String method) {
    var attached =
        id(stripe.post("/v1/payment_methods/" + method + "/attach", Map.of("customer", customer)));
    stripe.post(
        "/v1/customers/" + customer, Map.of("invoice_settings[default_payment_method]", attached));
  }

  /** Begins a subscription; the card is entered before. */
  String subscribes(String price) {
    return subscribes(price, Map.of());
  }

  /** Begins a subscription in a particular way. */
  String subscribes(String price, Map<String, String> how) {
    var fields = new HashMap<>(how);
    fields.put("metadata[" + NOTE + "]", MEMBER);
    return id(stripe.subscription(customer, price, fields));
  }

  /** Buys on Stripe's page, as the product's own checkout sends buyers there. */
  JsonNode checksOut(String mode, String price) {
    var session = opensCheckout(mode, price);
    stripe.pays(URI.create(session.path("url").textValue()));
    return stripe.get("/v1/checkout/sessions/" + id(session));
  }

  /** Buys something for good by debit; whether the bank pays turns out later. */
  JsonNode orders(String price) {
    var session = opensCheckout("payment", price);
    stripe.paysByDebit(URI.create(session.path("url").textValue()));
    return stripe.get("/v1/checkout/sessions/" + id(session));
  }

  /** Whether what was bought by debit is neither paid nor refused yet. */
  boolean waitsForTheBank(JsonNode session) {
    return payment(session).path("status").textValue().equals("processing");
  }

  /** The bank pays what was bought by debit, or does not. */
  void bankPays(JsonNode session, boolean does) {
    stripe.settles(id(session), does);
  }

  /** Takes something for which a coupon leaves nothing to pay, so long after opening the page. */
  void takesForFree(String price, Duration later) {
    var coupon = id(stripe.post("/v1/coupons", Map.of("percent_off", "100", "duration", "once")));
    var session = opensCheckout("payment", price, Map.of("discounts[0][coupon]", coupon));
    waits(later);
    stripe.pays(URI.create(session.path("url").textValue()));
  }

  private JsonNode opensCheckout(String mode, String price) {
    return opensCheckout(mode, price, Map.of());
  }

  private JsonNode opensCheckout(String mode, String price, Map<String, String> more) {
    var made = mode.equals("subscription") ? "subscription_data" : "payment_intent_data";
    var fields = new HashMap<>(more);
    fields.putAll(
        Map.of(
            "mode",
            mode,
            "customer",
            customer,
            "line_items[0][price]",
            price,
            "line_items[0][quantity]",
            "1",
            "client_reference_id",
            MEMBER,
            "metadata[" + NOTE + "]",
            MEMBER,
            made + "[metadata][" + NOTE + "]",
            MEMBER,
            "success_url",
            "http://127.0.0.1/thanks?session={CHECKOUT_SESSION_ID}",
            "cancel_url",
            "http://127.0.0.1/sorry"));
    return stripe.post("/v1/checkout/sessions", fields);
  }

  /** Changes a subscription. */
  void changes(String subscription, Map<String, String> fields) {
    stripe.post("/v1/subscriptions/" + subscription, fields);
  }

  /** Changes to another price, in the place of the first one. */
  void switches(String subscription, String price) {
    var item = id(subscription(subscription).at("/items/data/0"));
    changes(subscription, Map.of("items[0][id]", item, "items[0][price]", price));
  }

  /** Ends a subscription at once. */
  void cancels(String subscription) {
    stripe.delete("/v1/subscriptions/" + subscription);
  }

  /** Goes on with a subscription that was paused at the end of its trial. */
  void resumes(String subscription) {
    stripe.post("/v1/subscriptions/" + subscription + "/resume", Map.of());
  }

  /** Gets all the money back that was paid in a checkout. */
  void isRefunded(JsonNode session) {
    isRefunded(session, Map.of());
  }

  /** Gets some of it back. */
  void isRefunded(JsonNode session, long cents) {
    isRefunded(session, Map.of("amount", Long.toString(cents)));
  }

  private void isRefunded(JsonNode session, Map<String, String> how) {
    var fields = new HashMap<>(how);
    fields.put("payment_intent", session.path("payment_intent").textValue());
    stripe.post("/v1/refunds", fields);
  }

  /** Tells the bank that it was somebody else who paid in a checkout. */
  void disputes(JsonNode session) {
    var charge = payment(session).path("latest_charge").textValue();
    new Client(stripe.url()).post("/sandbox/charges/" + charge + "/dispute", Map.of()).expect(200);
  }

  private JsonNode payment(JsonNode session) {
    return stripe.get("/v1/payment_intents/" + session.path("payment_intent").textValue());
  }

  /** The bank decides the dispute of a checkout. */
  void bankDecides(JsonNode session, boolean wins) {
    var dispute =
        stripe.get("/v1/disputes?payment_intent=" + session.path("payment_intent").textValue());
    stripe.post(
        "/v1/disputes/" + id(dispute.at("/data/0")),
        Map.of("evidence[uncategorized_text]", wins ? "losing_evidence" : "winning_evidence"));
  }

  /** Pays the open invoice of a subscription with a card that works. */
  void paysInvoice(String subscription) {
    var invoice = subscription(subscription).path("latest_invoice").textValue();
    stripe.post("/v1/invoices/" + invoice + "/pay", Map.of("payment_method", GOOD_CARD));
  }

  /** Has the open or written-off invoice of a subscription forgiven. */
  void isForgiven(String subscription) {
    var invoice = subscription(subscription).path("latest_invoice").textValue();
    stripe.post("/v1/invoices/" + invoice + "/void", Map.of());
  }

  /** Is deleted at Stripe, with everything it had. */
  void isDeleted() {
    stripe.delete("/v1/customers/" + customer);
  }

  /** What becomes of subscriptions from now on whose retries are used up. */
  void stripeGivesUpBy(String how) {
    new Client(stripe.url()).put("/sandbox/settings", Map.of("giving_up", how)).expect(200);
  }

  /** A subscription as Stripe shows it. */
  JsonNode subscription(String id) {
    return stripe.get("/v1/subscriptions/" + id);
  }

  private static String id(JsonNode object) {
    return object.path("id").textValue();
  }
}
