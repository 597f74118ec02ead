package dev.karamon.server;

import static dev.karamon.server.testing.TestMember.TOKEN_HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestApi;
import dev.karamon.server.testing.TestMember;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** APIs whose callers are known by a token. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class TokenSecurityIT {
  private final Site site;

  TokenSecurityIT(Site site) {
    this.site = site;
  }

  @Test
  void a_log_in_gives_an_access_and_a_refresh_token() {
    var api = api();
    var tokens = site.member().logsIn(api).tokens();

    assertThat(Answer.fieldNames(tokens))
        .containsExactlyInAnyOrder("access_token", "refresh_token", "errors", "messages");
    for (var name : List.of("access_token", "refresh_token")) {
      assertThat(Answer.fieldNames(tokens.path(name)))
          .containsExactlyInAnyOrder("value", "expiresAt");
    }
    var now = Instant.now().getEpochSecond();
    assertThat(tokens.at("/access_token/expiresAt").longValue())
        .isBetween(now + 3_500, now + 3_600);
    assertThat(tokens.at("/refresh_token/expiresAt").longValue()).isGreaterThan(now + 86_400);
  }

  @Test
  void the_access_token_is_taken_from_either_header() {
    var api = api();
    var member = site.member().logsIn(api);

    var own = api.call(api.visitor().with(TOKEN_HEADER, member.accessToken()), "profile");
    var usual =
        api.call(api.visitor().with("Authorization", "Bearer " + member.accessToken()), "profile");

    assertThat(own.expect(200).json()).isEqualTo(usual.expect(200).json());
  }

  @Test
  void a_wrong_password_and_an_unknown_address_are_told_apart_by_nobody() {
    var api = api();
    var member = site.member();

    var wrong =
        api.visitor()
            .post(api.path("login"), Map.of("email", member.email(), "password", "not the one"));
    var unknown =
        api.visitor()
            .post(api.path("login"), Map.of("email", "no@example.com", "password", "not the one"));

    wrong.expectFailure(401, "unauthenticated");
    unknown.expectFailure(401, "unauthenticated");
    assertThat(unknown.at("/errors")).isEqualTo(wrong.at("/errors"));
  }

  @Test
  void guessing_passwords_is_slowed_down() {
    var api = api();
    var member = site.member();
    var guess = Map.of("email", member.email(), "password", "a guess");

    Answer answer = api.visitor().post(api.path("login"), guess);
    for (int i = 0; i < 9 && answer.status() == 401; i++) {
      answer = api.visitor().post(api.path("login"), guess);
    }

    answer.expectFailure(429, "rate_limited");
    assertThat(Integer.parseInt(answer.header("Retry-After").orElseThrow())).isPositive();
    api.visitor().post(api.path("login"), member.credentials()).expectFailure(429, "rate_limited");
    site.member().logsIn(api).calls("profile").expect(200);
  }

  @Test
  void a_grant_token_is_worth_something_once() {
    var api = api();
    var other = api();
    var grant = grantToken(api, site.member());

    token(other, Map.of("grant_token", grant)).expectFailure(401, "unauthenticated");
    token(api, Map.of("grant_token", grant)).expect(200);
    token(api, Map.of("grant_token", grant)).expectFailure(401, "unauthenticated");
  }

  @Test
  void the_token_endpoint_takes_one_of_its_two_tokens() {
    var api = api();

    token(api, Map.of("grant_token", "a", "refresh_token", "b")).expect(400);
    token(api, Map.of("grant_token", "kgt_forged")).expectFailure(401, "unauthenticated");
    token(api, Map.of("refresh_token", "krt_forged")).expectFailure(401, "unauthenticated");
  }

  @Test
  void forged_and_foreign_tokens_are_refused() {
    var api = api();
    var other = site.member().logsIn(api());
    var real = site.member().logsIn(api).accessToken();
    var parts = real.split("\\.", 3);
    var noAlgorithm = base64("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + parts[1] + ".";
    var forged =
        List.of(
            "nonsense",
            "a.b.c",
            parts[0] + "." + parts[1] + "." + "A".repeat(43),
            noAlgorithm,
            noAlgorithm + parts[2],
            other.accessToken(),
            "x".repeat(4_000));

    for (var token : forged) {
      api.call(api.visitor().with(TOKEN_HEADER, token), "profile")
          .expectFailure(401, "unauthenticated");
    }
    api.call(api.visitor(), "profile").expectFailure(401, "unauthenticated");
  }

  @Test
  void a_token_that_has_expired_is_refused() {
    var api = site.api("dynamic_token", Map.of("access_token_lifespan", 60)).withLogin();
    api.endpoint("profile", "Login::profile");
    var member = site.member().logsIn(api);
    var parts = member.accessToken().split("\\.", 3);
    var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);

    assertThat(claims).contains("\"exp\":" + member.tokens().at("/access_token/expiresAt"));
    assertThat(member.tokens().at("/access_token/expiresAt").longValue())
        .isLessThanOrEqualTo(Instant.now().getEpochSecond() + 60);
    var longer = base64(claims.replaceFirst("\"exp\":[0-9]+", "\"exp\":9999999999"));
    api.call(api.visitor().with(TOKEN_HEADER, parts[0] + "." + longer + "." + parts[2]), "profile")
        .expectFailure(401, "unauthenticated");
  }

  @Test
  void refresh_tokens_rotate() {
    var api = api();
    var first = site.member().logsIn(api);

    var second = token(api, Map.of("refresh_token", first.refreshToken())).expect(200);

    assertThat(second.at("/refresh_token/value").textValue()).isNotEqualTo(first.refreshToken());
    api.call(
            api.visitor().with(TOKEN_HEADER, second.at("/access_token/value").textValue()),
            "profile")
        .expect(200);
  }

  @Test
  void a_refresh_token_that_comes_again_voids_everything_that_came_from_it() {
    var api = api();
    var first = site.member().logsIn(api);
    var second = token(api, Map.of("refresh_token", first.refreshToken())).expect(200);

    token(api, Map.of("refresh_token", first.refreshToken())).expectFailure(401, "unauthenticated");

    token(api, Map.of("refresh_token", second.at("/refresh_token/value").textValue()))
        .expectFailure(401, "unauthenticated");
    api.call(
            api.visitor().with(TOKEN_HEADER, second.at("/access_token/value").textValue()),
            "profile")
        .expectFailure(401, "unauthenticated");
    first.calls("profile").expectFailure(401, "unauthenticated");
  }

  @Test
  void logging_out_voids_access_and_refresh_token_of_this_log_in_only() {
    var api = api();
    var member = site.member();
    var here = member.logsIn(api);
    var there = member.logsIn(api);

    here.calls("logout").expect(200);

    here.calls("profile").expectFailure(401, "unauthenticated");
    token(api, Map.of("refresh_token", here.refreshToken())).expectFailure(401, "unauthenticated");
    there.calls("profile").expect(200);
  }

  @Test
  void a_member_who_is_blocked_is_out_at_once() {
    var api = api();
    var member = site.member();
    var loggedIn = member.logsIn(api);

    site.admin()
        .put("/members/" + member.id(), Map.of("email", member.email(), "status", "blocked"))
        .expect(200);

    loggedIn.calls("profile").expectFailure(401, "unauthenticated");
    token(api, Map.of("refresh_token", loggedIn.refreshToken()))
        .expectFailure(401, "unauthenticated");
  }

  @Test
  void a_new_password_ends_all_log_ins() {
    var api = api();
    var member = site.member();
    var loggedIn = member.logsIn(api);

    site.admin()
        .put(
            "/members/" + member.id(),
            Map.of("email", member.email(), "password", "quite another password"))
        .expect(200);

    loggedIn.calls("profile").expectFailure(401, "unauthenticated");
  }

  @Test
  void another_security_voids_all_tokens() {
    var api = site.api("dynamic_token");
    api.endpoint("login", "Login::login_challenge");
    api.endpoint("profile", "Login::profile");
    var issuing = api.endpoint("token", "Login::token").path("id").longValue();
    var member = site.member().logsIn(api);
    var grant = grantToken(api, site.member());

    site.admin().delete("/endpoints/" + issuing).expect(204);
    api.change(Map.of("security", "cookie")).expect(200);
    api.change(Map.of("security", "dynamic_token")).expect(200);
    api.endpoint("token", "Login::token");

    member.calls("profile").expectFailure(401, "unauthenticated");
    token(api, Map.of("refresh_token", member.refreshToken()))
        .expectFailure(401, "unauthenticated");
    token(api, Map.of("grant_token", grant)).expectFailure(401, "unauthenticated");
  }

  @Test
  void any_of_several_static_tokens_lets_in() {
    var api = site.api("static_token");
    api.endpoint("groups", "MemberGroup::list");
    var tokens = "/apis/" + api.id() + "/tokens";
    var first = site.admin().post(tokens, Map.of("name", "first")).expect(201);
    var second = site.admin().post(tokens, Map.of("name", "second")).expect(201);
    var rotated =
        site.admin()
            .post(tokens + "/" + second.at("/id").longValue() + "/rotate", Map.of())
            .expect(201);
    for (var made : List.of(first, rotated)) {
      var id = made.at("/id").longValue();
      var listed =
          StreamSupport.stream(site.admin().get(tokens).at("/items").spliterator(), false)
              .filter(one -> one.path("id").longValue() == id)
              .findFirst()
              .orElseThrow();
      assertThat(made.json())
          .isEqualTo(((ObjectNode) listed).put("token", made.at("/token").textValue()));
      assertThat(made.fieldNames()).contains("name", "hint", "created_at");
    }

    for (var made : List.of(first, second)) {
      var token = made.at("/token").textValue();
      api.call(api.visitor().with(TOKEN_HEADER, token), "groups").expect(200);
      api.call(api.visitor().with("Authorization", "Bearer " + token), "groups").expect(200);
      assertThat(site.admin().get(tokens).text()).doesNotContain(token);
    }

    site.admin().delete(tokens + "/" + first.at("/id").longValue()).expect(204);
    api.call(api.visitor().with(TOKEN_HEADER, first.at("/token").textValue()), "groups")
        .expectFailure(401, "unauthenticated");
    api.call(api.visitor().with(TOKEN_HEADER, second.at("/token").textValue()), "groups")
        .expect(200);
  }

  @Test
  void a_wrong_a_missing_and_an_expired_static_token_are_refused() {
    var api = site.api("static_token");
    api.endpoint("groups", "MemberGroup::list");
    var other = site.api("static_token");
    var foreign =
        site.admin().post("/apis/" + other.id() + "/tokens", Map.of("name", "a")).expect(201);
    var brief =
        site.admin()
            .post(
                "/apis/" + api.id() + "/tokens",
                Map.of("name", "b", "expires_at", Instant.now().plusSeconds(600).toString()))
            .expect(201)
            .at("/token")
            .textValue();
    site.execute("UPDATE api_static_token SET expires_at = now() WHERE api_id = " + api.id());

    api.call(api.visitor(), "groups").expectFailure(401, "unauthenticated");
    for (var token : List.of("kst_wrong", foreign.at("/token").textValue())) {
      api.call(api.visitor().with(TOKEN_HEADER, token), "groups")
          .expectFailure(401, "unauthenticated");
    }
    api.call(api.visitor().with(TOKEN_HEADER, brief), "groups")
        .expectFailure(401, "unauthenticated");
  }

  @Test
  void a_static_token_does_not_end_before_it_begins() {
    var tokens = "/apis/" + site.api("static_token").id() + "/tokens";
    var past = Map.of("name", "a", "expires_at", "2020-01-01T00:00:00Z");

    assertThat(site.admin().post(tokens, past).expectProblem(422, "refused").errorFields())
        .containsExactly("expires_at");
    assertThat(site.admin().get(tokens).at("/total").intValue()).isZero();
    var made = site.admin().post(tokens, Map.of("name", "a")).expect(201);
    assertThat(
            site.admin()
                .post(
                    tokens + "/" + made.at("/id").longValue() + "/rotate",
                    Map.of("expires_at", "2020-01-01T00:00:00Z"))
                .expectProblem(422, "refused")
                .errorFields())
        .containsExactly("expires_at");
  }

  @Test
  void static_tokens_come_in_pages_and_are_searched_by_name() {
    var tokens = "/apis/" + site.api("static_token").id() + "/tokens";
    for (var name : List.of("shop", "app", "app of before")) {
      site.admin().post(tokens, Map.of("name", name)).expect(201);
    }

    var second = site.admin().get(tokens + "?page=2&per_page=2").expect(200);
    assertThat(second.at("/items").findValuesAsText("name")).containsExactly("app of before");
    assertThat(second.at("/page").intValue()).isEqualTo(2);
    assertThat(second.at("/per_page").intValue()).isEqualTo(2);
    assertThat(second.at("/total").intValue()).isEqualTo(3);
    var found = site.admin().get(tokens + "?q=APP").expect(200);
    assertThat(found.at("/items").findValuesAsText("name")).containsExactly("app", "app of before");
    assertThat(found.at("/total").intValue()).isEqualTo(2);
  }

  @Test
  void only_an_api_with_static_tokens_has_static_tokens() {
    site.admin()
        .post("/apis/" + api().id() + "/tokens", Map.of("name", "a"))
        .expectProblem(422, "refused");
  }

  private TestApi api() {
    var api = site.api("dynamic_token").withLogin();
    api.endpoint("profile", "Login::profile");
    return api;
  }

  private static Answer token(TestApi api, Map<String, String> body) {
    return api.visitor().post(api.path("token"), body);
  }

  private static String grantToken(TestApi api, TestMember member) {
    return api.visitor()
        .post(api.path("login"), member.credentials())
        .expect(200)
        .at("/grant_token")
        .textValue();
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
