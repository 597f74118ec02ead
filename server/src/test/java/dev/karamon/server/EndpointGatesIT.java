package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestApi;
import dev.karamon.server.testing.TestGroup;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call of a generated endpoint has to pass, whatever the operation. */
@KaramonTest
class EndpointGatesIT {
  private static final String SHOP = "https://shop.example";

  private final Site site;

  EndpointGatesIT(Site site) {
    this.site = site;
  }

  @Test
  void an_open_api_asks_nobody_who_they_are() {
    var api = api();

    var answer = api.call(api.visitor(), "groups").expect(200);

    assertThat(answer.fieldNames())
        .containsExactlyInAnyOrder("errors", "messages", "list", "pageInfo");
    assertThat(Answer.fieldNames(answer.at("/pageInfo")))
        .containsExactlyInAnyOrder("totalCnt", "perPage", "totalPageCnt", "pageNo");
    assertThat(answer.header("x-rcms-request-id")).isEqualTo(answer.header("x-request-id"));
  }

  @Test
  void a_request_id_is_taken_over_when_it_is_sane() {
    var api = api();

    var sane = api.call(api.visitor().with("x-request-id", "page-7.a_b"), "groups");
    var odd = api.call(api.visitor().with("x-request-id", "<script>"), "groups");

    assertThat(sane.header("x-rcms-request-id")).contains("page-7.a_b");
    assertThat(odd.header("x-rcms-request-id").orElseThrow()).doesNotContain("<");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "static_token"})
  void what_needs_a_member_is_refused_where_nobody_can_be_known(String security) {
    var api = site.api(security);
    var price = site.sandbox().price();

    var refused =
        List.of(
            api.asksFor("checkout", "Stripe::checkout", site.sells(price), Map.of()),
            api.asksFor("cancel", "Stripe::cancel_order", Map.of(), Map.of()),
            api.asksFor("login", "Login::login_challenge", Map.of(), Map.of()),
            api.asksFor("profile", "Login::profile", Map.of(), Map.of()));

    for (var answer : refused) {
      answer.expectProblem(422, "refused");
      assertThat(answer.errorFields()).containsExactly("operation");
      assertThat(answer.at("/errors/0/message").textValue()).contains(security);
    }
    assertThat(site.admin().get("/apis/" + api.id() + "/endpoints").at("/total").intValue())
        .isZero();
  }

  @Test
  void an_api_with_endpoints_that_need_members_cannot_forget_them() {
    var shop = site.shop();

    var refused = shop.api().change(Map.of("security", "none")).expectProblem(422, "refused");

    assertThat(refused.errorFields()).containsExactly("security");
    site.member().logsIn(shop.api()).calls("profile").expect(200);
  }

  @Test
  void a_restricted_endpoint_is_for_members_of_its_groups() {
    var group = site.group("Inner");
    var api = site.api("dynamic_token").withLogin();
    restricted(api, "inner", group);
    var member = site.member();
    var loggedIn = member.logsIn(api);
    var grant = "/members/" + member.id() + "/groups/" + group.id();

    api.call(api.visitor(), "inner").expectFailure(401, "unauthenticated");
    loggedIn.calls("inner").expectFailure(403, "forbidden");
    site.admin().put(grant, Map.of()).expect(200);
    loggedIn.calls("inner").expect(200);
    site.admin().delete(grant).expect(200);
    loggedIn.calls("inner").expectFailure(403, "forbidden");
  }

  @Test
  void who_pays_passes_at_the_next_request() {
    var shop = site.shop();
    restricted(shop.api(), "inner", shop.group());
    var member = site.member().logsIn(shop.api());
    member.calls("inner").expectFailure(403, "forbidden");

    member.subscribes();
    member.calls("inner").expect(200);

    member.calls("cancel").expect(200);
    member.calls("inner").expectFailure(403, "forbidden");
  }

  @Test
  void groups_of_a_restriction_have_to_exist_and_be_named() {
    var api = site.api("dynamic_token");

    for (var groups : List.of(List.<Long>of(), List.of(99_999_999L))) {
      var refused =
          api.asksFor("inner", "MemberGroup::list", Map.of(), restrictedTo(groups))
              .expectProblem(422, "refused");
      assertThat(refused.errorFields()).containsExactly("request_restriction.group_ids");
    }
    assertThat(
            site.api("none")
                .asksFor(
                    "inner",
                    "MemberGroup::list",
                    Map.of(),
                    restrictedTo(List.of(site.group("Inner").id())))
                .expectProblem(422, "refused")
                .errorFields())
        .containsExactly("request_restriction.type");
  }

  @Test
  void a_path_parameter_has_to_be_an_input_of_the_operation() {
    var refused =
        api()
            .asksFor("groups/{color}", "MemberGroup::list", Map.of(), Map.of())
            .expectProblem(422, "refused");

    assertThat(refused.errorFields()).containsExactly("path");
    assertThat(refused.at("/errors/0/message").textValue()).contains("color");
  }

  @Test
  void an_endpoint_can_be_called_as_soon_as_it_is_saved() {
    var apis = List.of(site.api("none"), site.api("none"), site.api("none"), site.api("none"));
    var missing = new ConcurrentLinkedQueue<String>();

    try (var admins = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var api : apis) {
        admins.execute(() -> {
          for (int i = 0; i < 25; i++) {
            api.endpoint("groups" + i, "MemberGroup::list");
            if (api.visitor().get(api.path("groups" + i)).status() != 200) {
              missing.add(api.path("groups" + i));
            }
          }
        });
      }
    }

    assertThat(missing).isEmpty();
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
  @ValueSource(strings = {"/", "a//b", "a b", "../x", "a/..", "{}", "{A}", "a?b", "ä", "{a}/{a}"})
  void a_path_that_could_not_be_called_is_refused(String path) {
    var refused =
        api().asksFor(path, "MemberGroup::list", Map.of(), Map.of()).expectProblem(422, "refused");

    assertThat(refused.errorFields()).containsOnly("path");
  }

  @Test
  void one_path_and_method_is_there_once() {
    var api = api();

    var refused = api.asksFor("groups", "MemberGroup::list", Map.of(), Map.of());

    refused.expectProblem(409, "already_exists");
    assertThat(refused.errorFields()).containsExactly("path");
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

  @Test
  void a_rate_limit_counts_down_and_then_refuses() {
    var api = site.api("none");
    api.endpoint(
        "groups",
        "MemberGroup::list",
        Map.of(),
        Map.of("rate_limit", Map.of("requests", 2, "seconds", 3_600)));

    for (var left : List.of("1", "0")) {
      var answer = api.call(api.visitor(), "groups").expect(200);
      assertThat(answer.header("x-rcms-ratelimit-limit")).contains("2");
      assertThat(answer.header("x-rcms-ratelimit-remaining")).contains(left);
      assertThat(answer.header("x-rcms-ratelimit-reset")).isPresent();
    }
    var refused = api.call(api.visitor(), "groups").expectFailure(429, "rate_limited");
    assertThat(refused.header("x-rcms-ratelimit-remaining")).contains("0");
    assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow())).isBetween(1, 3_601);
  }

  @Test
  void unknown_paths_wrong_methods_and_endpoints_that_are_off_are_refused() {
    var api = api();
    api.endpoint("off", "MemberGroup::list", Map.of(), Map.of("enabled", false));

    for (var path :
        List.of(
            api.path("nothing"),
            api.path("groups/"),
            api.path("groups/more"),
            api.path("Groups"),
            "/rcms-api/99999999/groups",
            "/rcms-api/0/groups",
            "/rcms-api/x/groups",
            "/rcms-api/",
            "/rcms-api/99999999999999999999999/groups",
            api.path("off"))) {
      site.anybody().get(path).expectFailure(404, "not_found");
    }
    var wrong = site.anybody().post(api.path("groups"), Map.of());
    wrong.expectFailure(405, "method_not_allowed");
    assertThat(wrong.header("Allow")).contains("GET, HEAD");
  }

  @Test
  void every_path_below_the_endpoints_fails_in_their_envelope() {
    site.anybody().get("/rcms-api").expect(404);
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
        .post(api.path("login"), Map.of("email", "a\0@b.c", "password", "x"))
        .expectFailure(400, "invalid_request");
    api.visitor()
        .send(
            "POST",
            api.path("login"),
            BodyPublishers.ofString("{\"email\":\"" + "x".repeat(1_100_000) + "\"}"),
            Map.of("Content-Type", "application/json"))
        .expectFailure(413, "body_too_large");
  }

  @Test
  void registering_never_leads_into_a_group_that_is_sold() {
    var shop = site.shop();
    var free = site.group("Free");
    var api = site.api("none");

    var refused =
        api.asksFor(
                "register",
                "Member::insert",
                Map.of("default_group_id", shop.group().id()),
                Map.of())
            .expectProblem(422, "refused");
    assertThat(refused.errorFields()).containsExactly("settings.default_group_id");

    api.endpoint("register", "Member::insert", Map.of("default_group_id", free.id()));
    free.withPrices(site.sandbox().price());
    var body =
        Map.of(
            "email",
            site.unique("new").replace(' ', '.') + "@example.com",
            "password",
            "a long password");
    api.visitor().post(api.path("register"), body).expectFailure(422, "refused");
    var open = site.api("none");
    open.endpoint("register", "Member::insert");
    open.visitor().post(open.path("register"), body).expect(200);
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

  private static void restricted(TestApi api, String path, TestGroup group) {
    api.endpoint(path, "MemberGroup::list", Map.of(), restrictedTo(List.of(group.id())));
  }

  private static Map<String, ?> restrictedTo(List<Long> groups) {
    return Map.of("request_restriction", Map.of("type", "group_auth", "group_ids", groups));
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
