package dev.karamon.server;

import static dev.karamon.server.testing.TestMember.TOKEN_HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.Client;
import dev.karamon.server.testing.Crowd;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestApi;
import dev.karamon.server.testing.TestMember;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What tokens of members and of nobody are worth, and until when. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED, durable = true)
class MemberTokensIT {
  private final Site site;

  MemberTokensIT(Site site) {
    this.site = site;
  }

  @Test
  void whoever_asks_with_nothing_gets_a_token_that_names_nobody() {
    var api = api();
    api.endpoint("groups", "MemberGroup::list");

    var tokens = token(api, Map.of()).expect(200);

    assertThat(tokens.fieldNames()).containsExactlyInAnyOrder("access_token", "errors", "messages");
    var nobody = api.visitor().with(TOKEN_HEADER, value(tokens, "access_token"));
    api.call(nobody, "groups").expect(200);
    api.call(nobody, "profile").expectFailure(401, "unauthenticated");
    api.call(nobody, "logout").expect(200);
    nobody
        .post(api.path("token"), Map.of("refresh_token", value(tokens, "access_token")))
        .expectFailure(401, "unauthenticated");
  }

  @Test
  void a_token_of_nobody_ends_too_and_is_of_one_api() {
    var api = api();
    var other = api();
    for (var each : List.of(api, other)) {
      each.endpoint("groups", "MemberGroup::list");
    }
    var nobody = visitorWithToken(api);

    other.call(nobody, "groups").expectFailure(401, "unauthenticated");
    api.call(nobody, "groups").expect(200);
    site.clock().passes(Duration.ofHours(1));
    api.call(nobody, "groups").expectFailure(401, "unauthenticated");
  }

  @Test
  void of_two_who_use_one_refresh_token_at_once_at_most_one_wins_and_nobody_stays() {
    var api = api();
    for (int round = 0; round < 5; round++) {
      var refresh = site.member().logsIn(api).refreshToken();
      var answers = new ConcurrentLinkedQueue<Answer>();

      Crowd.each(
          4,
          Collections.nCopies(4, refresh),
          each -> answers.add(token(api, Map.of("refresh_token", each))));

      var won = answers.stream().filter(answer -> answer.status() == 200).toList();
      assertThat(won).hasSizeLessThanOrEqualTo(1);
      for (var answer : won) {
        var thief = api.visitor().with(TOKEN_HEADER, value(answer, "access_token"));
        api.call(thief, "profile").expectFailure(401, "unauthenticated");
        token(api, Map.of("refresh_token", value(answer, "refresh_token")))
            .expectFailure(401, "unauthenticated");
      }
    }
  }

  @Test
  void a_refresh_token_ends_when_it_says_so() {
    var api = site.api("dynamic_token", Map.of("refresh_token_lifespan", 300)).withLogin();
    var member = site.member().logsIn(api);

    site.clock().passes(Duration.ofMinutes(5));

    token(api, Map.of("refresh_token", member.refreshToken()))
        .expectFailure(401, "unauthenticated");
  }

  @Test
  void a_log_out_ends_the_session_also_of_a_token_that_has_expired() {
    var api = api();
    var member = site.member();
    var here = member.logsIn(api);
    var there = member.logsIn(api);
    site.clock().passes(Duration.ofHours(1));
    here.calls("profile").expectFailure(401, "unauthenticated");

    here.calls("logout").expect(200);

    token(api, Map.of("refresh_token", here.refreshToken())).expectFailure(401, "unauthenticated");
    token(api, Map.of("refresh_token", there.refreshToken())).expect(200);
  }

  @Test
  void a_token_that_has_expired_ends_nothing_that_it_does_not_name() {
    var api = api();
    var other = api();
    var member = site.member().logsIn(api);
    var parts = member.accessToken().split("\\.", 3);
    site.clock().passes(Duration.ofHours(1));

    for (var forged :
        List.of(member.accessToken() + "a", parts[0] + "." + parts[1] + "." + parts[1], parts[1])) {
      api.call(api.visitor().with(TOKEN_HEADER, forged), "logout").expect(200);
    }
    other.call(member.client(), "logout").expect(200);

    token(api, Map.of("refresh_token", member.refreshToken())).expect(200);
  }

  @Test
  void no_token_says_that_it_is_good_for_longer_than_it_is() {
    var api =
        site.api(
                "dynamic_token",
                Map.of("access_token_lifespan", 86_400, "refresh_token_lifespan", 300))
            .withLogin();
    api.endpoint("profile", "Login::profile");
    var first = site.member().logsIn(api);
    var next = token(api, Map.of("refresh_token", first.refreshToken())).expect(200).json();
    for (var tokens : List.of(first.tokens(), next)) {
      assertThat(tokens.at("/access_token/expiresAt"))
          .isEqualTo(tokens.at("/refresh_token/expiresAt"));
    }

    var caller = api.visitor().with(TOKEN_HEADER, next.at("/access_token/value").textValue());
    var left =
        next.at("/access_token/expiresAt").longValue() - site.clock().instant().getEpochSecond();
    site.clock().passes(Duration.ofSeconds(left - 30));
    api.call(caller, "profile").expect(200);
    site.clock().passes(Duration.ofSeconds(30));
    api.call(caller, "profile").expectFailure(401, "unauthenticated");
  }

  @Test
  void a_new_password_voids_what_the_old_one_has_begun() {
    var api = api();
    var member = site.member();
    var grant = grantToken(api, member);

    site.admin()
        .put(
            "/members/" + member.id(),
            Map.of("email", member.email(), "password", "quite another password"))
        .expect(200);

    token(api, Map.of("grant_token", grant)).expectFailure(401, "unauthenticated");
  }

  @Test
  void a_member_who_is_blocked_finishes_no_log_in_and_comes_back_to_none() {
    var api = api();
    var member = site.member();
    var grant = grantToken(api, member);
    var loggedIn = member.logsIn(api);

    for (var status : List.of("blocked", "active")) {
      site.admin()
          .put("/members/" + member.id(), Map.of("email", member.email(), "status", status))
          .expect(200);

      token(api, Map.of("grant_token", grant)).expectFailure(401, "unauthenticated");
      token(api, Map.of("refresh_token", loggedIn.refreshToken()))
          .expectFailure(401, "unauthenticated");
      loggedIn.calls("profile").expectFailure(401, "unauthenticated");
    }
  }

  @Test
  void a_change_of_groups_counts_at_the_next_request() {
    var api = api();
    var group = site.group("Inner circle");
    api.endpoint(
        "inner",
        "MemberGroup::list",
        Map.of(),
        Map.of(
            "request_restriction", Map.of("type", "group_auth", "group_ids", List.of(group.id()))));
    var member = site.member().logsIn(api);
    var membership = "/members/" + member.member().id() + "/groups/" + group.id();

    member.calls("inner").expectFailure(403, "forbidden");
    site.admin().put(membership, Map.of()).expect(200);
    member.calls("inner").expect(200);
    site.admin().delete(membership).expect(200);
    member.calls("inner").expectFailure(403, "forbidden");
  }

  @Test
  void a_static_token_is_exchanged_while_the_old_one_is_still_taken() {
    var api = site.api("static_token");
    api.endpoint("groups", "MemberGroup::list");
    var tokens = "/apis/" + api.id() + "/tokens";
    var old = site.admin().post(tokens, Map.of("name", "shop")).expect(201);

    var next =
        site.admin()
            .post(tokens + "/" + old.at("/id") + "/rotate", Map.of("grace_seconds", 600))
            .expect(201);

    assertThat(next.at("/name").textValue()).isEqualTo("shop");
    assertThat(next.at("/token").textValue()).isNotEqualTo(old.at("/token").textValue());
    var before = api.visitor().with(TOKEN_HEADER, old.at("/token").textValue());
    var after = api.visitor().with(TOKEN_HEADER, next.at("/token").textValue());
    api.call(before, "groups").expect(200);
    api.call(after, "groups").expect(200);
    site.clock().passes(Duration.ofSeconds(601));
    api.call(before, "groups").expectFailure(401, "unauthenticated");
    api.call(after, "groups").expect(200);
    var other = site.api("static_token");
    site.admin()
        .post("/apis/" + other.id() + "/tokens/" + next.at("/id") + "/rotate", Map.of())
        .expectProblem(404, "not_found");
    site.execute(
        "DO $$ BEGIN ASSERT (SELECT count(*) FROM api_static_token WHERE token_hash = sha256('"
            + next.at("/token").textValue()
            + "')) = 1, 'kept as a hash'; END $$");
  }

  private TestApi api() {
    var api = site.api("dynamic_token").withLogin();
    api.endpoint("profile", "Login::profile");
    return api;
  }

  private static Client visitorWithToken(TestApi api) {
    return api.visitor()
        .with(TOKEN_HEADER, value(token(api, Map.of()).expect(200), "access_token"));
  }

  private static Answer token(TestApi api, Map<String, String> body) {
    return api.visitor().post(api.path("token"), body);
  }

  private static String value(Answer tokens, String name) {
    return tokens.at("/" + name + "/value").textValue();
  }

  private static String grantToken(TestApi api, TestMember member) {
    return api.visitor()
        .post(api.path("login"), member.credentials())
        .expect(200)
        .at("/grant_token")
        .textValue();
  }
}
