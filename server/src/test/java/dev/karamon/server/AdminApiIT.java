package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.RawHttp;
import dev.karamon.server.testing.Site;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The admin API: what is refused and how, what lists and changes look like. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class AdminApiIT {
  private static final String ROOT = "/admin/api/v1";

  private final Site site;

  AdminApiIT(Site site) {
    this.site = site;
  }

  @Test
  void a_list_comes_in_pages() {
    var prefix = site.unique("Paged").replace(' ', '-');
    for (int i = 0; i < 3; i++) {
      site.group(prefix);
    }

    var page = site.admin().get("/groups?q=" + prefix + "&page=2&per_page=2").expect(200);

    assertThat(page.fieldNames()).containsExactlyInAnyOrder("items", "page", "per_page", "total");
    assertThat(page.at("/items")).hasSize(1);
    assertThat(page.at("/page").intValue()).isEqualTo(2);
    assertThat(page.at("/per_page").intValue()).isEqualTo(2);
    assertThat(page.at("/total").intValue()).isEqualTo(3);
    for (var wrong : List.of("page=0", "page=x", "per_page=0", "per_page=101", "page=99999999")) {
      var refused = site.admin().get("/groups?" + wrong).expectProblem(400, "invalid_request");
      assertThat(refused.errorFields()).containsExactly(wrong.split("=", 2)[0]);
    }
  }

  @Test
  void what_a_query_has_that_a_list_does_not_know_is_refused() {
    var refused =
        site.admin()
            .get("/members?status=active&group_id=x&page=0&sort=color&_=1")
            .expectProblem(400, "invalid_request");

    assertThat(refused.errorFields())
        .containsExactlyInAnyOrder("status", "group_id", "page", "sort");
    assertThat(refused.at("/errors/0/code").textValue()).isEqualTo("unknown");
    assertThat(refused.at("/errors/0/message").textValue())
        .startsWith("status is not a parameter here; there are group_id, sort, ");
    assertThat(
            site.admin().post("/groups?dry_run=1", Map.of("name", "G")).expect(400).errorFields())
        .containsExactly("dry_run");
    assertThat(
            site.admin()
                .get("/stripe/events?stauts=failed&status=foo&member_id=x&page=0")
                .expect(400)
                .errorFields())
        .containsExactly("stauts", "status", "member_id", "page");
  }

  @Test
  void what_takes_nothing_says_so_to_who_sends_something() {
    var refused =
        site.admin()
            .post("/stripe/events/replay", Map.of("event_ids", List.of("evt_x")))
            .expectProblem(400, "invalid_request");

    assertThat(refused.errorFields()).containsExactly("event_ids");
    site.admin().post("/stripe/events/replay", Map.of()).expect(200);
    site.admin().post("/stripe/events/replay", "").expect(200);
    site.admin().post("/stripe/events/replay", "[]").expectProblem(400, "invalid_request");
  }

  @Test
  void a_part_of_a_path_is_what_its_percent_signs_stand_for() {
    assertThat(
            site.admin()
                .get("/stripe/events/evt%20%2F%E9%87%91%2B+")
                .expectProblem(404, "not_found")
                .at("/detail")
                .textValue())
        .contains("evt /金++");
    for (var broken : List.of("%FF", "%C3%28", "a?q=%FF")) {
      site.admin().get("/stripe/events/" + broken).expectProblem(400, "invalid_request");
    }
  }

  @Test
  void a_grant_takes_no_field_of_the_member_that_it_answers() {
    var member = site.memberWithoutPassword();
    var path = "/members/" + member.id() + "/groups/" + site.group("Granted").id();

    var refused =
        site.admin()
            .put(path, Map.of("status", "blocked", "version", 0))
            .expectProblem(400, "invalid_request");

    assertThat(refused.errorFields()).containsExactlyInAnyOrder("status", "version");
    site.admin().put(path, Map.of()).expect(200);
  }

  @Test
  void what_is_created_is_answered_whole() {
    assertThat(
            site.admin().post("/groups", Map.of("name", site.unique("G"))).expect(201).fieldNames())
        .contains("id", "name", "description", "member_count", "version");
    assertThat(site.admin().post("/apis", Map.of("title", "A")).expect(201).fieldNames())
        .contains(
            "id",
            "title",
            "version",
            "description",
            "security",
            "cors",
            "access_token_lifespan",
            "refresh_token_lifespan");
    var api = site.api("none");
    assertThat(Answer.fieldNames(api.endpoint("groups", "MemberGroup::list")))
        .contains(
            "id",
            "api_id",
            "path",
            "enabled",
            "category",
            "model",
            "model_version",
            "operation",
            "summary",
            "description",
            "request_restriction",
            "cache_seconds",
            "settings",
            "version");
    assertThat(Answer.fieldNames(site.memberWithoutPassword().view()))
        .contains("id", "email", "name", "status", "groups", "stripe");
    assertThat(site.admin().get("/audit").at("/items/0").fieldNames())
        .toIterable()
        .contains("at", "actor", "action", "subject");
  }

  @Test
  void a_stale_version_is_a_conflict() {
    var group = site.group("Group");
    var path = "/groups/" + group.id();
    var version = group.view().path("version").intValue();
    site.admin().put(path, Map.of("name", site.unique("B"), "version", version)).expect(200);

    site.admin()
        .put(path, Map.of("name", site.unique("C"), "version", version))
        .expectProblem(409, "version_conflict");

    assertThat(group.view().path("name").textValue()).startsWith("B");
  }

  @Test
  void stale_endpoints_and_members_are_conflicts_too() {
    var endpoint = site.api("none").endpoint("groups", "MemberGroup::list");
    var draft = new HashMap<String, Object>();
    for (var field : List.of("path", "category", "model", "operation", "version")) {
      draft.put(field, endpoint.path(field));
    }
    var path = "/endpoints/" + endpoint.path("id").longValue();
    site.admin().put(path, draftOf(draft)).expect(200);
    site.admin().put(path, draftOf(draft)).expectProblem(409, "version_conflict");

    var member = site.memberWithoutPassword();
    var change = Map.of("email", member.email(), "version", 1);
    site.admin().put("/members/" + member.id(), change).expect(200);
    site.admin().put("/members/" + member.id(), change).expectProblem(409, "version_conflict");
  }

  @Test
  void what_was_read_can_be_sent_back() {
    var group = site.group("Group");
    var read = group.view();

    var saved = site.admin().put("/groups/" + group.id(), read.toString()).expect(200);

    assertThat(saved.at("/name")).isEqualTo(read.path("name"));
  }

  @Test
  void everything_that_is_wrong_is_said_at_once() {
    var refused =
        site.admin()
            .post(
                "/apis",
                Map.of(
                    "titel",
                    "x",
                    "security",
                    "magic",
                    "access_token_lifespan",
                    1,
                    "cors",
                    Map.of("allow_origin", List.of())))
            .expectProblem(400, "invalid_request");

    assertThat(refused.errorFields())
        .containsExactlyInAnyOrder(
            "title", "titel", "security", "access_token_lifespan", "cors.allow_origin");
  }

  @Test
  void a_value_of_another_type_is_refused_by_name() {
    var wrong =
        Map.of(
            "title",
            7,
            "access_token_lifespan",
            "an hour",
            "refresh_token_lifespan",
            7.9,
            "cors",
            "all");

    assertThat(
            site.admin().post("/apis", wrong).expectProblem(400, "invalid_request").errorFields())
        .containsOnly("title", "access_token_lifespan", "refresh_token_lifespan", "cors");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "nonsense", "{\"name\":\"a\"}}", "{\"name\":\"a\",\"name\":\"b\"}"})
  void a_body_that_is_no_json_is_refused(String body) {
    site.admin().post("/groups", body).expectProblem(400, "invalid_json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "ISO-8859-1"})
  void json_that_is_not_in_utf_8_is_refused(String charset) {
    var body = "{\"name\":\"Gäste\"}".getBytes(Charset.forName(charset));

    site.admin()
        .client()
        .send(
            "POST",
            "/admin/api/v1/groups",
            BodyPublishers.ofByteArray(body),
            Map.of("Content-Type", "application/json"))
        .expectProblem(400, "invalid_json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "7", "\"a\"", "", "{}"})
  void a_body_that_is_no_group_is_refused(String body) {
    site.admin().post("/groups", body).expectProblem(400, "invalid_request");
  }

  @Test
  void deep_and_large_bodies_other_media_types_and_nul_are_refused() {
    site.admin()
        .post("/groups", "{\"name\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}")
        .expectProblem(400, "invalid_json");
    site.admin()
        .client()
        .send(
            "POST",
            ROOT + "/groups",
            BodyPublishers.ofString("{\"name\":\"" + "x".repeat(1_100_000) + "\"}"),
            Map.of("Content-Type", "application/json"))
        .expectProblem(413, "body_too_large");
    for (var type : List.of("text/plain", "application/xml")) {
      site.admin()
          .through(site.admin().client().with("Content-Type", type))
          .post("/groups", "{\"name\":\"a\"}")
          .expectProblem(415, "unsupported_media_type");
    }
    site.admin().post("/groups", Map.of("name", "a\0b")).expectProblem(400, "invalid_request");
    site.admin().get("/groups?q=a%00b").expectProblem(400, "invalid_request");
    site.admin().get("/stripe/events/a%00b").expectProblem(404, "not_found");
  }

  @Test
  void what_does_not_exist_is_not_found() {
    for (var path :
        List.of(
            "/groups/999999999",
            "/groups/0",
            "/groups/-1",
            "/groups/abc",
            "/groups/99999999999999999999",
            "/members/999999999",
            "/apis/999999999",
            "/apis/999999999/endpoints",
            "/endpoints/999999999",
            "/integrations/stripe/nothing/here",
            "/nothing")) {
      site.admin().get(path).expectProblem(404, "not_found");
    }
    site.admin()
        .put("/members/" + site.memberWithoutPassword().id() + "/groups/999999999", Map.of())
        .expectProblem(404, "not_found");
    site.anybody().get("/nothing").expectProblem(404, "not_found");
  }

  @Test
  void another_method_is_told_which_ones_there_are() {
    var answer = site.admin().send("PATCH", "/groups", Map.of());

    answer.expectProblem(405, "method_not_allowed");
    assertThat(answer.header("Allow")).contains("GET, HEAD, POST");
  }

  @Test
  void a_name_is_taken_once_and_a_group_in_use_stays() {
    var group = site.group("Taken");
    var member = site.memberWithoutPassword();

    assertThat(
            site.admin()
                .post("/groups", Map.of("name", group.name()))
                .expectProblem(409, "already_exists")
                .errorFields())
        .containsExactly("name");
    site.admin().put("/members/" + member.id() + "/groups/" + group.id(), Map.of()).expect(200);
    site.admin().delete("/groups/" + group.id()).expectProblem(409, "in_use");
    assertThat(member.isIn(group)).isTrue();
  }

  @Test
  void a_grant_by_hand_can_end_by_itself() {
    var group = site.group("Brief");
    var member = site.memberWithoutPassword();
    var path = "/members/" + member.id() + "/groups/" + group.id();

    site.admin().put(path, Map.of("ends_at", "2020-01-01T00:00:00Z")).expectProblem(422, "refused");
    site.admin()
        .put(path, Map.of("ends_at", Instant.now().plusMillis(1_200).toString()))
        .expect(200);
    assertThat(member.isIn(group)).isTrue();

    Patience.until(() -> assertThat(member.isIn(group)).isFalse());
  }

  @Test
  void prices_cannot_be_given_while_stripe_is_off() {
    var refused =
        site.admin()
            .post(
                "/groups",
                Map.of(
                    "name", site.unique("G"),
                    "stripe_prices", Map.of("test", List.of("price_x1"))))
            .expectProblem(422, "refused");

    assertThat(refused.errorFields()).containsExactly("stripe_prices");
    assertThat(Answer.fieldNames(site.group("Plain").view())).doesNotContain("stripe_prices");
  }

  @Test
  void unreadable_requests_are_answered_like_all_others() {
    var answer = RawHttp.send(site.url(), "GET / HTTP/1.1\nHost: x\nx y: z\n\n");

    assertThat(answer).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void every_answer_forbids_guessing_types_and_framing() {
    for (var path : List.of(ROOT + "/groups", "/health/live", "/nothing", "/rcms-api/1/x")) {
      var answer = site.anybody().get(path);
      assertThat(answer.header("X-Content-Type-Options")).as(path).contains("nosniff");
      assertThat(answer.header("X-Frame-Options")).as(path).contains("DENY");
      assertThat(answer.header("x-request-id")).as(path).isPresent();
    }
  }

  @Test
  void the_probes_answer() {
    site.anybody().get("/health/live").expect(200);
    var ready = site.anybody().get("/health/ready").expect(200);
    assertThat(ready.at("/checks/database").textValue()).isEqualTo("up");
  }

  private static String draftOf(Map<String, Object> fields) {
    var draft = new StringBuilder("{");
    fields.forEach((name, value) ->
        draft
            .append(draft.length() > 1 ? "," : "")
            .append('"')
            .append(name)
            .append("\":")
            .append(value));
    return draft.append('}').toString();
  }
}
