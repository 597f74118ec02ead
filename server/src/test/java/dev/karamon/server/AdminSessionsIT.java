package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.Admin;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestAdmin;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Sessions of admins: where they begin, and how they end. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class AdminSessionsIT {
  private static final String SESSION = "/admin/api/v1/session";

  private final Site site;

  AdminSessionsIT(Site site) {
    this.site = site;
  }

  @Test
  void a_session_that_was_slipped_in_is_replaced_at_sign_in() {
    var admin = TestAdmin.make(site, "viewer");
    var slippedIn = admin.signsIn();
    var cookie = slippedIn.client().cookie();
    var answer =
        site.anybody()
            .with("Cookie", cookie)
            .post(SESSION, Map.of("email", admin.email(), "password", TestAdmin.PASSWORD))
            .expect(201);
    assertThat(answer.header("Set-Cookie").orElseThrow()).doesNotContain(cookie);
    slippedIn.get("/session").expectProblem(401, "unauthenticated");
  }

  @Test
  void a_session_id_of_the_callers_choice_is_never_taken() {
    var chosen = "karamon_admin=kas_chosen_by_somebody_else";
    var admin = TestAdmin.make(site, "viewer");
    var answer =
        site.anybody()
            .with("Cookie", chosen)
            .post(SESSION, Map.of("email", admin.email(), "password", TestAdmin.PASSWORD))
            .expect(201);
    assertThat(answer.header("Set-Cookie").orElseThrow()).doesNotContain("chosen_by");
    site.anybody().with("Cookie", chosen).get(SESSION).expectProblem(401, "unauthenticated");
  }

  @Test
  void no_page_of_another_origin_signs_anybody_in() {
    var path = "/admin/api/v1/session";
    var body = Map.of("email", Site.ADMIN_EMAIL, "password", Site.ADMIN_PASSWORD);

    for (var origin : List.of("https://evil.example", "null")) {
      site.anybody().with("Origin", origin).post(path, body).expectProblem(403, "forbidden");
    }
    site.anybody().with("Origin", site.url().toString()).post(path, body).expect(201);
    site.anybody().post(path, body).expect(201);
  }

  @Test
  void an_admin_sees_the_own_sessions_and_ends_any_of_them() {
    var admin = TestAdmin.make(site, "viewer");
    var here = admin.signsIn();
    var there = admin.signsIn();
    var list = here.get("/sessions").expect(200);
    assertThat(list.at("/total").intValue()).isEqualTo(2);
    assertThat(list.at("/items/0").path("address").textValue()).isEqualTo("127.0.0.1");
    assertThat(list.text()).doesNotContain("kas_");
    there.get("/session").expect(200);
    here.delete("/sessions/" + other(list.json()).path("id").textValue()).expect(204);
    there.get("/session").expectProblem(401, "unauthenticated");
    here.get("/session").expect(200);
  }

  @Test
  void sessions_come_in_pages_and_are_searched_by_where_they_are() {
    var admin = TestAdmin.make(site, "viewer");
    admin.signsIn();
    admin.signsIn();
    var here = admin.signsIn();

    var last = here.get("/sessions?page=2&per_page=2").expect(200);

    assertThat(last.at("/items")).hasSize(1);
    assertThat(last.at("/page").intValue()).isEqualTo(2);
    assertThat(last.at("/per_page").intValue()).isEqualTo(2);
    assertThat(last.at("/total").intValue()).isEqualTo(3);
    assertThat(here.get("/sessions?q=127.0").at("/total").intValue()).isEqualTo(3);
    assertThat(here.get("/sessions?q=203.0.113").at("/total").intValue()).isZero();
  }

  @Test
  void signing_out_everywhere_else_leaves_this_one() {
    var admin = TestAdmin.make(site, "viewer");
    var here = admin.signsIn();
    var there = admin.signsIn();
    here.delete("/sessions").expect(204);
    here.get("/session").expect(200);
    there.get("/session").expectProblem(401, "unauthenticated");
    site.admin().get("/session").expect(200);
  }

  @Test
  void sessions_of_others_are_for_owners_only() {
    var admin = TestAdmin.make(site, "editor");
    var signedIn = admin.signsIn();
    var self = site.admin().get("/account").at("/id").longValue();
    var owners = site.admin().get("/sessions").at("/items/0/id").textValue();
    signedIn.get("/sessions?admin_id=" + self).expectProblem(403, "forbidden");
    signedIn.delete("/sessions/" + owners).expectProblem(404, "not_found");
    signedIn.delete("/sessions/" + UUID.randomUUID()).expectProblem(404, "not_found");
    signedIn.delete("/sessions/1").expectProblem(404, "not_found");
    site.admin().get("/session").expect(200);
    var seen = site.admin().get("/sessions?admin_id=" + admin.id()).expect(200);
    site.admin().delete("/sessions/" + seen.at("/items/0/id").textValue()).expect(204);
    signedIn.get("/session").expectProblem(401, "unauthenticated");
    site.admin().get("/sessions?admin_id=x").expectProblem(400, "invalid_request");
  }

  @Test
  void a_session_ends_after_twelve_hours_and_after_two_hours_unused() {
    var idle = TestAdmin.make(site, "viewer");
    var old = TestAdmin.make(site, "viewer");
    var idleSession = idle.signsIn();
    var oldSession = old.signsIn();
    idleSession.get("/session").expect(200);
    oldSession.get("/session").expect(200);
    age(idle, "last_used_at = now() - interval '1 hour 59 minutes'");
    age(old, "expires_at = now() + interval '1 minute', last_used_at = now()");
    idleSession.get("/session").expect(200);
    oldSession.get("/session").expect(200);
    age(idle, "last_used_at = now() - interval '2 hours 1 second'");
    age(old, "expires_at = now()");
    idleSession.get("/session").expectProblem(401, "unauthenticated");
    oldSession.get("/session").expectProblem(401, "unauthenticated");
    assertThat(site.admin().get("/sessions?admin_id=" + idle.id()).at("/total").intValue())
        .isZero();
  }

  @Test
  void use_is_noted_once_a_minute() {
    var admin = TestAdmin.make(site, "viewer");
    var session = admin.signsIn();
    age(admin, "last_used_at = '2026-01-01T00:00:00Z', expires_at = now() + interval '1 hour'");
    session.get("/session").expectProblem(401, "unauthenticated");
    age(admin, "last_used_at = now() - interval '90 seconds'");
    session.get("/session").expect(200);
    var noted = lastUsed(session);
    session.get("/session").expect(200);
    assertThat(lastUsed(session)).isEqualTo(noted);
  }

  private static String lastUsed(Admin session) {
    return session.get("/sessions").at("/items/0/last_used_at").textValue();
  }

  private static JsonNode other(JsonNode list) {
    for (var session : list.path("items")) {
      if (!session.path("current").booleanValue()) {
        return session;
      }
    }
    throw new AssertionError("All sessions are this one");
  }

  private void age(TestAdmin admin, String change) {
    site.execute("UPDATE admin_session SET " + change + " WHERE admin_id = " + admin.id());
  }
}
