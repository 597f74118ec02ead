package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an admin connects Stripe, and what is refused on the way. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class StripeSettingsIT {
  private static final String STRIPE = "/integrations/stripe";
  private static final String SECRET_KEY = "sk_test_0123456789abcdefSecret";
  private static final String WEBHOOK_SECRET = "whsec_0123456789abcdefSecret";

  private final Site site;

  StripeSettingsIT(Site site) {
    this.site = site;
  }

  @BeforeEach
  void enter_the_keys() {
    site.admin()
        .put(
            STRIPE + "/test",
            Map.of(
                "status",
                "enabled",
                "publishable_key",
                "pk_test_0123456789abcdef",
                "secret_key",
                "  " + SECRET_KEY + "\n",
                "webhook_secret",
                WEBHOOK_SECRET))
        .expect(200);
  }

  @Test
  void both_modes_are_shown_as_the_contract_says() {
    var seen = site.admin().get(STRIPE).expect(200);

    assertThat(seen.fieldNames()).contains("active_mode", "test", "live");
    assertThat(seen.at("/active_mode").textValue()).isEqualTo("test");
    assertThat(Answer.fieldNames(seen.at("/test")))
        .contains(
            "status",
            "publishable_key",
            "secret_key_hint",
            "webhook_secrets",
            "webhook_url",
            "webhook_event_types",
            "account_id",
            "health");
    assertThat(seen.at("/test/status").textValue()).isEqualTo("enabled");
    assertThat(seen.at("/live/status").textValue()).isEqualTo("disabled");
    assertThat(seen.at("/test/webhook_url").textValue()).isEqualTo(site.url() + "/webhooks/stripe");
    assertThat(seen.at("/test/webhook_event_types"))
        .extracting(JsonNode::textValue)
        .contains("customer.subscription.updated", "checkout.session.completed")
        .isSorted();
    assertThat(Answer.fieldNames(seen.at("/test/webhook_secrets/0")))
        .contains("id", "hint", "created_at");
  }

  @Test
  void secrets_are_never_shown_again() {
    for (var path :
        List.of(STRIPE, "/audit?per_page=100", "/session", "/stripe/events", "/stripe/prices")) {
      assertThat(site.admin().get(path).expect(200).text())
          .doesNotContain(SECRET_KEY, WEBHOOK_SECRET);
    }
    assertThat(site.admin().post(STRIPE + "/test/test").expect(200).text())
        .doesNotContain(SECRET_KEY, WEBHOOK_SECRET);
    assertThat(save(Map.of("publishable_key", "pk_test_another1")).expect(200).text())
        .doesNotContain(SECRET_KEY, WEBHOOK_SECRET);
  }

  @Test
  void what_is_left_out_stays() {
    save(Map.of("publishable_key", "pk_test_changed1")).expect(200);

    var seen = test();
    assertThat(seen.path("publishable_key").textValue()).isEqualTo("pk_test_changed1");
    assertThat(SECRET_KEY)
        .endsWith(seen.path("secret_key_hint").textValue().replaceAll("^\\W+", ""));
    assertThat(seen.path("status").textValue()).isEqualTo("enabled");
  }

  @Test
  void keys_of_another_kind_or_mode_are_refused_by_name() {
    var wrong = new HashMap<String, Object>();
    wrong.put("publishable_key", SECRET_KEY);
    wrong.put("secret_key", "sk_live_0123456789abcdef");
    wrong.put("webhook_secret", "we_0123456789");

    var refused = save(wrong).expectProblem(400, "invalid_request");

    assertThat(refused.errorFields())
        .containsExactlyInAnyOrder("publishable_key", "secret_key", "webhook_secret");
    assertThat(refused.text())
        .contains("live mode")
        .doesNotContain("sk_live_0123456789abcdef", SECRET_KEY);
    assertThat(test().path("publishable_key").textValue()).startsWith("pk_test_");
  }

  @Test
  void a_live_key_belongs_to_live_mode() {
    var refused =
        site.admin()
            .put(STRIPE + "/live", Map.of("secret_key", SECRET_KEY))
            .expectProblem(400, "invalid_request");

    assertThat(refused.errorFields()).containsExactly("secret_key");
    assertThat(refused.text()).contains("test mode").doesNotContain(SECRET_KEY);
  }

  @Test
  void a_key_that_stripe_refuses_is_not_kept() {
    var before = test();

    var refused =
        save(Map.of("secret_key", "sk_test_invalid0key", "publishable_key", "pk_test_withbadkey"));

    refused.expectProblem(422, refused.at("/code").textValue());
    assertThat(refused.errorFields()).containsExactly("secret_key");
    assertThat(refused.text()).doesNotContain("sk_test_invalid0key");
    assertThat(test()).isEqualTo(before);
  }

  @Test
  void a_mode_is_enabled_only_with_a_key() {
    var refused = site.admin().put(STRIPE + "/live", Map.of("status", "enabled"));

    assertThat(refused.status()).as(refused.text()).isIn(400, 422);
    assertThat(refused.errorFields()).containsExactly("secret_key");
    assertThat(site.admin().put(STRIPE, Map.of("active_mode", "live")).status()).isIn(409, 422);
  }

  @Test
  void a_stale_version_is_a_conflict() {
    var version = test().path("version").intValue();
    save(Map.of("publishable_key", "pk_test_first1", "version", version)).expect(200);

    save(Map.of("publishable_key", "pk_test_second2", "version", version))
        .expectProblem(409, "version_conflict");
  }

  @Test
  void the_test_says_whose_account_it_is_and_what_is_missing() {
    var answer = site.admin().post(STRIPE + "/test/test").expect(200);

    assertThat(answer.fieldNames()).contains("state", "message", "account_id", "missing");
    assertThat(answer.at("/account_id").textValue()).startsWith("acct_");
    var live = site.admin().post(STRIPE + "/live/test").expect(200);
    assertThat(live.at("/missing").findValuesAsText("what")).contains("secret_key");
  }

  @Test
  void the_webhook_is_registered_once_with_the_types_that_are_handled() {
    site.admin().post(STRIPE + "/test/webhook").expect(200);
    site.admin().post(STRIPE + "/test/webhook").expect(200);

    var url = site.url() + "/webhooks/stripe";
    var ours = new ArrayList<JsonNode>();
    for (var endpoint : site.sandbox().get("/v1/webhook_endpoints").path("data")) {
      if (endpoint.path("url").textValue().equals(url)) {
        ours.add(endpoint);
      }
    }
    assertThat(ours).hasSize(1);
    assertThat(ours.getFirst().path("status").textValue()).isEqualTo("enabled");
    assertThat(ours.getFirst().path("enabled_events").toString())
        .contains(
            "checkout.session.completed",
            "customer.subscription.created",
            "customer.subscription.updated",
            "customer.subscription.deleted")
        .doesNotContain("\"*\"");
  }

  @Test
  void prices_are_shown_for_picking() {
    var price = site.sandbox().price();

    var prices = site.admin().get("/stripe/prices?q=" + price).expect(200);

    assertThat(prices.at("/total").intValue()).isEqualTo(1);
    assertThat(prices.at("/items/0/id").textValue()).isEqualTo(price);
    site.admin().get("/stripe/prices?mode=neither").expectProblem(400, "invalid_request");
  }

  @Test
  void a_price_that_was_made_a_moment_ago_is_found_by_its_id() {
    site.admin().get("/stripe/prices").expect(200);

    var made = site.sandbox().price();

    var found = site.admin().get("/stripe/prices?q=" + made).expect(200).json();
    assertThat(found.path("items").path(0).path("id").asText()).isEqualTo(made);
  }

  @Test
  void a_price_that_stripe_does_not_know_is_refused_by_name() {
    var group =
        site.admin()
            .post(
                "/groups",
                Map.of(
                    "name", site.unique("G"),
                    "stripe_prices",
                        Map.of("test", List.of(site.sandbox().price(), "price_unknown1"))))
            .expectProblem(422, "refused");
    assertThat(group.errorFields()).containsExactly("stripe_prices.test.1");

    var endpoint =
        site.api("dynamic_token")
            .asksFor("checkout", "Stripe::checkout", site.sells("price_unknown1"), Map.of())
            .expectProblem(422, "refused");
    assertThat(endpoint.errorFields()).containsExactly("settings.products_list.0");
  }

  @Test
  void everything_that_is_wrong_with_a_checkout_is_said_at_once() {
    var refused =
        site.api("none")
            .asksFor(
                "checkout",
                "Stripe::checkout",
                Map.of(
                    "products_list",
                    List.of("price_unknown1"),
                    "return_url",
                    "/thanks",
                    "return_err_url",
                    "javascript:alert(1)",
                    "trial_period_days",
                    7,
                    "trial_end",
                    1_900_000_000),
                Map.of())
            .expectProblem(422, "refused");

    assertThat(refused.errorFields())
        .containsExactlyInAnyOrder(
            "operation",
            "settings.products_list.0",
            "settings.return_url",
            "settings.return_err_url",
            "settings.trial_end");
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1_000_000_000, 1_900_000_000_000L, Long.MAX_VALUE})
  void a_trial_ends_at_a_time_that_stripe_takes(long end) {
    var settings = new HashMap<>(site.sells(site.sandbox().price()));
    settings.put("trial_end", end);

    var refused =
        site.api("dynamic_token")
            .asksFor("checkout", "Stripe::checkout", settings, Map.of())
            .expectProblem(422, "refused");

    assertThat(refused.errorFields()).containsExactly("settings.trial_end");
  }

  @ParameterizedTest
  @CsvSource({"47:59, false", "48:01, true", "43823:00, true", "43848:00, false"})
  void a_trial_is_at_least_48_hours_and_at_most_5_years_long(String hours, boolean taken) {
    var parts = hours.split(":", 2);
    var length = Duration.ofHours(Long.parseLong(parts[0])).plusMinutes(Long.parseLong(parts[1]));
    var settings = new HashMap<>(site.sells(site.sandbox().price()));
    settings.put("trial_end", Instant.now().plus(length).getEpochSecond());

    site.api("dynamic_token")
        .asksFor("checkout", "Stripe::checkout", settings, Map.of())
        .expect(taken ? 201 : 422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775807", "1000000000"})
  void a_trial_end_that_stripe_takes_no_longer_is_told_to_who_checks_out(String end) {
    var api = site.api("dynamic_token").withLogin();
    var settings = new HashMap<>(site.sells(site.sandbox().price()));
    settings.put("trial_end", Instant.now().plus(Duration.ofDays(30)).getEpochSecond());
    var made = api.endpoint("checkout", "Stripe::checkout", settings);
    site.execute(
        "UPDATE endpoint SET settings = settings || '{\"trial_end\": %s}' WHERE id = %s"
            .formatted(end, made.path("id").longValue()));
    api.endpoint("profile", "Login::profile");

    var failed =
        site.member().logsIn(api).calls("checkout").expectFailure(422, "trial_end_refused");

    assertThat(failed.at("/errors/0/message").textValue()).contains("settings", "trial_end");
  }

  @Test
  void while_stripe_is_disabled_nothing_is_sold() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());

    save(Map.of("status", "disabled")).expect(200);

    var refused = member.calls("checkout").expectFailure(503, "stripe_disabled");
    assertThat(refused.header("Retry-After")).isPresent();
    assertThat(Answer.fieldNames(shop.group().view())).doesNotContain("stripe_prices");
    save(Map.of("status", "enabled")).expect(200);
    member.calls("checkout").expect(200);
  }

  private Answer save(Map<String, ?> fields) {
    return site.admin().put(STRIPE + "/test", fields);
  }

  private JsonNode test() {
    return site.admin().get(STRIPE).expect(200).at("/test");
  }
}
