package dev.karamon.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The command that compares with Stripe. */
@KaramonTest(stripe = KaramonTest.Stripe.WITHOUT_DELIVERIES)
@Timeout(180)
class ReconcileCommandIT {
  @Test
  void what_deviates_is_told_then_repaired_then_gone(Site site) throws Exception {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());
    site.sandbox().pays(member.checksOut());

    assertEnds(3, "1 deviate. Nothing was changed.", of(site, "--dry-run"));
    assertThat(member.isIn(shop.group())).isFalse();
    assertEnds(0, "1 deviated and are repaired.", of(site));
    assertThat(member.isIn(shop.group())).isTrue();
    assertEnds(0, "Nothing deviates.", of(site));
  }

  private static Process of(Site site, String... flags) throws Exception {
    var all = new ArrayList<>(List.of(flags));
    all.add("--stripe-api-base=" + site.sandbox().url());
    return reconcile(site.database(), all.toArray(String[]::new));
  }

  private static void assertEnds(int status, String last, Process program) throws Exception {
    var output = new String(program.getInputStream().readAllBytes(), UTF_8);
    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).as(output).isEqualTo(status);
    assertThat(output.lines()).endsWith(last);
  }

  @Test
  void where_stripe_is_switched_off_there_is_nothing_to_compare_with(Site site) throws Exception {
    var database = site.freshDatabase();
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var program = reconcile(database, "--dry-run", "--http-port=" + taken.getLocalPort());
      var output = new String(program.getInputStream().readAllBytes(), UTF_8);

      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(program.exitValue()).as(output).isEqualTo(1);
      assertThat(output).contains("Payments are switched off");
    }
    assertThat(scheduledTasks(database)).isZero();
  }

  @Test
  void a_new_sandbox_is_not_taken_for_the_one_that_runs(Site site) throws Exception {
    var program = reconcile(site.freshDatabase(), "--sandbox", "--sandbox-port=0");
    var output = new String(program.getInputStream().readAllBytes(), UTF_8);

    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isEqualTo(1);
    assertThat(output.lines())
        .contains("karamon reconcile: Set KARAMON_SANDBOX_PORT to the port of the running sandbox");
  }

  private static Process reconcile(DatabaseUrl database, String... flags) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.karamon.server.Main",
                "reconcile"));
    command.addAll(List.of(flags));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith(Setting.VARIABLE_PREFIX));
    builder
        .environment()
        .putAll(
            Map.of(
                "KARAMON_DATABASE_URL",
                database.uri().reveal(),
                "KARAMON_MASTER_KEY",
                "a-master-key-that-only-tests-know-of"));
    return builder.start();
  }

  private static int scheduledTasks(DatabaseUrl database) throws Exception {
    try (var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().reveal());
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM scheduled_tasks")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
