package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.OtherTransaction;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Sql;
import dev.karamon.server.testing.TestAdmin;
import dev.karamon.server.testing.TestApi;
import dev.karamon.server.testing.TestMember;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts that change between the check of their password and what it leads to. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class LogInsInFlightIT {
  private static final String NEXT = "quite another password";

  private final Site site;
  private final TestApi api;
  private final TestMember member;

  LogInsInFlightIT(Site site) {
    this.site = site;
    this.api = site.api("dynamic_token").withLogin();
    api.endpoint("profile", "Login::profile");
    api.endpoint("password", "Login::change_password");
    api.endpoint("update", "Member::update");
    this.member = site.member();
  }

  @ParameterizedTest
  @ValueSource(strings = {"password_hash = 'another'", "status = 'blocked'"})
  void a_members_log_in_ends_with_what_it_was_allowed_by(String change) {
    meanwhile(change, () -> api.visitor().post(api.path("login"), member.credentials()))
        .expectFailure(401, "unauthenticated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"password_hash = 'another'", "status = 'blocked'"})
  void so_does_one_with_a_cookie(String change) {
    var shop = site.api("cookie");
    shop.endpoint("login", "Login::login_challenge");

    var answer =
        meanwhile(change, () -> shop.visitor().post(shop.path("login"), member.credentials()));

    answer.expectFailure(401, "unauthenticated");
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  @Test
  void a_former_password_changes_neither_the_next_one_nor_the_address() {
    var caller = member.logsIn(api).client();
    var current = password();

    meanwhile(
            "password_hash = 'another'",
            () ->
                caller.post(
                    api.path("update"),
                    Map.of("email", "elsewhere@example.com", "current_password", current)))
        .expectFailure(422, "refused");
    assertThat(member.view().path("email").textValue()).isEqualTo(member.email());

    var other = site.member();
    var its = other.logsIn(api).client();
    meanwhile(
            other,
            "password_hash = 'another'",
            () ->
                its.post(
                    api.path("password"),
                    Map.of("current_password", current, "new_password", NEXT)))
        .expectFailure(422, "refused");
  }

  @Test
  void a_grant_token_that_is_being_exchanged_ends_with_the_password() {
    var grant = api.visitor().post(api.path("login"), member.credentials()).expect(200);
    CompletableFuture<Answer> exchange;
    CompletableFuture<Answer> change;
    try (var other = site.otherTransaction()) {
      other.run("LOCK TABLE refresh_token IN SHARE MODE");
      exchange =
          CompletableFuture.supplyAsync(() ->
              api.visitor()
                  .post(
                      api.path("token"),
                      Map.of("grant_token", grant.at("/grant_token").textValue())));
      other.awaitWaiter();
      change =
          CompletableFuture.supplyAsync(() ->
              site.admin()
                  .put(
                      "/members/" + member.id(),
                      Map.of("email", member.email(), "password", NEXT)));
      Patience.until(() -> assertThat(waiting()).isEqualTo("2"));
      other.commit();
    }

    change.join().expect(200);
    var token = exchange.join().expect(200).at("/access_token/value").textValue();
    api.call(site.anybody().with(TestMember.TOKEN_HEADER, token), "profile")
        .expectFailure(401, "unauthenticated");
  }

  @Test
  void an_admins_sign_in_ends_with_the_password() {
    var admin = TestAdmin.make(site, "owner");
    CompletableFuture<Answer> signIn;
    try (var other = site.otherTransaction()) {
      other.changes("UPDATE admin SET password_hash = 'another' WHERE email = ?", admin.email());
      signIn = CompletableFuture.supplyAsync(() -> admin.triesToSignIn(TestAdmin.PASSWORD));
      awaitWaiterOr(other, signIn);
      other.commit();
    }

    var answer = signIn.join();
    answer.expectProblem(401, "unauthenticated");
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(
            site.admin()
                .get("/audit?subject=admin:" + admin.id())
                .at("/items")
                .findValuesAsText("action"))
        .contains("admin.sign_in_failed")
        .doesNotContain("admin.signed_in");
  }

  private Answer meanwhile(String change, Supplier<Answer> call) {
    return meanwhile(member, change, call);
  }

  /** What a call gets during which a member changes. */
  private Answer meanwhile(TestMember changed, String change, Supplier<Answer> call) {
    try (var other = site.otherTransaction()) {
      other.changes("UPDATE member SET " + change + " WHERE email = ?", changed.email());
      var answer = CompletableFuture.supplyAsync(call);
      awaitWaiterOr(other, answer);
      other.commit();
      return answer.join();
    }
  }

  private static void awaitWaiterOr(OtherTransaction other, CompletableFuture<Answer> answer) {
    Patience.until(() -> assertThat(answer.isDone() || other.waiting() > 0).isTrue());
  }

  private String waiting() {
    return new Sql(site.database())
        .value("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted");
  }

  private String password() {
    return String.valueOf(member.credentials().get("password"));
  }
}
