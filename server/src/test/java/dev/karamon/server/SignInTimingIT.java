package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestAdmin;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a refusal takes does not tell whether there is such an account. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
@Timeout(180)
class SignInTimingIT {
  private static final int ROUNDS = 21;
  // A check of a password takes tens of times as long as a look into the database: without it the
  // ratio would be ten and more.
  private static final double MOST = 2.0;

  private final Site site;

  SignInTimingIT(Site site) {
    this.site = site;
  }

  @Test
  void an_unknown_admin_is_refused_no_faster_than_a_known_one() {
    var known = new long[ROUNDS];
    var unknown = new long[ROUNDS];
    var admin = TestAdmin.make(site, "viewer");
    for (int i = 0; i < ROUNDS; i++) {
      known[i] = nanos("/admin/api/v1/session", admin.email());
      unknown[i] = nanos("/admin/api/v1/session", "nobody@example.com");
      forgetFailures();
    }
    assertThat(ratio(known, unknown)).isBetween(1 / MOST, MOST);
  }

  @Test
  void an_unknown_member_is_refused_no_faster_than_a_known_one() {
    var api = site.api("dynamic_token").withLogin();
    var member = site.member();
    var withoutPassword = site.memberWithoutPassword();
    var known = new long[ROUNDS];
    var unknown = new long[ROUNDS];
    var passwordless = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      known[i] = nanos(api.path("login"), member.email());
      unknown[i] = nanos(api.path("login"), "nobody@example.com");
      passwordless[i] = nanos(api.path("login"), withoutPassword.email());
      forgetFailures();
    }
    assertThat(ratio(known, unknown)).isBetween(1 / MOST, MOST);
    assertThat(ratio(known, passwordless)).isBetween(1 / MOST, MOST);
  }

  private long nanos(String path, String email) {
    var begun = System.nanoTime();
    site.anybody().post(path, Map.of("email", email, "password", "not the right one")).expect(401);
    return System.nanoTime() - begun;
  }

  private void forgetFailures() {
    site.execute("DELETE FROM sign_in_failure");
  }

  private static double ratio(long[] one, long[] other) {
    return (double) median(one) / median(other);
  }

  private static long median(long[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
