package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.http.HttpConfig;
import dev.karamon.http.WebServer;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.Client;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.LogLines;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.RawHttp;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestApi;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer tells browsers, and what of a request is never repeated in a header. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class HeadersIT {
  private final Site site;

  HeadersIT(Site site) {
    this.site = site;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin/api/v1/groups",
        "/admin/api/v1/setup",
        "/admin/api/v1/openapi.json",
        "/docs/admin",
        "/rcms-api/1/nothing",
        "/health/live",
        "/nowhere",
        "/webhooks/stripe"
      })
  void every_answer_tells_browsers_to_be_careful(String path) {
    var answer = site.anybody().get(path);
    careful(answer);
    assertThat(answer.header("Strict-Transport-Security")).isEmpty();
  }

  @Test
  void an_answer_that_is_no_page_may_load_nothing() {
    for (var path : List.of("/admin/api/v1/groups", "/rcms-api/1/nothing", "/nowhere")) {
      assertThat(site.anybody().get(path).header("Content-Security-Policy"))
          .contains("default-src 'none'; frame-ancestors 'none'");
    }
  }

  @Test
  void a_page_runs_scripts_of_ours_only() {
    var policy = site.anybody().get("/docs/admin").header("Content-Security-Policy").orElseThrow();
    assertThat(policy)
        .contains(
            "default-src 'none'", "script-src 'self';", "frame-ancestors 'none'", "base-uri 'none'")
        .doesNotContain("unsafe-eval")
        .doesNotContain("script-src 'self' 'unsafe-inline'");
  }

  @Test
  void nothing_of_the_admin_api_is_kept_by_browsers() {
    for (var answer :
        List.of(
            site.admin().get("/groups"),
            site.admin().get("/account"),
            site.admin().get("/nowhere"),
            site.admin().post("/groups", Map.of()),
            site.anybody().get("/admin/api/v1/groups"))) {
      assertThat(answer.header("Cache-Control")).as(answer.text()).contains("no-store");
    }
  }

  @Test
  void behind_https_browsers_are_told_to_stay_there() {
    var vertx = Vertx.vertx();
    try {
      var config = new HttpConfig("127.0.0.1", 0, URI.create("https://cms.example.com"));
      var server = Patience.await(WebServer.start(vertx, config, List.of()));
      var answer = new Client(URI.create("http://127.0.0.1:" + server.port())).get("/");
      assertThat(answer.header("Strict-Transport-Security").orElseThrow())
          .startsWith("max-age=31536000");
      careful(answer);
    } finally {
      Patience.await(vertx.close());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nowhere%0d%0aSet-Cookie:%20evil=1",
        "/admin/api/v1/groups/%0d%0aSet-Cookie:%20evil=1",
        "/rcms-api/1/%0aSet-Cookie:%20evil=1",
        "/docs/%0d%0a%0d%0a%3Cscript%3E"
      })
  void a_line_break_in_a_path_makes_no_header(String path) {
    var answer = site.anybody().get(path);
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(answer.status()).isBetween(400, 499);
  }

  @Test
  void a_request_id_that_is_not_sane_is_not_repeated() {
    var head =
        RawHttp.head(
            site.url(), "GET", "/nowhere", "x-request-id: a\tb<script>", "Connection: close");
    var answer = RawHttp.send(site.url(), head);
    assertThat(answer).startsWith("HTTP/1.1 404").doesNotContain("<script>");
  }

  @Test
  void long_urls_and_long_heads_are_refused() {
    var longUrl = RawHttp.head(site.url(), "GET", "/" + "a".repeat(9_000), "Connection: close");
    assertRefused(RawHttp.send(site.url(), longUrl), 414, "uri_too_long");
    var endless = RawHttp.head(site.url(), "GET", "/" + "a".repeat(70_000));
    assertRefused(RawHttp.send(site.url(), endless), 414, "uri_too_long");
    var longHead =
        RawHttp.head(
            site.url(), "GET", "/nowhere", "X-Long: " + "a".repeat(17_000), "Connection: close");
    assertRefused(RawHttp.send(site.url(), longHead), 431, "headers_too_large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET\n\n",
        "GET / HTTP/1.1\nHost: a\nno header\n\n",
        "GET / HTTP/1.1\nHost: a\nA B: c\n\n",
        "GET / HTTP/one.one\nHost: a\n\n",
        "POST / HTTP/1.1\nHost: a\nContent-Length: 1\nContent-Length: 2\n\n12"
      })
  void a_head_that_cannot_be_read_is_answered_like_all_others(String head) {
    assertRefused(RawHttp.send(site.url(), head), 400, "invalid_request");
  }

  /** The connection is closed afterwards, or there would be no end of the answer to wait for. */
  private static void assertRefused(String answer, int status, String code) {
    assertThat(answer)
        .matches("(?s)HTTP/1[.][01] " + status + " .*")
        .containsIgnoringCase("Connection: close")
        .containsIgnoringCase("Content-Type: application/problem+json")
        .containsIgnoringCase("X-Content-Type-Options: nosniff")
        .containsIgnoringCase("Content-Security-Policy: default-src 'none'")
        .contains("\"status\":" + status, "\"code\":\"" + code + "\"")
        .containsPattern("\"request_id\":\"[0-9a-f-]{36}\"")
        .containsPattern("(?i)x-request-id: [0-9a-f-]{36}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none          | Origin",
        "cookie        | Origin,Cookie",
        "static_token  | Origin,X-RCMS-API-ACCESS-TOKEN,Authorization",
        "dynamic_token | Origin,X-RCMS-API-ACCESS-TOKEN,Authorization"
      })
  void what_a_browser_may_keep_is_kept_for_each_caller(String security, String headers) {
    var api = site.api(security);
    var caller =
        security.equals("static_token")
            ? api.visitor().with("X-RCMS-API-ACCESS-TOKEN", staticToken(api))
            : api.visitor();
    api.endpoint("kept", "MemberGroup::list", Map.of(), Map.of("cache_seconds", 60));
    api.endpoint("fresh", "MemberGroup::list");

    var kept = api.call(caller, "kept").expect(200);
    var fresh = api.call(caller, "fresh").expect(200);

    assertThat(kept.header("Cache-Control")).contains("private, max-age=60");
    assertThat(kept.headers().allValues("Vary")).containsExactly(headers.split(","));
    assertThat(fresh.header("Cache-Control")).contains("no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /health/live HTTP/1.1\n",
        "GET /health/live HTTP/1.1\nHost: a b\n",
        "GET /health/live HTTP/1.1\nHost: a:99999\n",
        "GET /health/live HTTP/1.1\nHost: [::1\n",
        "GET /admin/api/v1/session HTTP/1.1\nHost: a/b\n",
        "POST /nowhere HTTP/1.1\nContent-Length: 2\n",
        "GET foo HTTP/1.1\nHost: a\n",
        "OPTIONS * HTTP/1.1\nHost: a\n",
        "CONNECT a:80 HTTP/1.1\nHost: a\n"
      })
  void a_request_that_no_route_can_take_is_answered_like_all_others(String head) {
    try (var log = new LogLines("")) {
      var answer = RawHttp.send(site.url(), head + "Connection: close\n\n{}");

      assertThat(answer)
          .startsWith("HTTP/1.1 400 ")
          .containsIgnoringCase("Content-Type: application/problem+json")
          .containsIgnoringCase("X-Content-Type-Options: nosniff")
          .containsPattern("\"request_id\":\"[0-9a-f-]{36}\"")
          .containsPattern("(?i)x-request-id: [0-9a-f-]{36}");
      assertThat(log.warnings()).isEmpty();
    }
  }

  @Test
  void a_generated_endpoint_says_it_in_its_own_shape() {
    var answer =
        RawHttp.send(
            site.url(),
            "GET /rcms-api/1/a HTTP/1.1\nHost: a b\nx-request-id: mine\nConnection: close\n\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 400 ")
        .contains("\"code\":\"invalid_request\"", "\"x-rcms-request-id\":\"mine\"", "Host header");
  }

  @Test
  void who_has_to_say_who_it_is_is_told_how() {
    assertThat(site.anybody().get("/admin/api/v1/groups").expect(401).header("WWW-Authenticate"))
        .contains("Bearer");
    var tokens = site.api("dynamic_token");
    tokens.endpoint("profile", "Login::profile");
    assertThat(tokens.call(tokens.visitor(), "profile").expect(401).header("WWW-Authenticate"))
        .contains("Bearer");
    var cookies = site.api("cookie");
    cookies.endpoint("profile", "Login::profile");
    assertThat(cookies.call(cookies.visitor(), "profile").expect(401).header("WWW-Authenticate"))
        .isEmpty();
  }

  private String staticToken(TestApi api) {
    return site.admin()
        .post("/apis/" + api.id() + "/tokens", Map.of("name", "T"))
        .expect(201)
        .at("/token")
        .textValue();
  }

  private static void careful(Answer answer) {
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.header("X-Frame-Options")).contains("DENY");
    assertThat(answer.header("Referrer-Policy")).contains("same-origin");
    assertThat(answer.header("Cross-Origin-Opener-Policy")).contains("same-origin");
    assertThat(answer.header("Content-Security-Policy").orElseThrow())
        .contains("frame-ancestors 'none'");
    assertThat(answer.header("Server")).isEmpty();
    assertThat(answer.header("X-Powered-By")).isEmpty();
  }
}
