package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateIT {
  @TempDir private Path folder;

  private SandboxConfig config() {
    Path file = folder.resolve("state/sandbox.json");
    return new SandboxConfig(0, Clock.systemUTC(), Optional.of(file), true);
  }

  @Test
  void everythingIsThereAgainAfterARestart() {
    String customer;
    String open;
    List<String> story;
    try (Shop shop = new Shop(config())) {
      customer = shop.post("/v1/customers", "email=kept@example.com").get("id").asText();
      open =
          shop.post(
                  "/v1/checkout/sessions",
                  "mode=subscription&success_url=http://a.example&line_items[0][price]=price_gold_monthly&line_items[0][quantity]=1&customer="
                      + customer)
              .get("id")
              .asText();
      story = shop.story();
    }
    try (Shop shop = new Shop(config())) {
      assertThat(shop.get("/v1/customers/" + customer).get("email").asText())
          .isEqualTo("kept@example.com");
      assertThat(shop.story()).isEqualTo(story);
      String url = shop.get("/v1/checkout/sessions/" + open).get("url").asText();
      assertThat(shop.pay(url, Shop.GOOD_CARD).statusCode()).isEqualTo(303);
    }
  }

  @Test
  void whatWasNotDeliveredIsDeliveredAfterARestart() {
    try (Shop later = new Shop()) {
      String secret;
      try (Shop shop = new Shop(config())) {
        secret =
            shop.post(
                    "/v1/webhook_endpoints",
                    "enabled_events[]=customer.created&url=" + later.webhookUrl())
                .get("secret")
                .asText();
        later.failures.set(1_000);
        shop.post("/v1/customers", "name=A");
        while (later.failures.get() == 1_000) {
          Shop.pause();
        }
      }
      later.failures.set(0);
      later.expectSignedWith(secret);
      try (Shop shop = new Shop(config())) {
        later.awaitEvent("customer.created");
        assertThat(shop.get("/v1/events").at("/data/0/type").asText())
            .isEqualTo("customer.created");
      }
    }
  }

  @Test
  void anObjectThatDoesNotFitStripesSchemaIsNeverAnsweredAndTheRunFails() throws IOException {
    Path file = folder.resolve("state/sandbox.json");
    Files.createDirectories(folder.resolve("state"));
    Files.writeString(
        file,
        "{\"format\":1,\"objects\":{\"customer\":{\"cus_1\":{\"id\":\"cus_1\",\"object\":\"customer\",\"planet\":\"mars\"}}}}");
    Shop shop = new Shop(config());
    assertThat(shop.read("/v1/customers/cus_1").statusCode()).isEqualTo(500);
    assertThatThrownBy(shop::close).hasMessageContaining("planet is unknown");
  }

  @Test
  void aBrokenFileAndATakenPortAreSaid() throws IOException {
    Path file = folder.resolve("broken.json");
    Files.writeString(file, "{\"format\":99}");
    Vertx vertx = Vertx.vertx();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() ->
              StripeSandbox.start(
                      vertx, new SandboxConfig(0, Clock.systemUTC(), Optional.of(file), false))
                  .await(20, TimeUnit.SECONDS))
          .hasMessageContaining("another version");
      assertThatThrownBy(() ->
              StripeSandbox.start(
                      vertx,
                      new SandboxConfig(
                          taken.getLocalPort(), Clock.systemUTC(), Optional.empty(), false))
                  .await(20, TimeUnit.SECONDS))
          .isInstanceOf(IOException.class);
    } finally {
      vertx.close();
    }
  }
}
