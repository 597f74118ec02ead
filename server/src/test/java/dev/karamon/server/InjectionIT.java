package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.admin.AdminRoute;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.RawHttp;
import dev.karamon.server.testing.Site;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words from outside stay words: in statements, in headers, in paths of files. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class InjectionIT {
  private static final List<String> STATEMENTS =
      List.of(
          "'; DROP TABLE member; --",
          "' OR '1'='1",
          "\\'; SELECT pg_sleep(10); --",
          "$1",
          "%",
          "_",
          "\\",
          "\" OR \"\"=\"");

  private final Site site;

  InjectionIT(Site site) {
    this.site = site;
  }

  @Test
  void what_is_searched_for_is_text() {
    site.member();
    for (var route : site.node().adminRoutes()) {
      if (route.answer().shape() == AdminRoute.Shape.PAGE
          && !route.path().contains("{")
          && !route.path().startsWith("/stripe/prices")) {
        for (var statement : STATEMENTS) {
          var answer = site.admin().get(route.path() + "?q=" + encoded(statement));
          assertThat(answer.status()).as(route.path() + " " + answer.text()).isIn(200, 422);
        }
      }
    }
    for (var statement : STATEMENTS) {
      assertThat(site.admin().get("/members?q=" + encoded(statement)).at("/total").intValue())
          .as(statement)
          .isZero();
    }
  }

  @Test
  void what_is_kept_is_kept_letter_by_letter() {
    for (var statement : STATEMENTS) {
      var made = site.admin().post("/groups", Map.of("name", statement)).expect(201);

      assertThat(site.admin().get("/groups/" + made.at("/id")).at("/name").textValue())
          .isEqualTo(statement);
      assertThat(
              site.admin()
                  .get("/groups?q=" + encoded(statement))
                  .at("/items")
                  .findValuesAsText("name"))
          .contains(statement);
    }
  }

  @Test
  void front_ends_cannot_speak_to_the_database() {
    var api = site.api("dynamic_token").withLogin();
    api.endpoint("profile", "Login::profile");
    var member = site.member();
    for (var statement : STATEMENTS) {
      api.visitor()
          .post(
              api.path("login"), Map.of("email", member.email() + statement, "password", statement))
          .expectFailure(401, "unauthenticated");
      api.visitor()
          .post(api.path("token"), Map.of("refresh_token", statement))
          .expectFailure(401, "unauthenticated");
    }
    member.logsIn(api).calls("profile").expect(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/rcms-api/1/a%0d%0aSet-Cookie:%20evil=1",
        "/admin/api/v1/a%0d%0aSet-Cookie:%20evil=1",
        "/admin/%0d%0aSet-Cookie:%20evil=1",
        "/docs/%0d%0aSet-Cookie:%20evil=1/",
        "/%0d%0aSet-Cookie:%20evil=1"
      })
  void no_path_makes_a_header(String path) {
    var answer =
        RawHttp.send(site.url(), RawHttp.head(site.url(), "GET", path, "Connection: close"));

    assertThat(head(answer)).doesNotContain("evil");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-request-id: a%0d%0aSet-Cookie: evil=1",
        "Origin: https://shop.example%0d%0aSet-Cookie: evil=1",
        "Access-Control-Request-Headers: evil",
        "X-Forwarded-Host: evil.example",
        "Forwarded: host=evil.example"
      })
  void no_header_is_given_back(String header) {
    for (var path : List.of("/", "/admin/", "/rcms-api/1/login", "/admin/api/v1/session")) {
      var answer =
          RawHttp.send(
              site.url(), RawHttp.head(site.url(), "GET", path, header, "Connection: close"));
      assertThat(head(answer)).as(path).doesNotContain("evil");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%", "/rcms-api/%zz", "/admin/api/v1/members/%1", "/docs/%%/"})
  void a_path_that_encodes_nothing_is_refused_without_a_fault(String path) {
    var answer =
        RawHttp.send(site.url(), RawHttp.head(site.url(), "GET", path, "Connection: close"));

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("invalid_request");
  }

  @Test
  void a_query_that_encodes_nothing_is_refused_in_the_shape_of_the_path() {
    var api = site.api("none");
    api.endpoint("groups", "MemberGroup::list");

    var answer =
        RawHttp.send(
            site.url(),
            RawHttp.head(
                site.url(),
                "GET",
                api.path("groups") + "?a=%",
                "Authorization: Bearer x",
                "Connection: close"));

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"x-rcms-request-id\":");
    assertThat(head(answer)).contains("x-rcms-request-id: ");
  }

  @Test
  void nobody_is_sent_to_another_site() {
    for (var path : List.of("/", "//evil.example/", "/admin/", "/rcms-api/1/login", "/docs/1/")) {
      var answer =
          RawHttp.send(
              site.url(), "GET " + path + " HTTP/1.1\nHost: evil.example\nConnection: close\n\n");
      assertThat(head(answer)).as(path).doesNotContain("evil.example");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin/../../../../etc/passwd",
        "/admin/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/admin/..%2f..%2f..%2fetc%2fpasswd",
        "/admin/assets/..%5c..%5cetc%5cpasswd",
        "/admin//etc/passwd",
        "/docs/../../../etc/passwd",
        "/docs/admin/%2e%2e/%2e%2e/etc/passwd",
        "/docs/admin/..%2f..%2flogback.xml",
        "/docs/admin/swagger-ui.css%00.html",
        "/docs/admin/%c0%ae%c0%ae/logback.xml"
      })
  void files_are_taken_from_no_path(String path) {
    var answer =
        RawHttp.send(site.url(), RawHttp.head(site.url(), "GET", path, "Connection: close"));

    assertThat(answer).doesNotContain("root:", "<configuration");
    // The panel has pages of its own below its path, whatever they are called.
    assertThat(answer)
        .satisfiesAnyOf(
            refused -> assertThat(refused).startsWith("HTTP/1.1 4"),
            panel -> assertThat(panel).contains("<title>Karamon</title>"));
  }

  private static String head(String answer) {
    return answer.split("\r\n\r\n", 2)[0].toLowerCase(Locale.ROOT);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
