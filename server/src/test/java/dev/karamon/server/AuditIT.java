package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.Admin;
import dev.karamon.server.testing.Crowd;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the audit log keeps, and that it keeps it. */
@KaramonTest(durable = true)
class AuditIT {
  private final Site site;

  AuditIT(Site site) {
    this.site = site;
  }

  @Test
  void an_entry_tells_who_did_it_from_where_and_in_which_request() {
    var made =
        site.admin()
            .through(site.admin().client().with("x-request-id", "audit-me-1"))
            .post("/groups", Map.of("name", site.unique("Group")))
            .expect(201);
    var entry = newest("?subject=group:" + made.at("/id").longValue());
    assertThat(entry.path("actor").textValue()).isEqualTo(Site.ADMIN_EMAIL);
    assertThat(entry.path("address").textValue()).isEqualTo("127.0.0.1");
    assertThat(entry.path("request_id").textValue()).isEqualTo("audit-me-1");
    assertThat(entry.path("action").textValue()).isEqualTo("group.created");
    assertThat(entry.path("after").path("name").textValue())
        .isEqualTo(made.at("/name").textValue());
  }

  @Test
  void a_grant_by_hand_tells_it_too() {
    var member = site.memberWithoutPassword();
    var group = site.group("Gold");
    var grants = "/members/" + member.id() + "/groups/" + group.id();
    var admin = site.admin().through(site.admin().client().with("x-request-id", "by-hand-1"));
    admin.put(grants, Map.of()).expect(200);
    var granted = newest("?action=grant.added&subject=member:" + member.id());
    assertThat(granted.path("request_id").textValue()).isEqualTo("by-hand-1");
    assertThat(granted.path("address").textValue()).isEqualTo("127.0.0.1");
    admin.delete(grants).expect(200);
    var taken = newest("?action=grant.removed&subject=member:" + member.id());
    assertThat(taken.path("request_id").textValue()).isEqualTo("by-hand-1");
  }

  @Test
  void grants_by_hand_at_the_same_time_follow_each_other_in_it() {
    var member = site.memberWithoutPassword();
    var group = site.group("Silver");
    var grants = "/members/" + member.id() + "/groups/" + group.id();
    var ends = IntStream.range(0, 16).mapToObj(year -> (2100 + year) + "-01-01T00:00:00Z").toList();

    Crowd.each(16, ends, end -> site.admin().put(grants, Map.of("ends_at", end)).expect(200));

    var entries = new ArrayList<JsonNode>();
    member.audit().path("items").forEach(entries::add);
    entries.removeIf(entry -> !entry.path("action").textValue().startsWith("grant."));
    assertThat(entries).hasSize(16);
    for (var later = 0; later < 15; later++) {
      assertThat(entries.get(later).at("/before/ends_at"))
          .isEqualTo(entries.get(later + 1).at("/after/ends_at"));
    }
    assertThat(member.view().at("/groups/0/grants/0/ends_at").textValue())
        .startsWith(entries.getFirst().at("/after/ends_at").textValue().substring(0, 4));
  }

  @Test
  void a_password_that_an_admin_sets_is_noted_though_nothing_else_changes() {
    var made =
        site.admin()
            .post(
                "/members",
                Map.of("email", "with-password@example.com", "password", "the first one"))
            .expect(201);
    var path = "/members/" + made.at("/id").longValue();
    var found = "?action=member.password_set&subject=member:" + made.at("/id").longValue();
    assertThat(total(found)).isEqualTo(1);
    site.admin().put(path, Map.of("email", "with-password@example.com")).expect(200);
    assertThat(total(found)).isEqualTo(1);

    site.admin()
        .put(path, Map.of("email", "with-password@example.com", "password", "the second one"))
        .expect(200);

    assertThat(total(found)).isEqualTo(2);
    var entry = newest(found);
    assertThat(entry.path("actor").textValue()).isEqualTo(Site.ADMIN_EMAIL);
    assertThat(entry.path("address").textValue()).isEqualTo("127.0.0.1");
    assertThat(entry.toString()).doesNotContain("the second one", "argon2");
  }

  @Test
  void what_stripe_causes_has_no_address() {
    var member = site.member();
    member.logsIn(site.shop().api()).subscribes();
    var entry = newest("?action=grant.added&subject=member:" + member.id());
    assertThat(entry.path("cause").textValue()).isNotBlank();
    assertThat(entry.has("address") && !entry.path("address").isNull()).isFalse();
  }

  @Test
  void signing_in_is_noted_whether_it_works_or_not() {
    Admin.signIn(site.url(), Site.ADMIN_EMAIL, Site.ADMIN_PASSWORD);
    var worked = newest("?action=admin.signed_in");
    assertThat(worked.path("actor").textValue()).isEqualTo(Site.ADMIN_EMAIL);
    assertThat(worked.path("address").textValue()).isEqualTo("127.0.0.1");
    failSignIn(Site.ADMIN_EMAIL, "not the right one");
    var failed = newest("?action=admin.sign_in_failed");
    assertThat(failed.path("actor").textValue()).isEqualTo("nobody");
    assertThat(failed.path("subject")).isEqualTo(worked.path("subject"));
    assertThat(failed.toString()).doesNotContain("not the right one");
    failSignIn("stranger@example.com", "any");
    var stranger = newest("?action=admin.sign_in_failed");
    assertThat(stranger.path("subject").textValue()).isEqualTo("admin:unknown");
    assertThat(stranger.path("after").path("email").textValue()).isEqualTo("stranger@example.com");
    failSignIn("typed-my-password-here", "any");
    assertThat(newest("?action=admin.sign_in_failed").toString())
        .doesNotContain("typed-my-password");
    Admin.signIn(site.url(), Site.ADMIN_EMAIL, Site.ADMIN_PASSWORD);
  }

  @Test
  void entries_are_found_by_actor_action_subject_and_time() {
    var group = site.group("Filtered");
    var subject = "group:" + group.id();
    var before = Instant.now();
    site.admin().put("/groups/" + group.id(), Map.of("name", site.unique("Renamed"))).expect(200);
    assertThat(total("?subject=" + subject)).isEqualTo(2);
    assertThat(total("?subject=" + subject + "&action=group.created")).isEqualTo(1);
    assertThat(total("?subject=" + subject + "&action=group.")).isEqualTo(2);
    assertThat(total("?subject=" + subject + "&action=group")).isZero();
    assertThat(total("?subject=" + subject + "&actor=" + Site.ADMIN_EMAIL)).isEqualTo(2);
    assertThat(total("?subject=" + subject + "&actor=somebody@example.com")).isZero();
    assertThat(total("?subject=" + subject + "&from=" + before)).isEqualTo(1);
    assertThat(total("?subject=" + subject + "&to=" + before)).isEqualTo(1);
    assertThat(total("?subject=" + subject + "&from=2020-01-01T00:00:00Z&to=" + before))
        .isEqualTo(1);
  }

  @Test
  void times_that_are_none_are_named() {
    var answer = site.admin().get("/audit?from=yesterday&to=%2B999999999-01-01T00:00:00Z");
    answer.expectProblem(400, "invalid_request");
    assertThat(answer.errorFields()).containsExactlyInAnyOrder("from", "to");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit SET actor = 'somebody else'",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE false",
        "TRUNCATE audit"
      })
  void nothing_is_ever_changed_or_taken_away(String statement) throws SQLException {
    var database = site.database();
    try (var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().reveal());
        var open = connection.createStatement()) {
      assertThatThrownBy(() -> open.execute(statement))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("only added to");
    }
  }

  private void failSignIn(String email, String password) {
    site.anybody()
        .post("/admin/api/v1/session", Map.of("email", email, "password", password))
        .expect(401);
  }

  private long total(String query) {
    return site.admin().get("/audit" + query).expect(200).at("/total").longValue();
  }

  private JsonNode newest(String query) {
    return site.admin().get("/audit" + query + "&per_page=1").expect(200).at("/items/0");
  }
}
