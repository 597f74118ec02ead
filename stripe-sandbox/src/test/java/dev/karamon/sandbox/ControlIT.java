package dev.karamon.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be done to the sandbox beyond what Stripe can. */
class ControlIT {
  private Shop shop;

  @BeforeEach
  void open() {
    shop = new Shop();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private HttpResponse<String> control(String method, String path, String body) {
    return shop.send(
        HttpRequest.newBuilder(URI.create(shop.sandbox.url() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  @ParameterizedTest
  @CsvSource({
    "/, evil.example:8090, 400",
    "/dashboard/subscriptions, localhost:1, 200",
    "/dashboard/subscriptions, host.docker.internal:8090, 403",
    "/v1/prices, evil.example, 400",
    "/v1/prices, 127.0.0.1.evil.example, 400",
    "/v1/prices, host.docker.internal:8090, 200",
    "/v1/prices, '[::1]:8090', 200",
    "/c/pay/cs_test_none, evil.example, 400",
  })
  void itAnswersUnderNamesOfThisMachineOnly(String path, String host, int status)
      throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), shop.sandbox.url().getPort())) {
      var head =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\nAuthorization: Bearer sk_test_any\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
          .startsWith("HTTP/1.1 " + status + " ");
    }
  }

  @Test
  void itIsReachedFromThisMachineOnly() throws IOException {
    for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(network.getInetAddresses())) {
        if (address.isLoopbackAddress()) {
          continue;
        }
        try (Socket socket = new Socket()) {
          InetSocketAddress elsewhere =
              new InetSocketAddress(address, shop.sandbox.url().getPort());
          assertThatThrownBy(() -> socket.connect(elsewhere, 2_000))
              .isInstanceOf(IOException.class);
        }
      }
    }
  }

  @Test
  void pagesOfOtherSitesCannotControlTheSandbox() {
    HttpResponse<String> foreign =
        shop.send(
            HttpRequest.newBuilder(URI.create(shop.sandbox.url() + "/sandbox/clock/advance"))
                .header("Origin", "https://evil.example")
                .POST(HttpRequest.BodyPublishers.ofString("{\"seconds\":10}")));
    assertThat(foreign.statusCode()).isEqualTo(403);
  }

  @Test
  void theSandboxsOwnClockMovesEveryoneWithoutATestClock() {
    String subscription = subscription();
    long end = periodEnd(subscription);

    HttpResponse<String> moved =
        control("POST", "/sandbox/clock/advance", "{\"seconds\":" + 32 * 86_400 + "}");

    assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
    assertThat(periodEnd(subscription)).isGreaterThan(end);
    assertThat(shop.story())
        .containsSubsequence(
            "invoice.upcoming", "customer.subscription.updated", "invoice.created", "invoice.paid");
  }

  @Test
  void aRenewalFailsOnDemandAndPaysOnDemand() {
    String subscription = subscription();
    String path = "/sandbox/subscriptions/" + subscription + "/renew";

    assertThat(control("POST", path, "{\"fails\":true}").statusCode()).isEqualTo(200);
    assertThat(shop.get("/v1/subscriptions/" + subscription).get("status").asText())
        .isEqualTo("past_due");

    assertThat(control("POST", path, "{\"fails\":false}").statusCode()).isEqualTo(200);
    assertThat(shop.get("/v1/subscriptions/" + subscription).get("status").asText())
        .isEqualTo("active");
    assertThat(
            control("POST", "/sandbox/subscriptions/sub_no/renew", "{\"fails\":true}").statusCode())
        .isEqualTo(404);
  }

  private String subscription() {
    String customer = shop.post("/v1/customers", "email=a@example.com").get("id").asText();
    String method =
        shop.post("/v1/payment_methods/pm_card_visa/attach", "customer=" + customer)
            .get("id")
            .asText();
    return shop.post(
            "/v1/subscriptions",
            "customer=%s&default_payment_method=%s&items[0][price]=price_gold_monthly"
                .formatted(customer, method))
        .get("id")
        .asText();
  }

  private long periodEnd(String subscription) {
    return shop.get("/v1/subscriptions/" + subscription)
        .at("/items/data/0/current_period_end")
        .asLong();
  }
}
