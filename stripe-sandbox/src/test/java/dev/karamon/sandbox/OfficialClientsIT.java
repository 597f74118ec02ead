package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stripe's own JavaScript client and command line, unchanged; skipped where npm brings neither. */
class OfficialClientsIT {
  private static final Path SOURCE = Path.of("src/test/clients");
  private static final Path INSTALLED = Path.of("target/clients");

  private Shop shop;

  @BeforeAll
  static void install() throws IOException {
    Files.createDirectories(INSTALLED.resolve("home"));
    for (String file : List.of("package.json", "story.mjs")) {
      Files.copy(
          SOURCE.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Outcome installed =
        Files.exists(INSTALLED.resolve("node_modules/.bin/stripe"))
            ? new Outcome(0, "")
            : run("npm", "install", "--no-package-lock", "--no-audit", "--no-fund");
    assumeTrue(installed.status == 0, () -> "npm install failed: " + installed.output);
  }

  private record Outcome(int status, String output) {}

  private static Outcome run(String... command) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(INSTALLED.toFile()).redirectErrorStream(true);
      builder
          .environment()
          .put("XDG_CONFIG_HOME", INSTALLED.resolve("home").toAbsolutePath().toString());
      Path output = Files.createTempFile("client", ".log");
      Process process = builder.redirectOutput(output.toFile()).start();
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Outcome(-1, "took too long: " + Files.readString(output));
      }
      return new Outcome(process.exitValue(), Files.readString(output));
    } catch (IOException e) {
      return new Outcome(-1, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void open() {
    shop = new Shop();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void theJavaScriptClientPlaysASubscriptionsLife() {
    Outcome outcome = run("node", "story.mjs", shop.sandbox.url().toString());
    assertThat(outcome.status).as(outcome.output).isZero();
  }

  private Outcome stripe(String... arguments) {
    List<String> command = new ArrayList<>(List.of("node_modules/.bin/stripe"));
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "--api-key", "sk_test_commandline1234", "--api-base", shop.sandbox.url().toString()));
    return run(command.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "customer.subscription.created, customer.subscription.created",
    "customer.subscription.updated, customer.subscription.updated",
    "customer.subscription.deleted, customer.subscription.deleted",
    "checkout.session.completed, checkout.session.completed",
    "invoice.payment_failed, invoice.payment_failed",
    "invoice.paid, invoice.paid"
  })
  void theCommandLineTriggersEvents(String trigger, String type) {
    Outcome outcome = stripe("trigger", trigger);
    assertThat(outcome.output).contains("Trigger succeeded");
    assertThat(shop.story()).contains(type);
  }

  @Test
  void theCommandLinesResourceCommandsWork() {
    Outcome created = stripe("customers", "create", "--email=ann@example.com");
    assertThat(created.output).contains("\"object\" : \"customer\"", "ann@example.com");
    assertThat(stripe("prices", "retrieve", "price_gold_monthly").output).contains("1500");
    assertThat(stripe("subscriptions", "retrieve", "sub_no").output).contains("resource_missing");
  }
}
