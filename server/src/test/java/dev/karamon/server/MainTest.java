package dev.karamon.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.secret.SecretText;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private static final List<String> FOUND = List.of("one", "two");
  private static final Map<String, String> WITH_DATABASE =
      Map.of(
          "KARAMON_DATABASE_URL", "postgresql://karamon:pw@127.0.0.1:1/karamon",
          "KARAMON_MASTER_KEY", "0123456789abcdef0123456789abcdef");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void help_lists_every_command() {
    assertThat(run("--help")).isZero();

    assertThat(out.toString(UTF_8))
        .contains("serve", "migrate", "reconcile", "dev", "demo", "--version");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Command.class)
  void help_of_a_command_lists_every_flag(Command command) {
    assertThat(run(command.text(), "--help")).isZero();

    for (var setting : Setting.values()) {
      assertThat(out.toString(UTF_8)).contains(setting.flag());
    }
  }

  @ParameterizedTest
  @EnumSource(Command.class)
  void only_reconcile_knows_a_dry_run(Command command) {
    run(command.text(), "--help");

    assertThat(out.toString(UTF_8).contains("--dry-run")).isEqualTo(command == Command.RECONCILE);
  }

  @Test
  void a_dry_run_of_another_command_is_refused() {
    assertThat(run(new Unreached(), WITH_DATABASE, "serve", "--dry-run")).isEqualTo(2);

    assertThat(err.toString(UTF_8)).contains("--dry-run is not a known flag");
  }

  @Test
  void a_dry_run_takes_no_value() {
    assertThat(run(new Unreached(), WITH_DATABASE, "reconcile", "--dry-run=false")).isEqualTo(2);

    assertThat(err.toString(UTF_8)).contains("--dry-run");
  }

  @ParameterizedTest
  @CsvSource({"true, 0", "false, 3"})
  void reconcile_prints_what_it_found_and_says_by_its_status_whether_something_deviates(
      boolean clean, int status) {
    var product = new Reconciling(Future.succeededFuture(new Product.Reconciled(FOUND, clean)));

    assertThat(run(product, WITH_DATABASE, "reconcile")).isEqualTo(status);

    assertThat(product.dryRuns).containsExactly(false);
    assertThat(out.toString(UTF_8).lines()).endsWith("one", "two");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void reconcile_is_told_of_a_dry_run() {
    var product = new Reconciling(Future.succeededFuture(new Product.Reconciled(FOUND, true)));

    assertThat(run(product, WITH_DATABASE, "reconcile", "--dry-run")).isZero();

    assertThat(product.dryRuns).containsExactly(true);
  }

  @Test
  void a_failed_reconcile_ends_with_1() {
    var failure = new KaramonException(CommonError.REFUSED, "Stripe refuses the key.");

    assertThat(run(new Reconciling(Future.failedFuture(failure)), WITH_DATABASE, "reconcile"))
        .isEqualTo(1);

    assertThat(err.toString(UTF_8)).isEqualTo("karamon reconcile: Stripe refuses the key.\n");
  }

  @Test
  void reset_admin_has_to_be_told_whom() {
    assertThat(run(new Unreached(), WITH_DATABASE, "reset-admin")).isEqualTo(2);

    assertThat(err.toString(UTF_8)).contains("Missing required parameter: 'EMAIL'");
  }

  @Test
  void version_names_the_product_and_its_version() {
    assertThat(run("--version")).isZero();

    assertThat(out.toString(UTF_8)).matches("Karamon \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "srve", "--htp-port"})
  void without_a_known_command_it_says_how_and_ends_with_2(String argument) {
    assertThat(argument.isEmpty() ? run() : run(argument)).isEqualTo(2);

    assertThat(err.toString(UTF_8)).contains("serve");
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void all_problems_of_the_configuration_are_listed_and_end_with_2() {
    assertThat(run("serve", "--http-port=x", "--sandbx", "--master-key", "short", "--public-url"))
        .isEqualTo(2);

    assertThat(err.toString(UTF_8).lines())
        .containsExactly(
            "The configuration is not usable:",
            "  - --sandbx is not a known flag; did you mean --sandbox or --sandbox-port?",
            "  - KARAMON_UNHEARD_OF is not a known variable; remove it (--help lists all)",
            "  - --http-port must be a whole number from 0 to 65535, not \"x\"",
            "  - --public-url needs a value: URL",
            "  - --master-key must have at least 32 characters");
  }

  private int run(String... arguments) {
    return run(
        new Unreached(),
        Map.of("PATH", "/bin", "KARAMON_UNHEARD_OF", "1", "KARAMON_TEST_CHROMIUM", "/x"),
        arguments);
  }

  private int run(Product product, Map<String, String> environment, String... arguments) {
    return new Main(
            product,
            environment,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8))
        .run(arguments);
  }

  /** Finds what it is told to find. */
  private static final class Reconciling extends Unreached {
    private final Future<Reconciled> found;
    private final List<Boolean> dryRuns = new ArrayList<>();

    Reconciling(Future<Reconciled> found) {
      this.found = found;
    }

    @Override
    public Future<Reconciled> reconcile(Vertx vertx, Start start, boolean dryRun) {
      dryRuns.add(dryRun);
      return found;
    }
  }

  /** Fails the test when a command gets as far as that. */
  private static class Unreached implements Product {
    @Override
    public Future<Node> start(Vertx vertx, Start start) {
      throw new AssertionError("started");
    }

    @Override
    public List<String> migrate(DatabaseUrl database) {
      throw new AssertionError("migrated");
    }

    @Override
    public Future<List<String>> rotateKey(
        Vertx vertx, DatabaseUrl database, SecretText old, SecretText next) {
      throw new AssertionError("key rotated");
    }

    @Override
    public Future<SecretText> resetAdmin(Vertx vertx, DatabaseUrl database, String email) {
      throw new AssertionError("admin reset");
    }

    @Override
    public Future<Reconciled> reconcile(Vertx vertx, Start start, boolean dryRun) {
      throw new AssertionError("reconciled");
    }

    @Override
    public Future<Boolean> demo(Vertx vertx, Start start) {
      throw new AssertionError("demo played");
    }
  }
}
