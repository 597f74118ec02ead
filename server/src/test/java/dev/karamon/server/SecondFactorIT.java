package dev.karamon.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Admin;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Sql;
import dev.karamon.server.testing.TestAdmin;
import dev.karamon.server.testing.TestAuthenticator;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Codes of an authenticator app, and what there is for the day it is lost. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class SecondFactorIT {
  private static final String PATH = "/account/second-factor";
  private static final Map<String, String> PASSWORD = Map.of("password", TestAdmin.PASSWORD);

  private final Site site;
  private final TestAdmin admin;
  private final Admin signedIn;

  SecondFactorIT(Site site) {
    this.site = site;
    this.admin = TestAdmin.make(site, "viewer");
    this.signedIn = admin.signsIn();
  }

  @Test
  void adding_one_takes_the_password_and_a_first_code() {
    var wrong = signedIn.post(PATH, Map.of("password", "not it"));
    wrong.expectProblem(422, "refused");
    assertThat(wrong.errorFields()).containsExactly("password");

    var begun = signedIn.post(PATH, PASSWORD).expect(201);
    var app = TestAuthenticator.of(begun);
    assertThat(begun.at("/otpauth_uri").textValue())
        .startsWith("otpauth://totp/Karamon:")
        .contains("secret=" + app.secret(), "issuer=Karamon", "digits=6", "period=30");
    // Nothing is asked for until it is confirmed.
    admin.triesToSignIn(TestAdmin.PASSWORD).expect(201);

    signedIn
        .post(PATH + "/confirmation", Map.of("code", app.wrongCode()))
        .expectProblem(422, "refused");
    var codes = confirm(app);
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    assertThat(signedIn.get("/account").at("/second_factor").booleanValue()).isTrue();
    assertThat(signedIn.get("/account").at("/recovery_codes_left").intValue()).isEqualTo(10);
    signedIn.post(PATH, PASSWORD).expectProblem(422, "refused");
  }

  @Test
  void signing_in_takes_password_and_code() {
    var app = app();
    var first = admin.triesToSignIn(TestAdmin.PASSWORD);
    first.expectProblem(401, "second_factor_required");
    assertThat(first.errorFields()).containsExactly("code");
    assertThat(first.header("Set-Cookie")).isEmpty();
    admin.triesToSignIn("not the password", app.code()).expectProblem(401, "unauthenticated");
    admin.triesToSignIn(TestAdmin.PASSWORD, app.wrongCode()).expectProblem(401, "unauthenticated");
    admin.triesToSignIn(TestAdmin.PASSWORD, app.code()).expect(201);
  }

  @Test
  void without_the_right_password_nobody_learns_that_there_is_one() {
    app();
    var answer = admin.triesToSignIn("not the password");
    answer.expectProblem(401, "unauthenticated");
    assertThat(answer.errorFields()).isEmpty();
  }

  @Test
  void a_code_is_taken_once() {
    var app = app();
    var code = app.code();
    admin.triesToSignIn(TestAdmin.PASSWORD, code).expect(201);
    admin.triesToSignIn(TestAdmin.PASSWORD, code).expectProblem(401, "unauthenticated");
    // Nor one that is older than the last.
    admin.triesToSignIn(TestAdmin.PASSWORD, app.codeBefore()).expectProblem(401, "unauthenticated");
  }

  @Test
  void guessing_codes_is_slowed_down_also_across_sign_ins() {
    var app = app();
    admin.triesToSignIn(TestAdmin.PASSWORD).expectProblem(401, "second_factor_required");
    for (int i = 0; i < 3; i++) {
      admin
          .triesToSignIn(TestAdmin.PASSWORD, app.wrongCode())
          .expectProblem(401, "unauthenticated");
    }
    // More of the same; so many that no pause between two requests is long enough.
    site.execute(
        "UPDATE sign_in_failure SET failures = failures + 20, last_at = now()"
            + " WHERE key = 'admin-code:account:%d' AND failures > 2".formatted(admin.id()));
    admin.triesToSignIn(TestAdmin.PASSWORD, app.code()).expectProblem(429, "rate_limited");
  }

  @Test
  void a_right_password_without_a_code_leaves_a_trace() {
    app();
    admin.triesToSignIn("not the password").expectProblem(401, "unauthenticated");

    admin.triesToSignIn(TestAdmin.PASSWORD).expectProblem(401, "second_factor_required");

    var entry =
        site.admin()
            .get("/audit?action=admin.second_factor_asked&subject=admin:" + admin.id())
            .expect(200)
            .at("/items/0");
    assertThat(entry.path("actor").textValue()).isEqualTo("nobody");
    assertThat(entry.path("address").textValue()).isEqualTo("127.0.0.1");
  }

  @Test
  void the_failures_of_an_account_are_forgotten_only_when_a_session_opens() {
    var app = app();
    var atAddress = failures("admin:address:127.0.0.1");
    admin.triesToSignIn("not the password").expectProblem(401, "unauthenticated");
    admin.triesToSignIn(TestAdmin.PASSWORD).expectProblem(401, "second_factor_required");
    assertThat(failures("admin:account:" + admin.email())).isEqualTo(2);

    admin.triesToSignIn(TestAdmin.PASSWORD, app.code()).expect(201);

    assertThat(failures("admin:account:" + admin.email())).isZero();
    // Where many come from one address, those who are asked for a code are no failures of it.
    assertThat(failures("admin:address:127.0.0.1")).isEqualTo(atAddress + 1);
  }

  @Test
  void a_recovery_code_is_good_for_one_sign_in() {
    var app = TestAuthenticator.of(signedIn.post(PATH, PASSWORD).expect(201));
    var codes = confirm(app);
    admin.triesToSignIn(TestAdmin.PASSWORD, codes.getFirst()).expect(201);
    admin.triesToSignIn(TestAdmin.PASSWORD, codes.getFirst()).expectProblem(401, "unauthenticated");
    admin.triesToSignIn(TestAdmin.PASSWORD, codes.get(1).toUpperCase(Locale.ROOT)).expect(201);
    assertThat(signedIn.get("/account").at("/recovery_codes_left").intValue()).isEqualTo(8);
    var renewed =
        signedIn
            .post(
                PATH + "/recovery-codes",
                Map.of("password", TestAdmin.PASSWORD, "code", codes.get(2)))
            .expect(200);
    admin.triesToSignIn(TestAdmin.PASSWORD, codes.get(3)).expectProblem(401, "unauthenticated");
    admin
        .triesToSignIn(TestAdmin.PASSWORD, renewed.at("/recovery_codes/0").textValue())
        .expect(201);
  }

  @Test
  void removing_it_takes_password_and_code() {
    var app = TestAuthenticator.of(signedIn.post(PATH, PASSWORD).expect(201));
    var codes = confirm(app);
    remove("wrong", codes.getFirst()).expectProblem(422, "refused");
    remove(TestAdmin.PASSWORD, app.wrongCode()).expectProblem(422, "refused");
    remove(TestAdmin.PASSWORD, codes.getFirst()).expect(204);
    admin.triesToSignIn(TestAdmin.PASSWORD).expect(201);
    remove(TestAdmin.PASSWORD, codes.getFirst()).expectProblem(404, "not_found");
  }

  @Test
  void an_owner_takes_away_one_that_was_lost() {
    app();
    signedIn.delete("/admins/" + admin.id() + "/second-factor").expectProblem(403, "forbidden");
    site.admin().delete("/admins/" + admin.id() + "/second-factor").expect(204);
    admin.triesToSignIn(TestAdmin.PASSWORD).expect(201);
    var log = site.admin().get("/audit?subject=admin:" + admin.id()).expect(200);
    assertThat(log.at("/items").findValuesAsText("action"))
        .contains("admin.second_factor_added", "admin.second_factor_removed");
  }

  @Test
  void neither_secret_nor_recovery_codes_are_readable_in_the_database() throws SQLException {
    var app = TestAuthenticator.of(signedIn.post(PATH, PASSWORD).expect(201));
    var codes = confirm(app);
    var database = site.database();
    try (var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().reveal());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT secret FROM admin_second_factor WHERE admin_id = " + admin.id())) {
      rows.next();
      var stored = new String(rows.getBytes(1), ISO_8859_1);
      assertThat(stored).doesNotContain(app.secret());
    }
    assertThat(site.admin().get("/audit").text())
        .doesNotContain(app.secret())
        .doesNotContain(codes.getFirst());
  }

  private int failures(String key) {
    return Integer.parseInt(
        new Sql(site.database())
            .value(
                "SELECT ceil(coalesce(max(failures), 0))::int FROM sign_in_failure WHERE key = '%s'"
                    .formatted(key)));
  }

  private TestAuthenticator app() {
    var app = TestAuthenticator.of(signedIn.post(PATH, PASSWORD).expect(201));
    confirm(app);
    return app;
  }

  /** With the code before the present one, so that the present one is still there to be used. */
  private List<String> confirm(TestAuthenticator app) {
    var answer =
        signedIn.post(PATH + "/confirmation", Map.of("code", app.codeBefore())).expect(200);
    var codes = new ArrayList<String>();
    answer.at("/recovery_codes").forEach(code -> codes.add(code.textValue()));
    return codes;
  }

  private Answer remove(String password, String code) {
    return signedIn.post(PATH + "/removal", Map.of("password", password, "code", code));
  }
}
