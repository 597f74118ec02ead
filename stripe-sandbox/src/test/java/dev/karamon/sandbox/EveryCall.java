package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How every endpoint of the API can be called. A word in braces stands for the id of an object that
 * is made for the call.
 */
final class EveryCall {
  private static final Pattern WORD = Pattern.compile("\\{(\\w+)}");
  private static final String SOLD = "[currency]=usd&@[unit_amount]=5&@[product]=prod_gold";
  private static final String PRICE =
      priceData("price_data") + "&price_data[recurring][interval]=month";
  private static final String ITEM =
      priceData("items[0][price_data]") + "&items[0][price_data][recurring][interval]=month";
  private static final String CHECKOUT =
      "success_url=https://a.example/&line_items[0][quantity]=1&";
  private static final String LINE = "line_items[0][price_data]";
  private static final String FLOW = "customer={customer}&flow_data[type]=";
  private static final String DETAILS = "subscription={sub}&subscription_details[items][0]";

  private static final Map<String, List<String>> CALLS =
      Map.ofEntries(
          call(
              "POST /v1/checkout/sessions",
              "mode=subscription&line_items[0][price]=price_gold_monthly&" + CHECKOUT,
              "mode=subscription&"
                  + CHECKOUT
                  + priceData(LINE)
                  + "&"
                  + LINE
                  + "[recurring][interval]=month",
              "mode=payment&payment_intent_data[shipping][name]=n&payment_intent_data[shipping][address][line1]=l&"
                  + CHECKOUT
                  + LINE
                  + "[currency]=usd&"
                  + LINE
                  + "[unit_amount]=5&"
                  + LINE
                  + "[product_data][name]=n",
              "mode=setup&success_url=https://a.example/&currency=usd"),
          call("POST /v1/checkout/sessions/:id", "path=/v1/checkout/sessions/{session}"),
          call(
              "POST /v1/coupons",
              "amount_off=5&currency=usd",
              "percent_off=5",
              "percent_off=5&duration=repeating&duration_in_months=3"),
          call("POST /v1/coupons/:id", "path=/v1/coupons/{coupon}"),
          call("POST /v1/customers", "name=n&shipping[name]=n&shipping[address][line1]=l"),
          call(
              "POST /v1/customers/:id",
              "path=/v1/customers/{customer}&shipping[name]=n&shipping[address][line1]=l"),
          call(
              "GET /v1/customers/:id/payment_methods",
              "path=/v1/customers/{customer}/payment_methods"),
          call(
              "POST /v1/disputes/:id",
              "path=/v1/disputes/{dispute}",
              "path=/v1/disputes/{dispute}&evidence[product_description]=x"),
          call(
              "POST /v1/invoiceitems",
              "customer={customer}&amount=5",
              "customer={customer}&pricing[price]=price_lifetime"),
          call("POST /v1/invoices", "customer={owing}", "customer={customer}"),
          call(
              "POST /v1/invoices/create_preview",
              DETAILS + "[id]={item}&subscription_details[items][0][price]=price_silver_monthly",
              DETAILS + "[id]={item}&subscription_details[items][1][price]=price_silver_monthly",
              DETAILS
                  + "[id]={item}&"
                  + priceData("subscription_details[items][0][price_data]")
                  + "&subscription_details[items][0][price_data][recurring][interval]=month"),
          call("POST /v1/invoices/:id/finalize", "path=/v1/invoices/{draft}/finalize"),
          call(
              "POST /v1/invoices/:id/pay",
              "path=/v1/invoices/{open}/pay",
              "path=/v1/invoices/{open}/pay&payment_method=pm_card_authenticationRequiredOnSetup"),
          call(
              "POST /v1/payment_methods",
              "type=card&card[number]=4242424242424242",
              "type=card&card[token]=tok_visa",
              "type=sepa_debit&sepa_debit[iban]=AT611904300234573201"),
          call("POST /v1/payment_methods/:id", "path=/v1/payment_methods/{method}"),
          call(
              "POST /v1/payment_methods/:id/attach",
              "path=/v1/payment_methods/pm_card_visa/attach&customer={customer}"),
          call(
              "POST /v1/billing_portal/configurations",
              "features[invoice_history][enabled]=true&features[subscription_cancel][enabled]=true&features[payment_method_update][enabled]=true&features[subscription_update][enabled]=true&features[subscription_update][products][0][product]=prod_gold&features[subscription_update][products][0][prices][0]=price_gold_monthly"),
          call(
              "POST /v1/billing_portal/configurations/:id",
              "path=/v1/billing_portal/configurations/{configuration}",
              "path=/v1/billing_portal/configurations/{configuration}&features[subscription_update][products][0][product]=prod_gold&features[subscription_update][products][0][prices][0]=price_gold_monthly",
              "path=/v1/billing_portal/configurations/{configuration}&features[invoice_history][enabled]=false"),
          call(
              "POST /v1/billing_portal/sessions",
              FLOW + "payment_method_update",
              FLOW + "payment_method_update&flow_data[after_completion][type]=hosted_confirmation",
              FLOW
                  + "payment_method_update&flow_data[after_completion][type]=redirect&flow_data[after_completion][redirect][return_url]=https://a.example/",
              FLOW + "subscription_cancel&flow_data[subscription_cancel][subscription]={sub}",
              FLOW + "subscription_update&flow_data[subscription_update][subscription]={sub}",
              FLOW
                  + "subscription_update_confirm&flow_data[subscription_update_confirm][subscription]={sub}&flow_data[subscription_update_confirm][items][0][id]={item}"),
          call("POST /v1/promotion_codes", "promotion[type]=coupon&promotion[coupon]={coupon}"),
          call("POST /v1/promotion_codes/:id", "path=/v1/promotion_codes/{code}"),
          call(
              "POST /v1/prices",
              "currency=usd&unit_amount=5&product=prod_gold",
              "currency=usd&unit_amount=5&product=prod_gold&lookup_key=taken",
              "currency=usd&unit_amount=5&product=prod_gold&recurring[interval]=day",
              "currency=usd&unit_amount=5&product_data[name]=n"),
          call(
              "POST /v1/prices/:id",
              "path=/v1/prices/{price}",
              "path=/v1/prices/{price}&lookup_key=taken"),
          call(
              "POST /v1/products",
              "name=n",
              "name=n&default_price_data[currency]=usd&default_price_data[unit_amount]=5",
              "name=n&default_price_data[currency]=usd&default_price_data[unit_amount]=5&default_price_data[recurring][interval]=day"),
          call("POST /v1/products/:id", "path=/v1/products/{product}"),
          call("POST /v1/refunds", "charge={charge}", "payment_intent={intent}"),
          call("POST /v1/refunds/:id", "path=/v1/refunds/{refund}"),
          call("GET /v1/subscription_items", "subscription={sub}"),
          call(
              "POST /v1/subscription_items",
              "subscription={sub}&price=price_silver_monthly",
              "subscription={sub}&" + PRICE),
          call(
              "POST /v1/subscription_items/:id",
              "path=/v1/subscription_items/{item}&price=price_silver_monthly",
              "path=/v1/subscription_items/{item}&" + PRICE),
          call("DELETE /v1/subscription_items/:id", "path=/v1/subscription_items/{second}"),
          call(
              "POST /v1/subscriptions",
              "customer={customer}&items[0][price]=price_gold_monthly",
              "customer={customer}&" + ITEM),
          call(
              "POST /v1/subscriptions/:id",
              "path=/v1/subscriptions/{sub}&items[0][id]={item}&items[0][price]=price_silver_monthly",
              "path=/v1/subscriptions/{sub}&items[0][id]={item}&items[1][price]=price_silver_monthly",
              "path=/v1/subscriptions/{sub}&pause_collection[behavior]=void",
              "path=/v1/subscriptions/{sub}&items[0][id]={item}&" + ITEM),
          call("POST /v1/subscriptions/:id/resume", "path=/v1/subscriptions/{paused}/resume"),
          call("DELETE /v1/subscriptions/:id", "path=/v1/subscriptions/{sub}"),
          call("POST /v1/test_helpers/test_clocks", "frozen_time=1900000000"),
          call(
              "POST /v1/test_helpers/test_clocks/:id/advance",
              "path=/v1/test_helpers/test_clocks/{clock}/advance&frozen_time=" + inDays(1)),
          call("POST /v1/webhook_endpoints", "url=https://a.example/&enabled_events[0]=*"),
          call("POST /v1/webhook_endpoints/:id", "path=/v1/webhook_endpoints/{endpoint}"),
          call("GET /v1/setup_intents/:id", "path=/v1/setup_intents/{setup}"),
          call("GET /v1/invoice_payments", "", "payment[type]=payment_intent"),
          call("GET /v1/payment_intents/:id", "path=/v1/payment_intents/{intent}"));

  /** The API, as far as objects for a call are made by it. */
  interface Api {
    JsonNode post(String path, String form);

    JsonNode get(String path);
  }

  private final Api api;
  private final Map<String, String> made = new LinkedHashMap<>();

  EveryCall(Api api) {
    this.api = api;
  }

  private static Map.Entry<String, List<String>> call(String name, String... forms) {
    return Map.entry(name, List.of(forms));
  }

  private static String priceData(String path) {
    return path + SOLD.replace("@", path);
  }

  private static long inDays(int days) {
    return Instant.now().getEpochSecond() + days * 86_400L;
  }

  /** The forms with which an endpoint can be called; lists need none. */
  static List<String> of(String call) {
    var plain = call.startsWith("GET ") && !call.contains(":");
    assertThat(plain || CALLS.containsKey(call)).as("known how to %s", call).isTrue();
    return CALLS.getOrDefault(call, List.of(""));
  }

  static Map<String, String> pairs(String form) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (var pair : form.split("&", -1)) {
      if (!pair.isEmpty()) {
        var parts = pair.split("=", 2);
        pairs.put(parts[0], parts[1]);
      }
    }
    return pairs;
  }

  /** Something to be found in every list. */
  void makeOneOfEach() {
    fill("{session}{dispute}{refund}{code}{configuration}{clock}{endpoint}{draft}{open}{method}");
    var session =
        post("checkout/sessions", "mode=setup&currency=usd&success_url=https://a.example/");
    post("payment_pages/" + session + "/confirm", "payment_method=pm_card_visa");
    post("/v1/prices", "currency=usd&unit_amount=5&product=prod_gold&lookup_key=taken");
  }

  private String post(String path, String form) {
    return api.post("/v1/" + path.replaceFirst("^/v1/", ""), fill(form)).get("id").asText();
  }

  String fill(String text) {
    return WORD.matcher(text)
        .replaceAll(word -> {
          var known = made.get(word.group(1));
          if (known == null) {
            known = make(word.group(1));
            made.put(word.group(1), known);
          }
          return known;
        });
  }

  private JsonNode subscription() {
    return api.post(
        "/v1/subscriptions", fill("customer={customer}&items[0][price]=price_gold_monthly"));
  }

  private String make(String word) {
    return switch (word) {
      case "customer" -> customer("pm_card_visa");
      case "method" -> post("payment_methods/pm_card_visa/attach", "customer={customer}");
      case "owing" -> {
        var owing = customer("pm_card_visa");
        post("invoiceitems", "amount=5&customer=" + owing);
        yield owing;
      }
      case "sub" -> {
        var subscription = subscription();
        made.put("item", subscription.at("/items/data/0/id").asText());
        yield subscription.get("id").asText();
      }
      case "item" -> {
        made.put("sub", make("sub"));
        yield Objects.requireNonNull(made.get("item"));
      }
      case "second" -> post("subscription_items", "subscription={sub}&price=price_silver_monthly");
      case "paused" -> paused();
      case "open" ->
          api.post(
                  "/v1/subscriptions",
                  fill(
                      "customer={customer}&items[0][price]=price_gold_monthly&payment_behavior=default_incomplete"))
              .get("latest_invoice")
              .asText();
      case "draft" -> post("invoices", "customer={owing}&pending_invoice_items_behavior=include");
      case "charge" -> paid().at("/latest_charge").asText();
      case "intent" -> paid().get("id").asText();
      case "dispute" -> disputed();
      case "refund" -> post("refunds", "charge={charge}");
      case "session" ->
          post(
              "checkout/sessions",
              "mode=setup&currency=usd&customer_email=a@example.com&success_url=https://a.example/");
      case "coupon" -> post("coupons", "percent_off=5");
      case "code" -> post("promotion_codes", "promotion[type]=coupon&promotion[coupon]={coupon}");
      case "configuration" ->
          post("billing_portal/configurations", "features[invoice_history][enabled]=true");
      case "clock" -> post("test_helpers/test_clocks", "frozen_time=" + inDays(0));
      case "endpoint" ->
          post("webhook_endpoints", "url=https://a.example/&enabled_events[0]=plan.deleted");
      case "setup" -> api.get("/v1/setup_intents").at("/data/0/id").asText();
      case "product" -> post("products", "name=n");
      case "price" -> post("prices", "currency=usd&unit_amount=5&product=prod_gold");
      default -> throw new IllegalArgumentException(word);
    };
  }

  private String customer(String method) {
    var customer = post("customers", "name=n&payment_method=" + method);
    var own = api.get("/v1/customers/" + customer + "/payment_methods").at("/data/0/id").asText();
    return post("customers/" + customer, "invoice_settings[default_payment_method]=" + own);
  }

  /** The intent that has paid an invoice. */
  private JsonNode paid() {
    var invoice = subscription().get("latest_invoice").asText();
    var payment = api.get("/v1/invoice_payments?invoice=" + invoice);
    var intent = payment.at("/data/0/payment/payment_intent").asText();
    return api.get("/v1/payment_intents/" + intent);
  }

  private String disputed() {
    var form = "&items[0][price]=price_gold_monthly";
    post("subscriptions", "customer=" + customer("pm_card_createDispute") + form);
    return api.get("/v1/disputes").at("/data/0/id").asText();
  }

  /** A subscription whose trial ended without a payment method. */
  private String paused() {
    var clock = post("test_helpers/test_clocks", "frozen_time=" + inDays(0));
    var customer = post("customers", "test_clock=" + clock);
    var trial =
        "&items[0][price]=price_gold_monthly&trial_period_days=1"
            + "&trial_settings[end_behavior][missing_payment_method]=pause";
    var paused = post("subscriptions", "customer=" + customer + trial);
    post("test_helpers/test_clocks/" + clock + "/advance", "frozen_time=" + inDays(2));
    return paused;
  }
}
