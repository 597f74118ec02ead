package dev.karamon.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The whole main job, played through HTTP only, with every expectation checked. */
final class Demo {
  /** Where it plays, and who the admin is. */
  record Target(URI karamon, URI sandbox, AdminAccount admin) {}

  private static final String STRIPE_KEY = "Bearer sk_test_karamonsandbox";
  private static final String TOKEN_HEADER = "X-RCMS-API-ACCESS-TOKEN";
  private static final String PRICE = "price_gold_monthly";
  private static final String EMAIL = "mika@example.com";
  private static final String PASSWORD = "karamon-member";

  private final PrintStream out;
  private final DemoClient http;
  private final Target target;
  private final String origin;
  private int step;
  private int failed;

  Demo(PrintStream out, Target target) {
    this.out = out;
    this.http = new DemoClient(out);
    this.target = target;
    this.origin = target.karamon().toString();
  }

  /** Plays it; true only if every expectation held. */
  boolean play() {
    signIn();
    var webhookSecret = connectStripe();
    var group = defineGroup();
    var api = defineApi();
    createMember();
    var token = logIn(api);
    expectGroup(api, token, group, false, "before paying the member is not in Gold");
    var session = checkout(api, token);
    expectGroup(api, token, group, false, "an open payment page changes nothing");
    pay(session);
    var paid = expectGroup(api, token, group, true, "after paying the member is in Gold");
    expect(
        paid.path("stripe").path("customer_id").asText().startsWith("cus_"),
        "the customer is known");
    expect(
        paid.path("stripe").path("subscription_id").asText().startsWith("sub_"),
        "the subscription is known");
    forgeWebhook();
    repeatWebhook(webhookSecret);
    expectGroup(api, token, group, true, "neither changed anything");
    cancel(api, token);
    var left = expectGroup(api, token, group, false, "after cancelling the member is out of Gold");
    expect(left.path("stripe").path("subscription_id").isNull(), "the subscription is unlinked");
    readAudit();
    out.println();
    out.println(
        failed == 0
            ? "The main job works: every expectation held."
            : failed + " expectations failed.");
    return failed == 0;
  }

  private void signIn() {
    step("The admin signs in");
    var signedIn =
        http.postJson(
            admin("/session"),
            Map.of(
                "email", target.admin().email(), "password", target.admin().password().reveal()));
    expect(signedIn.status() == 201, "signed in");
  }

  private String connectStripe() {
    step("The admin registers the webhook at Stripe, then enters the keys");
    var endpoint =
        http.postForm(
            target.sandbox().resolve("/v1/webhook_endpoints"),
            Map.of("url", origin + "/webhooks/stripe", "enabled_events[0]", "*"),
            "Authorization",
            STRIPE_KEY);
    var secret = endpoint.json().path("secret").asText();
    var saved =
        http.putJson(
            admin("/integrations/stripe/test"),
            Map.of(
                "status", "enabled",
                "publishable_key", "pk_test_karamonsandbox",
                "secret_key", "sk_test_karamonsandbox",
                "webhook_secret", secret),
            "Origin",
            origin);
    expect(saved.status() == 200, "the keys work");
    expect(!saved.text().contains(secret), "secrets are not shown again");
    return secret;
  }

  private long defineGroup() {
    step("The admin creates the group Gold and gives it a price");
    var group =
        http.postJson(
            admin("/groups"),
            Map.of("name", "Gold", "stripe_prices", Map.of("test", List.of(PRICE))),
            "Origin",
            origin);
    expect(group.status() == 201, "the group is there");
    return group.json().path("id").asLong();
  }

  private long defineApi() {
    step("The admin defines an API with its endpoints");
    var api =
        http.postJson(
            admin("/apis"), Map.of("title", "Demo", "security", "dynamic_token"), "Origin", origin);
    var id = api.json().path("id").asLong();
    endpoint(id, "login", "authentication", "Login", "login_challenge", Map.of());
    endpoint(id, "token", "authentication", "Login", "token", Map.of());
    endpoint(id, "profile", "authentication", "Login", "profile", Map.of());
    var sells =
        Map.of(
            "products_list", List.of(PRICE),
            "return_url", origin + "/thanks?session={CHECKOUT_SESSION_ID}",
            "return_err_url", origin + "/sorry");
    endpoint(id, "checkout", "payments", "Stripe", "checkout", sells);
    endpoint(
        id,
        "cancel",
        "payments",
        "Stripe",
        "cancel_order",
        Map.of("products_list", List.of(PRICE)));
    return id;
  }

  private void endpoint(
      long api,
      String path,
      String category,
      String model,
      String operation,
      Map<String, ?> settings) {
    var made =
        http.postJson(
            admin("/apis/" + api + "/endpoints"),
            Map.of(
                "path", path,
                "category", category,
                "model", model,
                "operation", operation,
                "settings", settings),
            "Origin",
            origin);
    expect(made.status() == 201, model + "::" + operation + " can be called");
  }

  private void createMember() {
    step("The admin creates a member");
    var member =
        http.postJson(
            admin("/members"),
            Map.of("email", EMAIL, "name", "Mika", "password", PASSWORD),
            "Origin",
            origin);
    expect(member.status() == 201, "the member is there");
  }

  private String logIn(long api) {
    step("The member logs in");
    var challenge = http.postJson(call(api, "login"), Map.of("email", EMAIL, "password", PASSWORD));
    var token =
        http.postJson(
            call(api, "token"),
            Map.of("grant_token", challenge.json().path("grant_token").asText()));
    expect(token.status() == 200, "there is an access token");
    return token.json().path("access_token").path("value").asText();
  }

  private JsonNode expectGroup(
      long api, String token, long group, boolean inside, String expectation) {
    step("The member looks at the profile");
    var profile = http.get(call(api, "profile"), TOKEN_HEADER, token);
    var is = profile.json().path("group_ids").has(Long.toString(group));
    expect(profile.status() == 200 && is == inside, expectation);
    return profile.json();
  }

  private URI checkout(long api, String token) {
    step("The member calls the checkout endpoint, twice");
    var first = http.postJson(call(api, "checkout"), Map.of(), TOKEN_HEADER, token);
    var second = http.postJson(call(api, "checkout"), Map.of(), TOKEN_HEADER, token);
    expect(first.status() == 200, "there is a payment page");
    expect(
        first.json().path("session_id").equals(second.json().path("session_id")),
        "a double click leads to the same page");
    return URI.create(first.json().path("url").asText());
  }

  private void pay(URI page) {
    step("The member pays on Stripe's page");
    expect(http.get(page).status() == 200, "the page is shown");
    var card =
        Map.of("card_number", "4242424242424242", "expiry", "12/34", "cvc", "123", "name", "Mika");
    var paid = http.postForm(page, card);
    expect(
        paid.status() == 303
            && paid.location().orElse("").startsWith(origin + "/thanks?session=cs_"),
        "the member comes back to return_url");
  }

  private void forgeWebhook() {
    step("Somebody forges a webhook");
    var forged =
        http.postJson(
            target.karamon().resolve("/webhooks/stripe"),
            Map.of("id", "evt_forged", "object", "event", "type", "customer.subscription.deleted"),
            "Stripe-Signature",
            "t=" + Instant.now().getEpochSecond() + ",v1=" + "0".repeat(64));
    expect(forged.status() == 400, "it is refused");
  }

  private void repeatWebhook(String secret) {
    step("Stripe sends an event once more");
    var before = http.get(admin("/stripe/events?type=customer.subscription.created"));
    var id = before.json().path("items").path(0).path("event_id").asText();
    var event = http.get(admin("/stripe/events/" + id)).json().path("payload").toString();
    var repeated =
        http.postJson(
            target.karamon().resolve("/webhooks/stripe"),
            event,
            "Stripe-Signature",
            signature(secret, event));
    expect(repeated.status() == 200, "it is accepted");
    var after = http.get(admin("/stripe/events?type=customer.subscription.created"));
    expect(after.json().path("total").equals(before.json().path("total")), "it is there only once");
  }

  private void cancel(long api, String token) {
    step("The member calls the cancel_order endpoint, twice");
    var first = http.postJson(call(api, "cancel"), Map.of(), TOKEN_HEADER, token);
    expect(first.json().path("status").asText().equals("ok"), "the subscription is cancelled");
    var second = http.postJson(call(api, "cancel"), Map.of(), TOKEN_HEADER, token);
    expect(second.status() == 200, "cancelling again is not an error");
  }

  private void readAudit() {
    step("The admin reads why the member was in the group");
    var audit = http.get(admin("/audit?q=grant."));
    var actions = audit.json().path("items").findValuesAsText("action");
    expect(
        actions.equals(List.of("grant.removed", "grant.added")),
        "in once, out once, nothing between");
  }

  private URI admin(String path) {
    return target.karamon().resolve("/admin/api/v1" + path);
  }

  private URI call(long api, String path) {
    return target.karamon().resolve("/rcms-api/" + api + "/" + path);
  }

  private void step(String what) {
    out.println();
    out.println(String.format("%2d. %s", ++step, what));
  }

  private void expect(boolean holds, String what) {
    out.println((holds ? "   ✓ " : "   ✗ EXPECTED: ") + what);
    if (!holds) {
      failed++;
    }
  }

  private static String signature(String secret, String body) {
    try {
      var time = Long.toString(Instant.now().getEpochSecond());
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var signed = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
      return "t=" + time + ",v1=" + HexFormat.of().formatHex(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
