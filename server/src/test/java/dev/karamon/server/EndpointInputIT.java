package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.RawHttp;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestApi;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers may send to a generated endpoint, and how the rest is refused. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class EndpointInputIT {

  private final Site site;

  EndpointInputIT(Site site) {
    this.site = site;
  }

  @Test
  void a_path_parameter_is_an_input_like_any_other() {
    var api = api();
    api.endpoint("groups/{cnt}", "MemberGroup::list");
    api.endpoint("groups/all", "MemberGroup::list");

    var answer = api.visitor().get(api.path("groups/7")).expect(200);
    assertThat(answer.at("/pageInfo/perPage").intValue()).isEqualTo(7);
    assertThat(api.visitor().get(api.path("groups/7?cnt=9")).expect(200).at("/pageInfo/perPage"))
        .isEqualTo(answer.at("/pageInfo/perPage"));
    assertThat(api.visitor().get(api.path("groups/all")).expect(200).at("/pageInfo/perPage"))
        .isNotEqualTo(answer.at("/pageInfo/perPage"));
    for (var value : List.of("many", "0", "101", "7%2F8", "%00", "-1")) {
      assertThat(api.visitor().get(api.path("groups/" + value)).expect(400).errorFields())
          .as(value)
          .containsExactly("cnt");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mika%s@example.com", "mi+ka%s@example.com", "m/i%%ka%s@例え.example"})
  void a_path_parameter_is_what_its_percent_signs_stand_for(String form) {
    var api = site.api("dynamic_token");
    api.endpoint("login/{email}", "Login::login_challenge");
    var email = form.formatted(site.unique("").strip());
    var password = "a long password";
    site.admin().post("/members", Map.of("email", email, "password", password)).expect(201);

    for (var plus : List.of("+", "%2B")) {
      var encoded =
          URLEncoder.encode(email, StandardCharsets.UTF_8).replace("%2B", plus).replace("%2E", ".");
      api.visitor().post(api.path("login/" + encoded), Map.of("password", password)).expect(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%FF", "a%C3", "%C3%28", "%ED%A0%80", "%C0%AF", "%zz", "%", "%2"})
  void a_url_that_encodes_no_text_is_refused(String part) {
    var api = site.api("none");
    api.endpoint("groups/{cnt}", "MemberGroup::list");
    api.endpoint("groups", "MemberGroup::list");

    for (var path : List.of("groups/" + part, part + "/groups", "groups?cnt=" + part)) {
      var head = RawHttp.head(site.url(), "GET", api.path(path), "Connection: close");
      assertThat(RawHttp.send(site.url(), head))
          .as(path)
          .startsWith("HTTP/1.1 400 ")
          .contains("\"code\":\"invalid_request\"", "\"x-rcms-request-id\":")
          .containsPattern("(?i)x-rcms-request-id: [0-9a-f-]{36}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "not json", "{\"email\":}", "{\"a\":1}{", "{\"a\":1,\"a\":2}"})
  void a_body_that_is_no_json_is_refused(String body) {
    var api = site.api("dynamic_token").withLogin();

    api.visitor().post(api.path("login"), body).expectFailure(400, "invalid_json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "null", "\"text\"", "true"})
  void a_body_that_is_no_object_is_refused(String body) {
    var api = site.api("dynamic_token").withLogin();

    api.visitor().post(api.path("login"), body).expectFailure(400, "invalid_request");
  }

  @Test
  void everything_that_is_wrong_with_an_input_is_said_at_once() {
    var api = site.api("dynamic_token").withLogin();

    var refused =
        api.visitor()
            .post(api.path("login"), Map.of("email", 7, "passwort", "x", "login_save", "often"))
            .expect(400);

    assertThat(refused.errorFields()).contains("email", "password", "passwort", "login_save");
    for (JsonNode error : refused.at("/errors")) {
      assertThat(Answer.fieldNames(error)).containsExactlyInAnyOrder("code", "message", "field");
    }
  }

  @Test
  void a_choice_of_types_is_one_problem() {
    var api = site.api("cookie").withLogin();

    var refused =
        api.visitor()
            .post(api.path("login"), Map.of("email", "a@b.c", "password", "x", "login_save", "1"))
            .expect(400);

    assertThat(refused.errorFields()).containsExactly("login_save");
    assertThat(refused.at("/errors/0/message").textValue())
        .isEqualTo("login_save has to be true or false or a whole number.");
  }

  @Test
  void a_field_that_stands_there_twice_is_named() {
    var api = site.api("dynamic_token").withLogin();

    var refused =
        api.visitor()
            .post(api.path("login"), "{\"email\":{\"a\":1},\"email\":[2]}")
            .expectFailure(400, "invalid_json");

    assertThat(refused.errorFields()).containsExactly("email");
  }

  @Test
  void the_query_of_a_read_is_checked_like_a_body() {
    var api = api();

    api.visitor().get(api.path("groups?cnt=1&pageID=1&_=123")).expect(200);
    for (var query : List.of("cnt=many", "cnt=0", "cnt=101", "pageID=-1", "color=red")) {
      var refused = api.visitor().get(api.path("groups?" + query)).expect(400);
      assertThat(refused.errorFields()).containsExactly(query.split("=", 2)[0]);
    }
  }

  @Test
  void other_media_types_large_bodies_and_nul_are_refused() {
    var api = site.api("dynamic_token").withLogin();

    for (var type : List.of("text/plain", "application/x-www-form-urlencoded", "text/json")) {
      api.visitor()
          .with("Content-Type", type)
          .post(api.path("login"), "{\"email\":\"a@b.c\"}")
          .expectFailure(415, "unsupported_media_type");
    }
    api.visitor()
        .with("Content-Type", "application/json; charset=utf-8")
        .post(api.path("login"), Map.of("email", "a@b.c", "password", "x"))
        .expectFailure(401, "unauthenticated");
    api.visitor()
        .with("Content-Encoding", "gzip")
        .post(api.path("login"), Map.of("email", "a@b.c", "password", "x"))
        .expectFailure(415, "unsupported_media_type");
    for (var text : List.of("a\\u0000@b.c", "a\\ud800@b.c", "a\\udc00\\ud800@b.c")) {
      var refused =
          api.visitor()
              .post(api.path("login"), "{\"email\":\"" + text + "\",\"password\":\"x\"}")
              .expectFailure(400, "invalid");
      assertThat(refused.errorFields()).containsExactly("email");
    }
    api.visitor()
        .send(
            "POST",
            api.path("login"),
            BodyPublishers.ofString("{\"email\":\"" + "x".repeat(1_100_000) + "\"}"),
            Map.of("Content-Type", "application/json"))
        .expectFailure(413, "body_too_large");
  }

  @Test
  void who_registers_can_log_in_once_only() {
    var api = site.api("dynamic_token").withLogin();
    api.endpoint("register", "Member::insert");
    api.endpoint("me", "Member::details");
    var body = Map.of("email", "visitor@example.com", "password", "a long password", "name", "V");

    var made = api.visitor().post(api.path("register"), body).expect(200);

    assertThat(made.fieldNames()).containsExactlyInAnyOrder("errors", "messages", "id");
    assertThat(made.at("/id").longValue()).isPositive();
    api.visitor()
        .post(
            api.path("register"), Map.of("email", "VISITOR@example.com", "password", "another one"))
        .expectFailure(409, "already_exists");
    api.visitor()
        .post(
            api.path("login"),
            Map.of("email", "visitor@example.com", "password", "a long password"))
        .expect(200);
  }

  private TestApi api() {
    var api = site.api("none");
    api.endpoint("groups", "MemberGroup::list");
    return api;
  }
}
