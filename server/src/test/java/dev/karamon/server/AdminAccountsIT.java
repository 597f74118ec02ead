package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestAdmin;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Admins, their roles and passwords. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class AdminAccountsIT {
  private final Site site;

  AdminAccountsIT(Site site) {
    this.site = site;
  }

  @Test
  void an_owner_lets_others_in() {
    var editor = TestAdmin.make(site, "editor");
    var view = site.admin().get("/admins/" + editor.id()).expect(200);
    assertThat(view.fieldNames())
        .containsExactlyInAnyOrder(
            "id", "email", "name", "role", "second_factor", "created_at", "version");
    assertThat(view.text()).doesNotContain(TestAdmin.PASSWORD).doesNotContain("argon2");
    var signedIn = editor.signsIn();
    signedIn.post("/groups", Map.of("name", site.unique("Group"))).expect(201);
    signedIn.get("/admins").expectProblem(403, "forbidden");
    assertThat(site.admin().get("/admins?q=" + editor.email()).at("/total").intValue())
        .isEqualTo(1);
  }

  @Test
  void two_admins_never_have_one_address() {
    var first = TestAdmin.make(site, "viewer");
    var again =
        Map.of(
            "email",
            first.email().toUpperCase(Locale.ROOT),
            "name",
            "Twin",
            "role",
            "viewer",
            "password",
            TestAdmin.PASSWORD);
    var answer = site.admin().post("/admins", again);
    answer.expectProblem(409, "already_exists");
    assertThat(answer.errorFields()).containsExactly("email");
  }

  @Test
  void a_new_role_counts_at_the_next_request() {
    var editor = TestAdmin.make(site, "editor");
    var signedIn = editor.signsIn();
    signedIn.post("/groups", Map.of("name", site.unique("Group"))).expect(201);
    site.admin().put("/admins/" + editor.id(), Map.of("role", "viewer")).expect(200);
    signedIn.post("/groups", Map.of("name", "x")).expectProblem(403, "forbidden");
    signedIn.get("/groups").expect(200);
  }

  @Test
  void an_admin_who_is_put_out_is_out_at_once_with_all_tokens() {
    var owner = TestAdmin.make(site, "owner");
    var signedIn = owner.signsIn();
    var program = signedIn.programWithRole("owner");
    program.get("/groups").expect(200);
    site.admin().delete("/admins/" + owner.id()).expect(204);
    signedIn.get("/groups").expectProblem(401, "unauthenticated");
    program.get("/groups").expectProblem(401, "unauthenticated");
    owner.triesToSignIn(TestAdmin.PASSWORD).expectProblem(401, "unauthenticated");
  }

  @Test
  void a_token_never_does_more_than_its_maker() {
    var owner = TestAdmin.make(site, "owner");
    var program = owner.signsIn().programWithRole("owner");
    program.get("/admins").expect(200);
    site.admin().put("/admins/" + owner.id(), Map.of("role", "viewer")).expect(200);
    program.get("/admins").expectProblem(403, "forbidden");
    program.get("/groups").expect(200);
    assertThat(program.get("/session").at("/role").textValue()).isEqualTo("viewer");
  }

  @Test
  void a_token_makes_no_tokens_and_has_no_account() {
    var program = site.admin().programWithRole("owner");
    program
        .post("/tokens", Map.of("name", "more", "role", "viewer"))
        .expectProblem(403, "forbidden");
    program.get("/account").expectProblem(404, "not_found");
    assertThat(program.get("/sessions").expect(200).at("/total").intValue()).isZero();
  }

  @Test
  void a_token_reads_admins_and_changes_none_not_even_its_maker() {
    var maker = TestAdmin.make(site, "owner");
    var program = maker.signsIn().programWithRole("owner");
    var path = "/admins/" + maker.id();
    var before = program.get(path).expect(200).json();
    var more =
        Map.of(
            "email",
            site.unique("more").replace(' ', '-') + "@example.com",
            "name",
            "More",
            "role",
            "viewer",
            "password",
            "outlives the token");

    for (var refused :
        List.of(
            program.post("/admins", more),
            program.put(path, Map.of("password", "set by a token")),
            program.put(path, Map.of("email", "taken.over@example.com")),
            program.put(path, Map.of("role", "viewer")),
            program.delete(path + "/second-factor"),
            program.delete(path))) {
      refused.expectProblem(403, "forbidden");
      assertThat(refused.at("/detail").textValue()).contains("Sign in");
    }

    assertThat(program.get(path).expect(200).json()).isEqualTo(before);
    maker.triesToSignIn(TestAdmin.PASSWORD).expect(201);
  }

  @Test
  void two_owners_who_put_each_other_out_at_once_leave_at_least_one() {
    var first = TestAdmin.make(site, "owner");
    var second = TestAdmin.make(site, "owner");
    var one = first.signsIn();
    var other = second.signsIn();
    var calls =
        Stream.of(
                CompletableFuture.supplyAsync(() -> one.delete("/admins/" + second.id()).status()),
                CompletableFuture.supplyAsync(() -> other.delete("/admins/" + first.id()).status()))
            .map(CompletableFuture::join)
            .toList();
    assertThat(calls).containsAnyOf(204);
    assertThat(calls).allSatisfy(status -> assertThat(status).isIn(204, 401, 404));
    assertThat(site.admin().get("/admins").expect(200).text()).contains("\"role\":\"owner\"");
  }

  @Test
  void a_stale_version_is_a_conflict() {
    var admin = TestAdmin.make(site, "viewer");
    var path = "/admins/" + admin.id();
    site.admin().put(path, Map.of("name", "B", "version", 1)).expect(200);
    site.admin()
        .put(path, Map.of("name", "C", "version", 1))
        .expectProblem(409, "version_conflict");
  }

  @Test
  void changing_the_own_password_takes_the_old_one_and_ends_other_sessions() {
    var admin = TestAdmin.make(site, "viewer");
    var here = admin.signsIn();
    var elsewhere = admin.signsIn();
    var next = "the next password";
    var wrong = here.put("/account/password", Map.of("old_password", "no", "new_password", next));
    wrong.expectProblem(422, "refused");
    assertThat(wrong.errorFields()).containsExactly("old_password");
    here.put("/account/password", Map.of("old_password", TestAdmin.PASSWORD, "new_password", next))
        .expect(204);
    here.get("/account").expect(200);
    elsewhere.get("/account").expectProblem(401, "unauthenticated");
    admin.triesToSignIn(TestAdmin.PASSWORD).expectProblem(401, "unauthenticated");
    admin.triesToSignIn(next).expect(201);
  }

  @Test
  void a_password_that_an_owner_sets_ends_the_sessions() {
    var admin = TestAdmin.make(site, "viewer");
    var signedIn = admin.signsIn();
    site.admin().put("/admins/" + admin.id(), Map.of("password", "set by the owner")).expect(200);
    signedIn.get("/account").expectProblem(401, "unauthenticated");
    admin.triesToSignIn("set by the owner").expect(201);
    var self = site.admin().get("/account").at("/id").longValue();
    site.admin()
        .put("/admins/" + self, Map.of("password", "without the old one"))
        .expectProblem(422, "refused");
  }

  @Test
  void everybody_may_change_the_own_name_and_nothing_else() {
    var signedIn = TestAdmin.make(site, "viewer").signsIn();
    var renamed = signedIn.put("/account", Map.of("name", "Grace")).expect(200);
    assertThat(renamed.at("/name").textValue()).isEqualTo("Grace");
    assertThat(renamed.at("/role").textValue()).isEqualTo("viewer");
    signedIn
        .put("/account", Map.of("name", "Grace", "password", "sneaked in"))
        .expectProblem(400, "invalid_request");
    // What was read can be sent back whole: it is passed over, not taken.
    var sent = signedIn.put("/account", Map.of("name", "Grace", "role", "owner")).expect(200);
    assertThat(sent.at("/role").textValue()).isEqualTo("viewer");
  }

  @Test
  void what_owners_do_with_admins_is_in_the_audit_log() {
    var admin = TestAdmin.make(site, "viewer");
    site.admin().put("/admins/" + admin.id(), Map.of("role", "editor")).expect(200);
    site.admin().delete("/admins/" + admin.id()).expect(204);
    var log = site.admin().get("/audit?subject=admin:" + admin.id()).expect(200);
    assertThat(log.at("/items").findValuesAsText("action"))
        .containsExactlyElementsOf(List.of("admin.deleted", "admin.changed", "admin.created"));
    assertThat(log.at("/items/1/before/role").textValue()).isEqualTo("viewer");
    assertThat(log.at("/items/1/after/role").textValue()).isEqualTo("editor");
    assertThat(log.text()).doesNotContain(TestAdmin.PASSWORD).doesNotContain("argon2");
  }
}
