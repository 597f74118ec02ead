package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.server.testing.Admin;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How admins and programs are let in. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class AdminSignInIT {
  private static final String ROOT = "/admin/api/v1";

  private final Site site;

  AdminSignInIT(Site site) {
    this.site = site;
  }

  @Test
  void signing_in_sets_a_strict_cookie_that_scripts_cannot_read() {
    var answer =
        site.anybody()
            .post(
                ROOT + "/session",
                Map.of("email", Site.ADMIN_EMAIL, "password", Site.ADMIN_PASSWORD))
            .expect(201);

    assertThat(answer.fieldNames()).containsExactlyInAnyOrder("kind", "id", "label", "role");
    assertThat(answer.at("/role").textValue()).isEqualTo("owner");
    assertThat(answer.header("Set-Cookie").orElseThrow())
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Strict", "Path=/");
    assertThat(answer.header("Cache-Control")).contains("no-store");
  }

  @Test
  void a_wrong_password_and_an_unknown_admin_are_told_apart_by_nobody() {
    var wrong = signIn(Site.ADMIN_EMAIL, "not the one");
    var unknown = signIn("nobody@example.com", "not the one");

    wrong.expectProblem(401, "unauthenticated");
    unknown.expectProblem(401, "unauthenticated");
    assertThat(unknown.at("/detail")).isEqualTo(wrong.at("/detail"));
    signIn(Site.ADMIN_EMAIL, Site.ADMIN_PASSWORD).expect(201);
  }

  @Test
  void guessing_an_admins_password_is_slowed_down() {
    var answer = signIn("guessed@example.com", "a guess");
    for (int i = 0; i < 9 && answer.status() == 401; i++) {
      answer = signIn("guessed@example.com", "a guess");
    }

    answer.expectProblem(429, "rate_limited");
    assertThat(answer.header("Retry-After")).isPresent();
    signIn(Site.ADMIN_EMAIL, Site.ADMIN_PASSWORD).expect(201);
  }

  @Test
  void signing_out_ends_the_session() {
    var admin = Admin.signIn(site.url(), Site.ADMIN_EMAIL, Site.ADMIN_PASSWORD);
    admin.get("/session").expect(200);

    admin.delete("/session").expect(204);

    admin.get("/session").expectProblem(401, "unauthenticated");
  }

  @Test
  void a_change_by_cookie_needs_our_own_origin() {
    var body = Map.of("name", site.unique("Group"));
    var own = site.admin().client();

    for (var client :
        List.of(
            own.without("Origin"),
            own.with("Origin", "https://evil.example"),
            own.with("Origin", "null"),
            own.with("Origin", site.url() + ".evil.example"))) {
      client.post(ROOT + "/groups", body).expectProblem(403, "forbidden");
      client.get(ROOT + "/groups").expect(200);
    }
    own.post(ROOT + "/groups", body).expect(201);
  }

  @Test
  void tokens_come_in_pages_and_are_searched_by_name() {
    for (var name : List.of("paged one", "paged two", "paged three")) {
      site.admin().post("/tokens", Map.of("name", name, "role", "viewer")).expect(201);
    }

    var last = site.admin().get("/tokens?q=PAGED&page=2&per_page=2").expect(200);

    assertThat(last.at("/items").findValuesAsText("name")).containsExactly("paged three");
    assertThat(last.at("/page").intValue()).isEqualTo(2);
    assertThat(last.at("/per_page").intValue()).isEqualTo(2);
    assertThat(last.at("/total").intValue()).isEqualTo(3);
    assertThat(site.admin().get("/tokens?q=_aged").at("/total").intValue()).isZero();
  }

  @Test
  void a_token_needs_no_origin_and_is_shown_once() {
    var made = site.admin().post("/tokens", Map.of("name", "build", "role", "editor")).expect(201);
    var secret = made.at("/token").textValue();

    assertThat(secret).startsWith("kat_");
    var listed = site.admin().get("/tokens?q=build").expect(200);
    assertThat(made.json()).isEqualTo(((ObjectNode) listed.at("/items/0")).put("token", secret));
    assertThat(made.at("/hint").textValue()).isNotEmpty();
    assertThat(made.at("/created_by").textValue()).isEqualTo(Site.ADMIN_EMAIL);
    assertThat(site.admin().get("/tokens").expect(200).text()).doesNotContain(secret);
    assertThat(site.admin().get("/audit?q=token").expect(200).text()).doesNotContain(secret);
    var program = Admin.withToken(site.url(), secret);
    program.post("/groups", Map.of("name", site.unique("Group"))).expect(201);
    assertThat(program.get("/session").at("/kind").textValue()).isEqualTo("token");

    site.admin().delete("/tokens/" + made.at("/id").longValue()).expect(204);
    program.get("/groups").expectProblem(401, "unauthenticated");
  }

  @Test
  void wrong_expired_and_odd_tokens_are_refused() {
    var brief =
        site.admin()
            .post(
                "/tokens",
                Map.of(
                    "name", "brief",
                    "role", "viewer",
                    "expires_at", Instant.now().plusSeconds(600).toString()))
            .expect(201)
            .at("/token")
            .textValue();

    Admin.withToken(site.url(), brief).get("/groups").expect(200);
    site.execute("UPDATE admin_token SET expires_at = now() WHERE name = 'brief'");
    for (var token : List.of("kat_wrong", "", "x".repeat(3_000))) {
      Admin.withToken(site.url(), token).get("/groups").expectProblem(401, "unauthenticated");
    }
    Admin.withToken(site.url(), brief).get("/groups").expectProblem(401, "unauthenticated");
    site.admin()
        .post(
            "/tokens", Map.of("name", "a", "role", "viewer", "expires_at", "2020-01-01T00:00:00Z"))
        .expectProblem(422, "refused");
  }

  @Test
  void setting_up_is_over_once_there_is_an_admin() {
    assertThat(site.anybody().get(ROOT + "/setup").expect(200).at("/needed").booleanValue())
        .isFalse();
    site.anybody()
        .post(
            ROOT + "/setup",
            Map.of(
                "token", "setup_forged",
                "email", "evil@example.com",
                "name", "Evil",
                "password", "a long password"))
        .expectProblem(403, "forbidden");
  }

  private Answer signIn(String email, String password) {
    return site.anybody().post(ROOT + "/session", Map.of("email", email, "password", password));
  }
}
