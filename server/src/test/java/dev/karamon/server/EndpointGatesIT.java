package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestApi;
import dev.karamon.server.testing.TestGroup;
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
  void nor_can_one_with_endpoints_for_groups() {
    var api = site.api("dynamic_token");
    restricted(api, "inner", site.group("Inner"));

    var refused = api.change(Map.of("security", "static_token")).expectProblem(422, "refused");

    assertThat(refused.errorFields()).containsExactly("security");
    assertThat(refused.at("/errors/0/message").textValue()).endsWith("need one: inner.");
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
    // The admin API refuses to sell it while new members come into it.
    site.execute(
        "INSERT INTO stripe_group_price (mode, price_id, group_id, position)"
            + " VALUES ('test', '%s', %d, 1)".formatted(site.sandbox().price(), free.id()));
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
}
