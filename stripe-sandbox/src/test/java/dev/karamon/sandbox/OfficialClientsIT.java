package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stripe's own JavaScript client and command line, unchanged; skipped where npm brings neither. */
class OfficialClientsIT {
  private Shop shop;

  @BeforeAll
  static void install() throws IOException {
    Outcome installed = NpmClients.install();
    assumeTrue(installed.status() == 0, () -> "npm install failed: " + installed.output());
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
    Outcome outcome = NpmClients.run("node", "story.mjs", shop.sandbox.url().toString());
    assertThat(outcome.status()).as(outcome.output()).isZero();
  }

  private Outcome stripe(String... arguments) {
    List<String> command = new ArrayList<>(List.of("node_modules/.bin/stripe"));
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "--api-key", "sk_test_commandline1234", "--api-base", shop.sandbox.url().toString()));
    return NpmClients.run(command.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "customer.subscription.created, customer.subscription.created",
    "customer.subscription.updated, customer.subscription.updated",
    "customer.subscription.deleted, customer.subscription.deleted",
    "checkout.session.completed, checkout.session.completed",
    "invoice.payment_failed, invoice.payment_failed",
    "invoice.paid, invoice.paid",
    "checkout.session.async_payment_succeeded, checkout.session.completed"
  })
  void theCommandLineTriggersEvents(String trigger, String type) {
    Outcome outcome = stripe("trigger", trigger);
    assertThat(outcome.output()).contains("Trigger succeeded");
    assertThat(shop.story()).contains(type);
  }

  @Test
  void theCommandLinesResourceCommandsWork() {
    Outcome created = stripe("customers", "create", "--email=ann@example.com");
    assertThat(created.output()).contains("\"object\" : \"customer\"", "ann@example.com");
    assertThat(stripe("prices", "retrieve", "price_gold_monthly").output()).contains("1500");
    assertThat(stripe("subscriptions", "retrieve", "sub_no").output()).contains("resource_missing");
  }
}
