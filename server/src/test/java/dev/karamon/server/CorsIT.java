package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.RawHttp;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | %zz               | X-Other: a",
        "400 | a%                | X-Other: a",
        "400 | %ff               | X-Other: a",
        "400 | groups?q=%        | X-Other: a",
        "414 | long              | X-Other: a",
        "414 | groups?long       | X-Other: a",
        "431 | groups            | X-Long: long",
        "417 | groups            | Expect: something",
        "400 | groups            | no header"
      })
  void a_page_can_read_what_is_wrong_with_a_request_that_no_endpoint_gets(
      int status, String below, String header) {
    var api = site.api("none", cors(SHOP));
    api.endpoint("groups", "MemberGroup::list");
    var path = api.path(below.replace("long", "a".repeat(9_000)));
    var wrong = header.replace("long", "a".repeat(17_000));

    var answer = raw("GET", path, "Origin: " + SHOP, "Accept: */*", wrong);
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .containsIgnoringCase("Access-Control-Allow-Origin: " + SHOP)
        .containsIgnoringCase("Vary: Origin");
    assertThat(answer.toLowerCase(Locale.ROOT).split("vary: origin", -1)).hasSize(2);
    for (var origin : List.of("Origin: https://evil.example", "Accept-Language: ja")) {
      assertThat(raw("GET", path, origin, "Accept: */*", wrong))
          .startsWith("HTTP/1.1 " + status + " ")
          .doesNotContainIgnoringCase("Access-Control-");
    }
  }

  @Test
  void a_page_can_read_that_its_request_names_no_host() {
    var api = site.api("none", cors(SHOP));
    var head = "GET " + api.path("groups") + " HTTP/1.1\nHost: a b\nOrigin: " + SHOP + "\n";

    assertThat(RawHttp.send(site.url(), head + "Connection: close\n\n"))
        .startsWith("HTTP/1.1 400 ")
        .containsIgnoringCase("Access-Control-Allow-Origin: " + SHOP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz", "groups?q=%", "long"})
  void a_browser_that_asks_first_is_told_to_go_on_also_where_the_url_is_wrong(String below) {
    var api = site.api("none", cors(SHOP));
    var path = api.path(below.replace("long", "a".repeat(9_000)));

    assertThat(raw("OPTIONS", path, "Origin: " + SHOP, "Access-Control-Request-Method: GET"))
        .startsWith("HTTP/1.1 204 ")
        .containsIgnoringCase("Access-Control-Allow-Origin: " + SHOP)
        .containsIgnoringCase("Access-Control-Allow-Methods: GET, HEAD, POST");
  }

  private String raw(String method, String path, String... headers) {
    var all = new ArrayList<>(List.of(headers));
    all.add("Connection: close");
    return RawHttp.send(
        site.url(), RawHttp.head(site.url(), method, path, all.toArray(String[]::new)));
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
