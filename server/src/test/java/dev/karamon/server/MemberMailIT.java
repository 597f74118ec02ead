package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.Client;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Node;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.PostOffice;
import dev.karamon.server.testing.RefusingPostOffice;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestApi;
import dev.karamon.server.testing.TestMember;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What members are sent by mail, and what the links in it are good for. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class MemberMailIT {
  private static final String PAGE = "https://shop.example/welcome?lang=en";
  private static final String NEXT = "quite another password";

  private final Site site;
  private final PostOffice post = new PostOffice();
  private final TestApi api;
  private final Node node;

  MemberMailIT(Site site) {
    this.site = site;
    this.api = site.api("dynamic_token").withLogin();
    api.endpoint("profile", "Login::profile");
    api.endpoint("register", "Member::insert", Map.of("confirm_url", PAGE));
    api.endpoint("confirm", "Member::confirm_email");
    api.endpoint("update", "Member::update", Map.of("confirm_url", PAGE));
    api.endpoint(
        "forgotten",
        "Login::request_password_reset",
        Map.of(
            "reset_url", PAGE,
            "mail_subject", "Neues Passwort für dich",
            "mail_text", "Bitte: {link}"));
    api.endpoint("reset", "Login::reset_password");
    this.node = site.anotherNodeMailing(post.config());
  }

  @AfterEach
  void close() {
    node.close();
    post.close();
  }

  @Test
  void an_address_is_confirmed_before_the_first_log_in() {
    var who = newcomer();
    assertThat(call("register", who).expect(200).fieldNames())
        .containsExactlyInAnyOrder("errors", "messages");
    var mail = post.mails(1).getFirst();

    assertThat(PostOffice.header(mail, "To")).containsExactly(who.get("email"));
    assertThat(PostOffice.header(mail, "From")).containsExactly("Shop <no-reply@shop.example>");
    assertThat(PostOffice.text(mail)).contains(PAGE + "&token=kml_");
    call("login", who).expectFailure(401, "unauthenticated");
    call("confirm", Map.of("token", "kml_forged")).expectFailure(422, "refused");

    call("confirm", Map.of("token", post.token(1))).expect(200);

    call("login", who).expect(200);
    assertThat(memberOf(String.valueOf(who.get("email"))).at("/email_verified").booleanValue())
        .isTrue();
    call("confirm", Map.of("token", post.token(1))).expectFailure(422, "refused");
  }

  @Test
  void registering_with_a_taken_address_tells_its_owner_and_nobody_else() {
    var owner = site.member();
    var fresh = call("register", newcomer()).expect(200);
    post.mails(1);

    for (var email : List.of(owner.email(), owner.email().toUpperCase(Locale.ROOT))) {
      var taken = call("register", Map.of("email", email, "password", NEXT)).expect(200);
      assertThat(taken.json()).isEqualTo(fresh.json());
    }

    var notice = post.mails(2).getLast();
    assertThat(PostOffice.header(notice, "To")).containsExactly(owner.email());
    assertThat(PostOffice.text(notice)).contains("account with it").doesNotContain("token=");
    call("login", owner.credentials()).expect(200);
    call("login", Map.of("email", owner.email(), "password", NEXT))
        .expectFailure(401, "unauthenticated");
    assertThat(site.admin().get("/members?q=" + owner.email()).at("/total").intValue())
        .isEqualTo(1);
    // Told once an hour, whoever asks.
    assertThat(post.count()).isEqualTo(2);
    site.clock().passes(Duration.ofMinutes(61));
    call("register", Map.of("email", owner.email(), "password", NEXT)).expect(200);
    assertThat(post.mails(3)).hasSize(3);
  }

  @Test
  void moving_to_a_taken_address_tells_its_owner_and_nobody_else() {
    var owner = site.member();
    var member = site.member();
    var caller = caller(member.logsIn(api));
    var current = Map.of("current_password", password(member));

    var free = move(caller, unique(), current).expect(200);
    var link = post.token(1);
    site.clock().passes(Duration.ofSeconds(61));
    var taken = move(caller, owner.email(), current).expect(200);

    assertThat(taken.json()).isEqualTo(free.json());
    assertThat(PostOffice.header(post.mails(2).getLast(), "To")).containsExactly(owner.email());
    // The former link ends as it does with an address that is free.
    call("confirm", Map.of("token", link)).expectFailure(422, "refused");
    assertThat(view(member.id()).at("/email").textValue()).isEqualTo(member.email());
  }

  @Test
  void who_moves_again_within_a_minute_learns_nothing_either() {
    var owner = site.member();
    var member = site.member();
    var other = site.member();
    var caller = caller(member.logsIn(api));
    var another = caller(other.logsIn(api));

    move(caller, unique(), Map.of("current_password", password(member))).expect(200);
    move(another, owner.email(), Map.of("current_password", password(other))).expect(200);

    var taken = move(caller, owner.email(), Map.of("current_password", password(member)));
    var free = move(another, unique(), Map.of("current_password", password(other)));
    taken.expectFailure(429, "rate_limited");
    free.expectFailure(429, "rate_limited");
    assertThat(taken.at("/errors")).isEqualTo(free.at("/errors"));
    assertThat(post.mails(2)).hasSize(2);
  }

  @Test
  void a_forgotten_password_is_replaced_by_a_link_and_everything_old_ends() {
    var member = site.member();
    var old = member.logsIn(api);

    call("forgotten", Map.of("email", member.email().toUpperCase(Locale.ROOT))).expect(200);
    var token = post.token(1);
    assertThat(PostOffice.header(post.mails(1).getFirst(), "Subject").getFirst())
        .startsWith("=?UTF-8?");
    call("reset", Map.of("token", token, "new_password", "short")).expect(400);
    call("reset", Map.of("token", token, "new_password", NEXT)).expect(200);

    old.calls("profile").expectFailure(401, "unauthenticated");
    call("login", member.credentials()).expectFailure(401, "unauthenticated");
    call("login", Map.of("email", member.email(), "password", NEXT)).expect(200);
    call("reset", Map.of("token", token, "new_password", NEXT + "!")).expectFailure(422, "refused");
  }

  @Test
  void a_link_ends_after_an_hour_and_is_of_one_kind() {
    var member = site.member();
    call("forgotten", Map.of("email", member.email())).expect(200);
    var token = post.token(1);

    call("confirm", Map.of("token", token)).expectFailure(422, "refused");
    site.clock().passes(Duration.ofMinutes(61));

    call("reset", Map.of("token", token, "new_password", NEXT)).expectFailure(422, "refused");
    call("login", member.credentials()).expect(200);
  }

  @Test
  void asking_tells_nobody_who_is_a_member_and_floods_nobody() {
    var member = site.member();
    var blocked = site.member();
    site.admin()
        .put("/members/" + blocked.id(), Map.of("email", blocked.email(), "status", "blocked"))
        .expect(200);

    var known = call("forgotten", Map.of("email", member.email())).expect(200);
    post.mails(1);
    for (var email : List.of("nobody@example.com", blocked.email(), "no address", member.email())) {
      assertThat(call("forgotten", Map.of("email", email)).expect(200).json())
          .isEqualTo(known.json());
    }
    site.clock().passes(Duration.ofSeconds(61));
    call("forgotten", Map.of("email", member.email())).expect(200);
    var last = post.token(2);

    assertThat(post.count()).isEqualTo(2);
    assertThat(post.mails(2))
        .allSatisfy(
            mail -> assertThat(PostOffice.header(mail, "To")).containsExactly(member.email()));
    call("reset", Map.of("token", last, "new_password", NEXT)).expect(200);
  }

  @Test
  void a_link_is_void_once_the_password_or_the_address_has_changed() {
    for (var change : List.of(Map.of("password", NEXT), Map.of("email", unique()))) {
      var member = site.member();
      call("forgotten", Map.of("email", member.email())).expect(200);
      var token = post.token(post.count() == 0 ? 1 : 2);
      var draft = new HashMap<String, String>(change);
      draft.putIfAbsent("email", member.email());

      site.admin().put("/members/" + member.id(), draft).expect(200);

      call("reset", Map.of("token", token, "new_password", NEXT)).expectFailure(422, "refused");
    }
  }

  @Test
  void a_link_to_the_former_address_is_void_once_another_one_is_confirmed() {
    var member = site.member();
    var caller = caller(member.logsIn(api));
    var wanted = unique();
    call("forgotten", Map.of("email", member.email())).expect(200);
    var former = post.token(1);
    move(caller, wanted, Map.of("current_password", password(member))).expect(200);
    call("confirm", Map.of("token", post.token(2))).expect(200);

    call("reset", Map.of("token", former, "new_password", NEXT)).expectFailure(422, "refused");

    call("login", Map.of("email", wanted, "password", password(member))).expect(200);
  }

  @Test
  void a_link_is_void_whose_address_changed_while_it_was_made() {
    var member = site.member();
    call("forgotten", Map.of("email", member.email())).expect(200);
    var token = post.token(1);
    site.execute("UPDATE member SET email = '%s' WHERE id = %d".formatted(unique(), member.id()));

    call("reset", Map.of("token", token, "new_password", NEXT)).expectFailure(422, "refused");
  }

  @Test
  void another_address_counts_once_its_link_is_followed() {
    var member = site.member();
    var caller = caller(member.logsIn(api));
    var wanted = unique();

    caller
        .post(api.path("update"), Map.of("email", wanted, "current_password", password(member)))
        .expect(200);
    assertThat(view(member.id()).at("/email").textValue()).isEqualTo(member.email());
    assertThat(PostOffice.header(post.mails(1).getFirst(), "To")).containsExactly(wanted);

    call("confirm", Map.of("token", post.token(1))).expect(200);

    assertThat(view(member.id()).at("/email").textValue()).isEqualTo(wanted);
    call("login", Map.of("email", wanted, "password", password(member))).expect(200);
  }

  @Test
  void a_link_that_could_not_be_mailed_waits_for_an_admin() {
    try (var refusing = new RefusingPostOffice()) {
      for (var server : List.of(refusing.config(), RefusingPostOffice.down())) {
        var member = site.member();
        try (var unable = site.anotherNodeMailing(server)) {
          new Client(unable.url())
              .post(api.path("forgotten"), Map.of("email", member.email()))
              .expect(200);
          Patience.until(() ->
              assertThat(linkOf(member).path("mailed").booleanValue()).as("mailed").isFalse());
        }

        var link =
            site.admin()
                .post("/member-links/" + linkOf(member).path("id").longValue() + "/make", Map.of())
                .expect(201)
                .at("/link")
                .textValue();

        var token = link.replaceFirst(".*token=", "");
        call("reset", Map.of("token", token, "new_password", NEXT)).expect(200);
        call("login", Map.of("email", member.email(), "password", NEXT)).expect(200);
      }
    }
  }

  @Test
  void no_header_can_be_smuggled_into_a_mail() {
    for (var email :
        List.of(
            "a@b.example\r\nBcc: c@d.example",
            "a@b.example,c@d.example",
            "a@b.example c@d.example",
            "<a@b.example>")) {
      var answer = call("register", Map.of("email", email, "password", NEXT));
      assertThat(answer.status()).as(email).isIn(200, 400);
    }
    var refused =
        api.asksFor(
                "other",
                "Login::request_password_reset",
                Map.of(
                    "reset_url", "javascript:alert(1)",
                    "mail_subject", "a\r\nBcc: c@d.example",
                    "mail_text", "no link"),
                Map.of())
            .expectProblem(422, "refused");
    assertThat(refused.errorFields())
        .containsExactlyInAnyOrder(
            "settings.reset_url", "settings.mail_subject", "settings.mail_text");

    call("forgotten", Map.of("email", site.member().email())).expect(200);
    post.mails(1);
    assertThat(post.mails(1))
        .allSatisfy(mail -> {
          assertThat(PostOffice.header(mail, "Bcc")).isEmpty();
          assertThat(PostOffice.header(mail, "To").toString()).doesNotContain("d.example");
        });
  }

  private JsonNode linkOf(TestMember member) {
    return site.admin().get("/member-links?q=" + member.email()).expect(200).at("/items/0");
  }

  private Answer call(String endpoint, Map<String, String> body) {
    return new Client(node.url()).post(api.path(endpoint), body);
  }

  private Client caller(TestMember.LoggedIn member) {
    return new Client(node.url()).with(TestMember.TOKEN_HEADER, member.accessToken());
  }

  private Answer move(Client caller, String email, Map<String, String> password) {
    var body = new HashMap<>(password);
    body.put("email", email);
    return caller.post(api.path("update"), body);
  }

  private JsonNode memberOf(String email) {
    return site.admin().get("/members?q=" + email).expect(200).at("/items/0");
  }

  private JsonNode view(long member) {
    return site.admin().get("/members/" + member).expect(200).json();
  }

  private static String password(TestMember member) {
    return String.valueOf(member.credentials().get("password"));
  }

  private Map<String, String> newcomer() {
    return Map.of("email", unique(), "password", "the newcomer's password");
  }

  private String unique() {
    return site.unique("newcomer").replace(' ', '.') + "@example.com";
  }
}
