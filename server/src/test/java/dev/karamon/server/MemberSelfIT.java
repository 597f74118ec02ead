package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestApi;
import dev.karamon.server.testing.TestMember;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What members do with their own account where no mail is sent. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class MemberSelfIT {
  private static final String NEXT = "quite another password";

  private final Site site;
  private final TestApi api;

  MemberSelfIT(Site site) {
    this.site = site;
    this.api = site.api("dynamic_token").withLogin();
    api.endpoint("profile", "Login::profile");
    api.endpoint("me", "Member::details");
    api.endpoint("update", "Member::update");
    api.endpoint("password", "Login::change_password");
    api.endpoint(
        "forgotten",
        "Login::request_password_reset",
        Map.of("reset_url", "https://shop.example/reset"));
    api.endpoint("reset", "Login::reset_password");
  }

  @Test
  void a_member_changes_its_own_name_and_nothing_of_others() {
    var member = site.member();
    var other = site.member();
    var before = other.view();

    assertThat(send(member, "update", Map.of("name", " Mina ")).expect(200).at("/id").longValue())
        .isEqualTo(member.id());

    var me = member.logsIn(api).calls("me").expect(200);
    assertThat(me.at("/details/name").textValue()).isEqualTo("Mina");
    assertThat(me.at("/details/email").textValue()).isEqualTo(member.email());
    assertThat(other.view()).isEqualTo(before);
    for (var field : new String[] {"id", "member_id", "status", "group_ids", "email_verified"}) {
      send(member, "update", Map.of(field, "1")).expectFailure(400, "unknown");
    }
  }

  @Test
  void addresses_differ_by_more_than_their_case() {
    var member = site.member();
    var other = site.member();
    var shouted = other.email().toUpperCase(Locale.ROOT);

    send(member, "update", Map.of("email", shouted, "current_password", password(member)))
        .expectFailure(409, "already_exists");
    api.visitor()
        .post(api.path("login"), Map.of("email", shouted, "password", password(other)))
        .expect(200);
    send(other, "update", Map.of("email", shouted)).expect(200);
    assertThat(other.view().path("email").textValue()).isEqualTo(shouted);
  }

  @Test
  void letters_that_only_some_rules_think_the_same_make_another_address() {
    var member = site.member();
    var caller = member.logsIn(api).client();
    var email = site.unique("kiss").replace(' ', '.') + "@example.com";
    site.admin().put("/members/" + member.id(), Map.of("email", email)).expect(200);

    for (var alike :
        List.of(
            email.replace('i', 'ı'),
            email.replace('i', 'İ'),
            email.replace('k', '\u212a'),
            email.replace('s', 'ſ'))) {
      assertThat(
              caller
                  .post(api.path("update"), Map.of("email", alike))
                  .expectFailure(400, "required")
                  .errorFields())
          .as(alike)
          .containsExactly("current_password");
      logIn(alike, password(member)).expectFailure(401, "unauthenticated");
    }
    logIn(email.toUpperCase(Locale.ROOT), password(member)).expect(200);
  }

  @Test
  void another_address_needs_the_password() {
    var member = site.member();

    assertThat(
            send(member, "update", Map.of("email", "other@example.com"))
                .expectFailure(400, "required")
                .errorFields())
        .containsExactly("current_password");
    assertThat(
            send(
                    member,
                    "update",
                    Map.of("email", "other@example.com", "current_password", "a guess"))
                .expectFailure(422, "refused")
                .errorFields())
        .containsExactly("current_password");
    assertThat(member.view().path("email").textValue()).isEqualTo(member.email());
  }

  @Test
  void a_changed_password_ends_every_log_in() {
    var member = site.member();
    var here = member.logsIn(api);
    var there = member.logsIn(api);

    here.client()
        .post(
            api.path("password"),
            Map.of("current_password", password(member), "new_password", NEXT))
        .expect(200);

    for (var old : new TestMember.LoggedIn[] {here, there}) {
      old.calls("profile").expectFailure(401, "unauthenticated");
      api.visitor()
          .post(api.path("token"), Map.of("refresh_token", old.refreshToken()))
          .expectFailure(401, "unauthenticated");
    }
    api.visitor()
        .post(api.path("login"), member.credentials())
        .expectFailure(401, "unauthenticated");
    api.visitor()
        .post(api.path("login"), Map.of("email", member.email(), "password", NEXT))
        .expect(200);
    assertThat(member.audit().findValuesAsText("action")).contains("member.password_changed");
    assertThat(member.audit().toString()).doesNotContain(NEXT, "argon2");
  }

  @Test
  void guesses_at_the_present_password_are_slowed_down() {
    var member = site.member();
    var caller = member.logsIn(api).client();
    var guess = Map.of("current_password", "a guess", "new_password", NEXT);

    Answer answer = caller.post(api.path("password"), guess);
    for (int i = 0; i < 9 && answer.status() == 422; i++) {
      answer = caller.post(api.path("password"), guess);
    }

    answer.expectFailure(429, "rate_limited");
  }

  @Test
  void without_a_mail_server_an_admin_makes_the_link_and_hands_it_over() {
    var member = site.member();
    api.visitor().post(api.path("forgotten"), Map.of("email", member.email())).expect(200);

    var listed = link(member);
    assertThat(listed.path("mailed").booleanValue()).isFalse();
    assertThat(listed.path("purpose").textValue()).isEqualTo("reset_password");
    var made = site.admin().post("/member-links/" + listed.path("id") + "/make").expect(201);
    var link = made.at("/link").textValue();
    assertThat(link).startsWith("https://shop.example/reset?token=kml_");
    var token = link.substring(link.indexOf('=') + 1);
    assertThat(member.audit().findValuesAsText("action")).contains("member.link_made");
    assertThat(member.audit().toString() + site.admin().get("/member-links").text())
        .doesNotContain(token);
    site.admin()
        .programWithRole("viewer")
        .post("/member-links/" + listed.path("id") + "/make")
        .expectProblem(403, "forbidden");

    api.visitor().post(api.path("reset"), Map.of("token", token, "new_password", NEXT)).expect(200);

    api.visitor()
        .post(api.path("login"), Map.of("email", member.email(), "password", NEXT))
        .expect(200);
    assertThat(member.view().path("email_verified").booleanValue())
        .as("what an admin hands over proves no address")
        .isFalse();
  }

  @Test
  void a_link_that_is_handed_over_is_good_for_as_long_as_one_that_is_mailed() {
    var joining = site.api("none");
    joining.endpoint(
        "join", "Member::insert", Map.of("confirm_url", "https://shop.example/confirm"));
    var email = site.unique("joins").replace(' ', '-') + "@example.com";
    joining
        .visitor()
        .post(joining.path("join"), Map.of("email", email, "password", NEXT))
        .expect(200);
    var member = site.member();
    api.visitor().post(api.path("forgotten"), Map.of("email", member.email())).expect(200);

    assertThat(lifetime(site.admin().get("/member-links?q=" + email).at("/items/0")))
        .isBetween(Duration.ofHours(71), Duration.ofHours(72));
    assertThat(lifetime(link(member))).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
  }

  private Duration lifetime(JsonNode listed) {
    var made = site.admin().post("/member-links/" + listed.path("id") + "/make").expect(201);
    return Duration.between(Instant.now(), Instant.parse(made.at("/expires_at").textValue()));
  }

  /** Made after the answer, which tells nobody whether there is such a member. */
  private JsonNode link(TestMember member) {
    Patience.until(() -> assertThat(waitingLink(member)).isPresent());
    return waitingLink(member).orElseThrow();
  }

  private Optional<JsonNode> waitingLink(TestMember member) {
    for (var item :
        site.admin().get("/member-links?q=" + member.email()).expect(200).at("/items")) {
      if (item.path("member_id").longValue() == member.id()) {
        return Optional.of(item);
      }
    }
    return Optional.empty();
  }

  private Answer logIn(String email, String password) {
    return api.visitor().post(api.path("login"), Map.of("email", email, "password", password));
  }

  private Answer send(TestMember member, String endpoint, Map<String, String> body) {
    return member.logsIn(api).client().post(api.path(endpoint), body);
  }

  private static String password(TestMember member) {
    return String.valueOf(member.credentials().get("password"));
  }
}
