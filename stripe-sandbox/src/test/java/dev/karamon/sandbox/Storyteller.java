package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of stories have in common: a shop, its clock, and what was told since when. */
abstract class Storyteller {
  static final long HOUR = Duration.ofHours(1).toSeconds();
  static final long DAY = Duration.ofDays(1).toSeconds();

  Shop shop;
  private String before = "";

  @BeforeEach
  void open() {
    shop = new Shop();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  /** From here on the story is told. */
  void begin() {
    before = shop.latestEvent();
  }

  void told(String... types) {
    assertThat(story()).containsExactly(types);
  }

  void advance(long seconds) {
    shop.control("/sandbox/clock/advance", "{\"seconds\":" + seconds + "}");
  }

  JsonNode session(String form) {
    return shop.post("/v1/checkout/sessions", "success_url=http://shop.example/ok&" + form);
  }

  String customer(String method) {
    String id = shop.customer(method);
    begin();
    return id;
  }

  JsonNode subscribe(String customer, String more) {
    return shop.post(
        "/v1/subscriptions", "customer=" + customer + "&items[0][price]=price_gold_monthly" + more);
  }

  JsonNode reload(JsonNode subscription) {
    return shop.get("/v1/subscriptions/" + subscription.get("id").asText());
  }

  static long periodEnd(JsonNode subscription) {
    return subscription.at("/items/data/0/current_period_end").asLong();
  }

  void toPeriodEnd(JsonNode subscription) {
    HttpRequest.Builder clock =
        HttpRequest.newBuilder(URI.create(shop.sandbox.url() + "/sandbox/clock"));
    advance(periodEnd(reload(subscription)) - Shop.json(shop.send(clock)).get("now").asLong());
  }

  /** What was told since the story began. */
  List<String> story() {
    return before.isEmpty() ? shop.story() : shop.storyAfter(before);
  }
}
