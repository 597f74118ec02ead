package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.Client;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestApi;
import dev.karamon.server.testing.TestMember;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** APIs whose callers are known by a cookie. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class CookieSecurityIT {
  private final Site site;

  CookieSecurityIT(Site site) {
    this.site = site;
  }

  @Test
  void logging_in_sets_a_cookie_that_scripts_cannot_read() {
    var api = api(Map.of());
    var member = site.member();

    var answer = logIn(api, member, Map.of());

    assertThat(answer.fieldNames())
        .containsExactlyInAnyOrder(
            "grant_token", "status", "member_id", "info", "messages", "errors");
    assertThat(answer.at("/status").intValue()).isZero();
    assertThat(answer.at("/member_id").longValue()).isEqualTo(member.id());
    assertThat(answer.at("/info/validUntil").longValue()).isPositive();
    assertThat(answer.header("Set-Cookie").orElseThrow())
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Lax", "Path=/rcms-api/" + api.id())
        .doesNotContain("Max-Age", "Secure");
  }

  @Test
  void the_cookie_outlives_the_browser_only_when_asked_for() {
    var api = api(Map.of());
    var member = site.member();

    for (var wish : List.<Object>of(true, 1)) {
      assertThat(logIn(api, member, Map.of("login_save", wish)).header("Set-Cookie").orElseThrow())
          .contains("Max-Age=2592000");
    }
    for (var wish : List.<Object>of(false, 0)) {
      assertThat(logIn(api, member, Map.of("login_save", wish)).header("Set-Cookie").orElseThrow())
          .doesNotContain("Max-Age");
    }
  }

  @Test
  void the_cookie_tells_who_calls() {
    var api = api(Map.of());
    var member = site.member();

    api.call(api.visitor(), "profile").expectFailure(401, "unauthenticated");
    var profile = api.call(browser(api, member), "profile").expect(200);

    assertThat(profile.at("/member_id").longValue()).isEqualTo(member.id());
    assertThat(profile.at("/email").textValue()).isEqualTo(member.email());
  }

  @Test
  void pages_of_other_origins_cannot_act_with_the_cookie() {
    var api = api(Map.of());
    var browser = browser(api, site.member());

    for (var origin : List.of("https://evil.example", "null", site.url() + ".evil.example")) {
      api.call(browser.with("Origin", origin), "logout").expectFailure(403, "forbidden");
    }
    api.call(browser.with("Sec-Fetch-Site", "cross-site"), "logout")
        .expectFailure(403, "forbidden");

    api.call(browser, "profile").expect(200);
  }

  @Test
  void pages_of_our_own_origin_and_of_allowed_ones_can() {
    var shop = "https://shop.example";
    var api =
        api(Map.of("cors", Map.of("allow_origins", List.of(shop), "allow_credentials", true)));
    for (var origin : List.of(site.url().toString(), shop)) {
      var browser = browser(api, site.member());

      var answer = api.call(browser.with("Origin", origin), "logout").expect(200);

      assertThat(answer.at("/errors").isEmpty()).isTrue();
      assertThat(answer.header("Set-Cookie").orElseThrow()).contains("Max-Age=0");
      api.call(browser, "profile").expectFailure(401, "unauthenticated");
    }
  }

  @Test
  void a_cookie_of_another_api_is_worth_nothing() {
    var browser = browser(api(Map.of()), site.member());
    var other = api(Map.of());
    var value = browser.headers().getOrDefault("Cookie", "").split("=", 2)[1];

    other.call(browser, "profile").expectFailure(401, "unauthenticated");
    other
        .call(browser.with("Cookie", "karamon_member_" + other.id() + "=" + value), "profile")
        .expectFailure(401, "unauthenticated");
  }

  @Test
  void where_cookies_tell_who_calls_no_access_tokens_are_issued() {
    var api = api(Map.of());

    var refused = api.asksFor("token", "Login::token", Map.of(), Map.of());

    assertThat(refused.expectProblem(422, "refused").errorFields()).containsExactly("operation");
    assertThat(refused.at("/errors/0/message").textValue())
        .contains("Login::token (v1) issues access tokens", "cookie", "dynamic_token");
  }

  @Test
  void an_api_that_issues_access_tokens_does_not_change_to_cookies() {
    var api = site.api("dynamic_token").withLogin();

    var refused = api.change(Map.of("security", "cookie")).expectProblem(422, "refused");

    assertThat(refused.errorFields()).containsExactly("security");
    assertThat(refused.at("/errors/0/message").textValue()).endsWith("issue them: token.");
  }

  @Test
  void what_was_saved_earlier_issues_none_either() {
    var api = site.api("dynamic_token").withLogin();
    site.execute("UPDATE api SET security = 'cookie' WHERE id = " + api.id());
    // Has the change noticed, and shows that the rest can still be changed.
    api.change(Map.of("description", "Of old.")).expect(200);
    var grant =
        api.visitor().post(api.path("login"), site.member().credentials()).at("/grant_token");

    for (var body : List.of(Map.of(), Map.of("grant_token", grant.textValue()))) {
      var refused = api.visitor().post(api.path("token"), body).expectFailure(422, "refused");
      assertThat(refused.at("/errors/0/message").textValue()).contains("does not take");
    }
  }

  @Test
  void a_forged_cookie_is_worth_nothing() {
    var api = api(Map.of());

    for (var value : List.of("", "kms_forged", "a".repeat(2_000))) {
      api.call(api.visitor().with("Cookie", "karamon_member_" + api.id() + "=" + value), "profile")
          .expectFailure(401, "unauthenticated");
    }
  }

  @Test
  void a_member_who_is_blocked_is_out_at_once() {
    var api = api(Map.of());
    var member = site.member();
    var browser = browser(api, member);

    site.admin()
        .put("/members/" + member.id(), Map.of("email", member.email(), "status", "blocked"))
        .expect(200);

    api.call(browser, "profile").expectFailure(401, "unauthenticated");
    api.visitor()
        .post(api.path("login"), member.credentials())
        .expectFailure(401, "unauthenticated");
  }

  @Test
  void an_admin_says_from_which_pages_the_cookie_is_sent() {
    for (var wish : Map.of("strict", "Strict", "lax", "Lax").entrySet()) {
      var api = api(Map.of("cookie_same_site", wish.getKey()));
      assertThat(logIn(api, site.member(), Map.of()).header("Set-Cookie").orElseThrow())
          .contains("SameSite=" + wish.getValue());
    }
    var refused =
        site.admin()
            .post("/apis", Map.of("title", "A", "cookie_same_site", "none"))
            .expectProblem(422, "refused");
    assertThat(refused.errorFields()).containsExactly("cookie_same_site");
  }

  @Test
  void logging_in_again_opens_another_session_and_ends_the_former() {
    var api = api(Map.of());
    var member = site.member();
    var before = browser(api, member);

    var answer = before.post(api.path("login"), member.credentials()).expect(200);

    var after =
        api.visitor().with("Cookie", answer.header("Set-Cookie").orElseThrow().split(";", 2)[0]);
    assertThat(after.cookie()).isNotEqualTo(before.cookie());
    api.call(after, "profile").expect(200);
    api.call(before, "profile").expectFailure(401, "unauthenticated");
  }

  @Test
  void a_session_that_the_browser_was_given_does_not_become_the_members() {
    var api = api(Map.of());
    var planted = api.visitor().with("Cookie", "karamon_member_" + api.id() + "=kms_planted");

    planted.post(api.path("login"), site.member().credentials()).expect(200);

    api.call(planted, "profile").expectFailure(401, "unauthenticated");
  }

  @Test
  void pages_of_other_origins_cannot_log_anybody_in() {
    var api = api(Map.of("cors", Map.of("allow_origins", List.of("https://shop.example"))));
    var member = site.member();

    for (var origin : List.of("https://evil.example", "https://shop.example")) {
      // The second may read what is public, but cookies are not for it.
      api.visitor()
          .with("Origin", origin)
          .post(api.path("login"), member.credentials())
          .expectFailure(403, "forbidden");
    }
  }

  private TestApi api(Map<String, ?> fields) {
    var api = site.api("cookie", fields).withLogin();
    api.endpoint("profile", "Login::profile");
    return api;
  }

  private Answer logIn(TestApi api, TestMember member, Map<String, ?> more) {
    var body = new HashMap<String, Object>(member.credentials());
    body.putAll(more);
    return api.visitor().post(api.path("login"), body).expect(200);
  }

  private Client browser(TestApi api, TestMember member) {
    var cookie = logIn(api, member, Map.of()).header("Set-Cookie").orElseThrow();
    return api.visitor().with("Cookie", cookie.split(";", 2)[0]);
  }
}
