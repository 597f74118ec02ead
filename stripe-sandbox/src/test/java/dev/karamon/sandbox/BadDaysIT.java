package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on demand. */
class BadDaysIT {
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

  private void faults(String deliveries, String api) {
    HttpResponse<String> answer =
        control(
            "PUT",
            "/sandbox/bad_days",
            "{\"deliveries\":%s,\"api\":[%s]}".formatted(deliveries, api));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static String deliveries(int duplicate, int drop) {
    return "{\"delay_ms\":0,\"shuffle_ms\":0,\"duplicate_percent\":%d,\"drop_percent\":%d}"
        .formatted(duplicate, drop);
  }

  private static String fault(String kind, int times) {
    return "{\"kind\":\"%s\",\"method\":\"POST\",\"path\":\"/v1/customers\",\"times\":%d}"
        .formatted(kind, times);
  }

  private void listen() {
    JsonNode endpoint =
        shop.post("/v1/webhook_endpoints", "enabled_events[]=*&url=" + shop.webhookUrl());
    shop.expectSignedWith(endpoint.get("secret").asText());
  }

  @Test
  void deliveriesAreDuplicated() {
    listen();
    faults(deliveries(100, 0), "");
    shop.post("/v1/customers", "name=A");
    shop.awaitEvent("customer.created");
    long until = System.nanoTime() + 5_000_000_000L;
    while (shop.received.size() < 2 && System.nanoTime() < until) {
      Shop.pause();
    }
    assertThat(shop.received).hasSize(2);
    assertThat(shop.received.get(0).getId()).isEqualTo(shop.received.get(1).getId());
  }

  @Test
  void droppedDeliveriesAreNeverMadeAndCanBeSentAgain() {
    listen();
    faults(deliveries(0, 100), "");
    shop.post("/v1/customers", "name=A");
    assertThat(control("DELETE", "/sandbox/bad_days", "").statusCode()).isEqualTo(200);
    shop.post("/v1/products", "name=later");
    shop.awaitEvent("product.created");
    assertThat(shop.received).hasSize(1);
    Shop.await(
        () -> shop.get("/v1/events?delivery_success=false").get("data").size() == 1,
        "only the dropped event is undelivered");
    JsonNode undelivered = shop.get("/v1/events?delivery_success=false");
    assertThat(undelivered.at("/data/0/type").asText()).isEqualTo("customer.created");

    control("POST", "/sandbox/events/" + undelivered.at("/data/0/id").asText() + "/resend", "");

    shop.awaitEvent("customer.created");
  }

  @Test
  void callsFailAsOftenAsAskedBeforeOrAfterTheyAreCarriedOut() {
    faults(deliveries(0, 0), fault("error_before", 1) + "," + fault("error_after", 1));
    assertThat(create("name=before").statusCode()).isEqualTo(500);
    assertThat(names()).isEmpty();
    assertThat(create("name=after").statusCode()).isEqualTo(500);
    assertThat(names()).containsExactly("after");
    assertThat(create("name=good").statusCode()).isEqualTo(200);
  }

  @Test
  void tooManyRequestsSayWhenToComeBack() {
    faults(deliveries(0, 0), fault("rate_limit", 1));
    HttpResponse<String> refused = create("name=A");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(Shop.json(refused).at("/error/code").asText()).isEqualTo("rate_limit");
  }

  @Test
  void aKeyThatIsStillInUseIsAConflict() {
    faults(deliveries(0, 0), fault("key_in_use", 1));
    HttpResponse<String> refused = create("name=A");
    assertThat(refused.statusCode()).isEqualTo(409);
    JsonNode error = Shop.json(refused).get("error");
    assertThat(error.get("type").asText()).isEqualTo("idempotency_error");
    assertThat(error.get("code").asText()).isEqualTo("idempotency_key_in_use");
    assertThat(names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"timeout_before", "timeout_after"})
  void aCallThatHangsIsCarriedOutOrNot(String kind) {
    faults(deliveries(0, 0), fault(kind, 1));
    HttpRequest request =
        shop.api("/v1/customers")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .timeout(Duration.ofMillis(700))
            .POST(HttpRequest.BodyPublishers.ofString("name=A"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
    }
    assertThat(names()).hasSize(kind.equals("timeout_after") ? 1 : 0);
  }

  @Test
  void deliveriesLoseTheirOrderAndComeLate() {
    listen();
    faults("{\"delay_ms\":100,\"shuffle_ms\":400,\"duplicate_percent\":0,\"drop_percent\":0}", "");
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      sent.add(shop.post("/v1/customers", "name=" + i).get("id").asText());
    }
    Shop.await(() -> shop.received.size() == 30, "all are delivered");
    List<String> came =
        shop.received.stream()
            .map(event -> ((com.stripe.model.Customer) Shop.objectOf(event)).getId())
            .toList();
    assertThat(came).containsExactlyInAnyOrderElementsOf(sent).isNotEqualTo(sent);
  }

  @Test
  void aClosedConnectionAfterTheFactIsHealedByTheIdempotencyKey() {
    faults(deliveries(0, 0), fault("close_after", 1));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          shop.api("/v1/customers")
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header("Idempotency-Key", "k")
              .timeout(Duration.ofSeconds(5))
              .POST(HttpRequest.BodyPublishers.ofString("name=A"))
              .build();
      assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
      HttpResponse<String> again = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(again.statusCode()).isEqualTo(200);
      assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
      assertThat(names()).containsExactly("A");
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> create(String form) {
    return shop.send(
        shop.api("/v1/customers")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    shop.get("/v1/customers").get("data").forEach(it -> names.add(it.get("name").asText()));
    return names;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "nonsense",
        "{\"deliveries\":{\"delay_ms\":-1,\"shuffle_ms\":0,\"duplicate_percent\":0,\"drop_percent\":0},\"api\":[]}",
        "{\"deliveries\":{\"delay_ms\":0,\"shuffle_ms\":0,\"duplicate_percent\":0,\"drop_percent\":101},\"api\":[]}",
        "{\"deliveries\":{\"delay_ms\":0,\"shuffle_ms\":0,\"duplicate_percent\":0,\"drop_percent\":0},\"api\":[],\"more\":1}",
        "{\"deliveries\":{\"delay_ms\":0,\"shuffle_ms\":0,\"duplicate_percent\":0,\"drop_percent\":0},\"api\":[{\"kind\":\"sneeze\",\"method\":\"*\",\"path\":\"/v1/\",\"times\":1}]}"
      })
  void wishesThatMakeNoSenseAreRefused(String body) {
    HttpResponse<String> answer = control("PUT", "/sandbox/bad_days", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Shop.json(answer).get("error").asText()).isNotBlank();
  }

  @Test
  void aMemberThatIsMissingIsNamed() {
    HttpResponse<String> answer = control("PUT", "/sandbox/bad_days", "{\"api\":[]}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Shop.json(answer).get("error").asText())
        .startsWith("The member deliveries is missing");
  }
}
