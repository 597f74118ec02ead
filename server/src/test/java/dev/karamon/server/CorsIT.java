package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestApi;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages of other origins may call. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class CorsIT {
  private static final String SHOP = "https://shop.example";

  private final Site site;

  CorsIT(Site site) {
    this.site = site;
  }

  @Test
  void a_browser_is_told_which_pages_may_call() {
    var api = site.api("none", cors(SHOP));
    api.endpoint("groups", "MemberGroup::list");

    var allowed = preflight(api, SHOP);
    assertThat(allowed.header("Access-Control-Allow-Origin")).contains(SHOP);
    assertThat(allowed.header("Access-Control-Allow-Methods").orElseThrow()).contains("GET");
    assertThat(allowed.header("Access-Control-Allow-Headers").orElseThrow())
        .contains("X-RCMS-API-ACCESS-TOKEN", "Authorization", "x-of-the-shop");
    assertThat(allowed.header("Access-Control-Max-Age")).contains("60");
    assertThat(allowed.header("Access-Control-Allow-Credentials")).contains("true");

    for (var origin :
        List.of("https://evil.example", SHOP + ".evil.example", "http://shop.example", "null")) {
      assertThat(preflight(api, origin).headers().map().keySet())
          .noneMatch(name -> name.startsWith("access-control-"));
      assertThat(
              api.call(api.visitor().with("Origin", origin), "groups")
                  .expect(200)
                  .headers()
                  .map()
                  .keySet())
          .noneMatch(name -> name.startsWith("access-control-"));
    }
    var answer = api.call(api.visitor().with("Origin", SHOP), "groups").expect(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).contains(SHOP);
    assertThat(answer.header("Vary").orElseThrow()).contains("Origin");
  }

  @Test
  void failures_too_can_be_read_by_allowed_pages() {
    var api = site.api("dynamic_token", cors(SHOP)).withLogin();
    api.endpoint("profile", "Login::profile");

    var answer = api.call(api.visitor().with("Origin", SHOP), "profile");

    answer.expectFailure(401, "unauthenticated");
    assertThat(answer.header("Access-Control-Allow-Origin")).contains(SHOP);
  }

  @Test
  void a_page_can_read_that_there_is_nothing() {
    var api = site.api("none", cors(SHOP));
    api.endpoint("groups", "MemberGroup::list");
    var page = api.visitor().with("Origin", SHOP);

    for (var path : List.of("nothing", "groups/", "")) {
      var answer = page.get(api.path(path)).expectFailure(404, "not_found");
      assertThat(answer.header("Access-Control-Allow-Origin")).as(path).contains(SHOP);
      var asked =
          page.with("Access-Control-Request-Method", "POST")
              .send("OPTIONS", api.path(path))
              .expect(204);
      assertThat(asked.header("Access-Control-Allow-Origin")).contains(SHOP);
      assertThat(asked.header("Access-Control-Allow-Methods")).contains("GET, HEAD, POST");
    }
    var unknown = page.get("/rcms-api/999999/nothing").expectFailure(404, "not_found");
    assertThat(unknown.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void origins_are_checked_when_they_are_saved() {
    var refused =
        site.admin()
            .post(
                "/apis",
                Map.of(
                    "title",
                    "A",
                    "cors",
                    Map.of(
                        "allow_origins", List.of("*", "shop.example", SHOP + "/path"),
                        "allow_headers", List.of("a b"),
                        "allow_credentials", true)))
            .expectProblem(422, "refused");

    assertThat(refused.errorFields())
        .containsExactlyInAnyOrder(
            "cors.allow_origins.1",
            "cors.allow_origins.2",
            "cors.allow_credentials",
            "cors.allow_headers.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://Shop.example",
        "https://shop.example:443",
        "http://shop.example:80",
        "https://shop.example/",
        "https://shop.example#a",
        "https://shop.example?",
        "https://user@shop.example",
        "https://*.shop.example",
        "null",
        "ftp://shop.example",
        ""
      })
  void an_origin_that_no_browser_sends_is_refused(String origin) {
    var refused =
        site.admin()
            .post(
                "/apis",
                Map.of("title", "A", "cors", Map.of("allow_origins", List.of("*", origin))))
            .expectProblem(422, "refused");

    assertThat(refused.errorFields()).containsExactly("cors.allow_origins.1");
  }

  @Test
  void every_page_may_call_where_the_star_stands_but_never_with_cookies() {
    var api = site.api("none", Map.of("cors", Map.of("allow_origins", List.of("*"))));
    api.endpoint("groups", "MemberGroup::list");

    for (var answer :
        List.of(
            preflight(api, "https://any.example"),
            api.call(api.visitor().with("Origin", "https://any.example"), "groups").expect(200))) {
      assertThat(answer.header("Access-Control-Allow-Origin")).contains("https://any.example");
      assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }
  }

  @Test
  void exact_origins_get_no_cookies_unless_that_is_said() {
    var api = site.api("cookie", Map.of("cors", Map.of("allow_origins", List.of(SHOP))));
    api.endpoint("groups", "MemberGroup::list");

    assertThat(preflight(api, SHOP).header("Access-Control-Allow-Origin")).contains(SHOP);
    assertThat(preflight(api, SHOP).header("Access-Control-Allow-Credentials")).isEmpty();
  }

  @Test
  void the_question_before_a_request_runs_nothing_and_needs_nobody() {
    var api = site.api("static_token", cors(SHOP));
    api.endpoint(
        "register",
        "Member::insert",
        Map.of(),
        Map.of("rate_limit", Map.of("requests", 1, "seconds", 3_600)));
    var asks = api.visitor().with("Origin", SHOP).with("Access-Control-Request-Method", "POST");

    for (int i = 0; i < 3; i++) {
      var answer = asks.send("OPTIONS", api.path("register")).expect(204);
      assertThat(answer.header("Access-Control-Allow-Methods").orElseThrow()).contains("POST");
      assertThat(answer.header("Vary").orElseThrow()).contains("Origin");
      assertThat(answer.text()).isEmpty();
    }
    asks.without("Origin")
        .send("OPTIONS", api.path("register"))
        .expectFailure(405, "method_not_allowed");
  }

  @Test
  void pages_can_read_the_headers_that_tell_when_to_call_again() {
    var api = site.api("none", cors(SHOP));
    api.endpoint("groups", "MemberGroup::list");

    var answer = api.call(api.visitor().with("Origin", SHOP), "groups").expect(200);

    assertThat(answer.header("Access-Control-Expose-Headers").orElseThrow())
        .contains("Retry-After", "x-rcms-ratelimit-reset", "x-rcms-request-id");
  }

  private static Map<String, ?> cors(String origin) {
    return Map.of(
        "cors",
        Map.of(
            "allow_origins",
            List.of(origin),
            "allow_headers",
            List.of("x-of-the-shop"),
            "allow_credentials",
            true,
            "max_age",
            60));
  }

  private static Answer preflight(TestApi api, String origin) {
    return api.visitor()
        .with("Origin", origin)
        .with("Access-Control-Request-Method", "GET")
        .send("OPTIONS", api.path("groups"))
        .expect(204);
  }
}
