package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log of events as a shop reads it that has missed some. */
class EventLogIT {
  private Shop shop;

  @BeforeEach
  void open() {
    shop = new Shop();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private List<String> types(String query) {
    return shop.get("/v1/events?" + query).get("data").findValuesAsText("type").stream()
        .filter(type -> type.contains("."))
        .toList();
  }

  @Test
  void undeliveredEventsAreThoseThatSomeEndpointHasNotTaken() {
    shop.post("/v1/products", "name=before-anyone-listened");
    JsonNode endpoint = shop.listen("customer.created", "customer.updated");
    shop.failures.set(1_000);
    String customer = shop.post("/v1/customers", "name=A").get("id").asText();
    shop.post("/v1/products", "name=nobody-asked-for-this");

    assertThat(types("delivery_success=false")).containsExactly("customer.created");
    assertThat(types("delivery_success=true"))
        .containsExactly("product.created", "product.created");

    shop.failures.set(0);
    shop.awaitEvent("customer.created");
    Shop.await(() -> types("delivery_success=false").isEmpty(), "all is delivered");
    shop.failures.set(1_000);
    shop.post("/v1/customers/" + customer, "name=B");
    shop.delete("/v1/webhook_endpoints/" + endpoint.get("id").asText());
    Shop.await(() -> types("delivery_success=false").isEmpty(), "nobody waits for it any more");
  }

  @Test
  void deliveriesAreMadeInParallel() {
    shop.listen("customer.created");
    shop.receiver.slowness.set(500);
    for (int i = 0; i < 8; i++) {
      shop.post("/v1/customers", "name=" + i);
    }
    Shop.await(() -> shop.received.size() == 8, "all are delivered");
    assertThat(shop.receiver.mostAtOnce.get()).isGreaterThan(1);
  }

  @Test
  void aPageGoesOnAfterAnEventThatWasDeliveredMeanwhile() {
    shop.listen("customer.created");
    shop.failures.set(1_000);
    shop.post("/v1/customers", "name=A");
    shop.post("/v1/customers", "name=B");
    JsonNode first = shop.get("/v1/events?delivery_success=false&limit=1");
    assertThat(first.get("has_more").asBoolean()).isTrue();
    shop.failures.set(0);
    Shop.await(() -> types("delivery_success=false").isEmpty(), "all is delivered");

    JsonNode second =
        shop.get(
            "/v1/events?delivery_success=false&starting_after=" + first.at("/data/0/id").asText());

    assertThat(second.get("data")).isEmpty();
    assertThat(second.get("has_more").asBoolean()).isFalse();
  }

  @Test
  void typesAndTimesFilterAndThePagesGoBothWays() {
    String product = shop.post("/v1/products", "name=A").get("id").asText();
    shop.post("/v1/products/" + product, "name=B");
    shop.post("/v1/customers", "name=A");
    JsonNode all = shop.get("/v1/events").get("data");
    long created = all.at("/0/created").asLong();
    String oldest = all.at("/2/id").asText();

    assertThat(types("types[]=product.updated&types[]=customer.created"))
        .containsExactly("customer.created", "product.updated");
    assertThat(types("type=product.*")).containsExactly("product.updated", "product.created");
    assertThat(types("created[gt]=" + created)).isEmpty();
    assertThat(types("created[gte]=" + all.at("/2/created").asLong() + "&created[lte]=" + created))
        .hasSize(3);
    assertThat(types("created[lt]=" + all.at("/2/created").asLong())).isEmpty();
    assertThat(types("limit=1&ending_before=" + oldest)).containsExactly("product.updated");
    assertThat(types("limit=2&starting_after=" + all.at("/0/id").asText()))
        .containsExactly("product.updated", "product.created");
  }
}
