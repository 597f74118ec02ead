package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.Crowd;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Sql;
import dev.karamon.server.testing.TestAdmin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Guessing is slowed down, however it is done. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
@Timeout(120)
class SignInThrottleIT {
  private final Site site;

  SignInThrottleIT(Site site) {
    this.site = site;
  }

  @BeforeEach
  void forget() {
    site.execute("DELETE FROM sign_in_failure");
  }

  @Test
  void five_guesses_are_free_also_when_many_come_at_once() {
    var admin = TestAdmin.make(site, "viewer");
    var calls = new ArrayList<CompletableFuture<Integer>>();
    for (int i = 0; i < 30; i++) {
      calls.add(CompletableFuture.supplyAsync(() -> admin.triesToSignIn("a guess").status()));
    }
    var statuses = calls.stream().map(CompletableFuture::join).toList();
    // A second after the fifth one more is free, and so on: not many more.
    assertThat(statuses).filteredOn(status -> status == 401).hasSizeBetween(1, 12);
    assertThat(statuses).allSatisfy(status -> assertThat(status).isIn(401, 429));
  }

  @Test
  void a_right_password_does_not_come_in_while_it_is_to_be_waited() {
    var admin = TestAdmin.make(site, "viewer");
    site.execute(
        "INSERT INTO sign_in_failure VALUES ('admin:account:" + admin.email() + "', 20, now())");
    var refused = admin.triesToSignIn(TestAdmin.PASSWORD);
    refused.expectProblem(429, "rate_limited");
    assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow())).isBetween(200, 301);
    site.execute("UPDATE sign_in_failure SET last_at = now() - interval '6 minutes'");
    admin.triesToSignIn(TestAdmin.PASSWORD).expect(201);
    admin.triesToSignIn(TestAdmin.PASSWORD).expect(201);
  }

  @Test
  void an_account_that_does_not_exist_is_slowed_down_alike() {
    guess("stranger@example.com").expectProblem(401, "unauthenticated");
    site.execute(
        "UPDATE sign_in_failure SET failures = failures + 20, last_at = now()"
            + " WHERE key = 'admin:account:stranger@example.com'");
    guess("STRANGER@example.com").expectProblem(429, "rate_limited");
  }

  @Test
  void no_guess_counts_for_another_account_than_the_one_it_is_made_at() {
    var admin = TestAdmin.make(site, "viewer");
    var alike = admin.email().replace('i', 'İ');
    signIn(alike, TestAdmin.PASSWORD).expectProblem(401, "unauthenticated");
    guess(admin.email().toUpperCase(Locale.ROOT)).expectProblem(401, "unauthenticated");
    site.execute(
        "UPDATE sign_in_failure SET failures = failures + 20, last_at = now()"
            + " WHERE key = 'admin:account:"
            + admin.email()
            + "'");
    guess(admin.email()).expectProblem(429, "rate_limited");
    guess(admin.email().toUpperCase(Locale.ROOT)).expectProblem(429, "rate_limited");
    guess(alike).expectProblem(401, "unauthenticated");
  }

  @Test
  void an_address_that_fails_with_many_accounts_has_to_wait_too() {
    site.execute("INSERT INTO sign_in_failure VALUES ('admin:address:127.0.0.1', 60, now())");
    guess("somebody@example.com").expectProblem(429, "rate_limited");
    site.execute("DELETE FROM sign_in_failure");
    guess("somebody@example.com").expectProblem(401, "unauthenticated");
  }

  @Test
  void an_address_that_others_fail_from_recovers_while_people_sign_in_from_it() {
    var admin = TestAdmin.make(site, "viewer");
    site.execute(
        "INSERT INTO sign_in_failure"
            + " VALUES ('admin:address:127.0.0.1', 60, now() - interval '6 minutes')");

    for (int i = 0; i < 5; i++) {
      admin.triesToSignIn(TestAdmin.PASSWORD).expect(201);
    }
    guess("somebody@example.com").expectProblem(401, "unauthenticated");
    admin.triesToSignIn(TestAdmin.PASSWORD).expectProblem(429, "rate_limited");
  }

  @Test
  void failures_age_one_by_one() {
    site.execute(
        "INSERT INTO sign_in_failure VALUES"
            + " ('admin:address:127.0.0.1', 50, now() - interval '6 minutes'),"
            + " ('admin:account:guessed@example.com', 6, now() - interval '13 minutes')");

    for (int i = 0; i < 8; i++) {
      guess("somebody" + i + "@example.com").expectProblem(401, "unauthenticated");
    }
    guess("guessed@example.com").expectProblem(401, "unauthenticated");
    guess("guessed@example.com").expectProblem(429, "rate_limited");
    assertThat(failures("admin:address:127.0.0.1")).isBetween(48, 49);
  }

  @Test
  void many_who_sign_in_rightly_at_once_all_come_in() {
    var admin = TestAdmin.make(site, "viewer");
    var other = TestAdmin.make(site, "viewer");
    // Room for three at once.
    site.execute("INSERT INTO sign_in_failure VALUES ('admin:address:127.0.0.1', 46.5, now())");

    assertThat(
            atOnce(
                12, i -> (i % 2 == 0 ? admin : other).triesToSignIn(TestAdmin.PASSWORD).status()))
        .containsOnly(201);
    assertThat(failures("admin:address:127.0.0.1")).isEqualTo(47);
  }

  @Test
  void guesses_at_many_accounts_at_once_are_as_few_as_one_by_one() {
    site.execute("INSERT INTO sign_in_failure VALUES ('admin:address:127.0.0.1', 44.5, now())");

    var statuses = atOnce(60, i -> guess("account" + i + "@example.com").status());

    // Five are free, and one more after a second, after two more, and so on.
    assertThat(statuses).filteredOn(status -> status == 401).hasSizeBetween(1, 10);
    assertThat(statuses).filteredOn(status -> status == 429).hasSizeGreaterThan(49);
  }

  @Test
  void who_guesses_among_those_who_sign_in_rightly_is_found_out() {
    var admin = TestAdmin.make(site, "viewer");
    site.execute("INSERT INTO sign_in_failure VALUES ('admin:address:127.0.0.1', 44.5, now())");

    var statuses =
        atOnce(
            60,
            i ->
                i % 2 == 0
                    ? guess("account" + i + "@example.com").status()
                    : admin.triesToSignIn(TestAdmin.PASSWORD).status());

    assertThat(statuses).filteredOn(status -> status == 401).hasSizeBetween(1, 10);
    assertThat(failures("admin:address:127.0.0.1")).isBetween(46, 56);
  }

  @Test
  void what_a_node_that_is_gone_was_checking_is_not_waited_for_without_end() {
    var admin = TestAdmin.make(site, "viewer");
    site.execute(
        "INSERT INTO sign_in_failure VALUES ('admin:account:"
            + admin.email()
            + "', 4, now(), ARRAY[now() - interval '58 seconds', now() - interval '2 minutes'])");

    admin.triesToSignIn(TestAdmin.PASSWORD).expect(201);
  }

  private int failures(String key) {
    return Integer.parseInt(
        new Sql(site.database())
            .value("SELECT ceil(failures)::int FROM sign_in_failure WHERE key = '" + key + "'"));
  }

  private static List<Integer> atOnce(int count, IntFunction<Integer> call) {
    var statuses = new ConcurrentLinkedQueue<Integer>();
    Crowd.each(count, IntStream.range(0, count).boxed().toList(), i -> statuses.add(call.apply(i)));
    return List.copyOf(statuses);
  }

  @Test
  void signing_in_rightly_many_times_slows_nobody_down() {
    var admin = TestAdmin.make(site, "viewer");
    for (int i = 0; i < 12; i++) {
      admin.triesToSignIn(TestAdmin.PASSWORD).expect(201);
    }
  }

  private Answer guess(String email) {
    return signIn(email, "a guess");
  }

  private Answer signIn(String email, String password) {
    return site.anybody()
        .post("/admin/api/v1/session", Map.of("email", email, "password", password));
  }
}
