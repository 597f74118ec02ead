package dev.karamon.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.secret.SecretText;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void help_lists_every_command() {
    assertThat(run("--help")).isZero();

    assertThat(out.toString(UTF_8)).contains("serve", "migrate", "dev", "demo", "--version");
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
    var environment =
        Map.of("PATH", "/bin", "KARAMON_UNHEARD_OF", "1", "KARAMON_TEST_CHROMIUM", "/x");
    return new Main(
            new Unreached(),
            environment,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8))
        .run(arguments);
  }

  /** Fails the test when a command gets as far as that. */
  private static final class Unreached implements Product {
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
    public Future<Boolean> demo(Vertx vertx, Start start) {
      throw new AssertionError("demo played");
    }
  }
}
