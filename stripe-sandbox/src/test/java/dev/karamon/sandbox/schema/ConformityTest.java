package dev.karamon.sandbox.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class ConformityTest {
  private static ObjectNode endpoint() {
    ObjectNode endpoint = Shape.of("WebhookEndpoint").put("id", "we_1").put("created", 1);
    return endpoint.put("status", "enabled").put("url", "https://a.example");
  }

  @Test
  void aCompleteObjectHasNoProblems() {
    assertThat(Conformity.problems(endpoint())).isEmpty();
  }

  @Test
  void missingUnknownAndMistypedFieldsAreNamed() {
    ObjectNode wrong = endpoint().put("created", "soon").put("planet", "mars");
    wrong.remove("enabled_events");
    wrong.putObject("metadata").put("a", 1);
    assertThat(Conformity.problems(wrong))
        .hasSize(4)
        .anyMatch(it -> it.contains(".enabled_events is missing"))
        .anyMatch(it -> it.contains(".planet is unknown"))
        .anyMatch(it -> it.contains(".created should be NUMBER"))
        .anyMatch(it -> it.contains(".metadata.a should be STRING"));
  }

  @Test
  void expandedObjectsAndListsAreCheckedInside() {
    ObjectNode price = Shape.of("Price").put("id", "price_1").put("created", 1);
    price.put("currency", "usd").put("billing_scheme", "per_unit").put("type", "one_time");
    price.put("product", "prod_1").put("unit_amount_decimal", "1500");
    assertThat(Conformity.problems(price)).isEmpty();
    price.put("unit_amount_decimal", "a lot").set("product", Shape.of("Product"));
    assertThat(Conformity.problems(price))
        .anyMatch(it -> it.contains(".product.id"))
        .anyMatch(it -> it.contains(".unit_amount_decimal"));
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
    list.putArray("data").add(endpoint().put("status", 5));
    list.put("has_more", false).put("url", "/v1/webhook_endpoints");
    assertThat(Conformity.problems(list)).singleElement().asString().contains("data[0].status");
  }

  @Test
  void enumeratedValuesAndUnknownKindsAreRefused() {
    ObjectNode price = Shape.of("Price").put("billing_scheme", "free");
    assertThat(Conformity.problems(price)).anyMatch(it -> it.contains(".billing_scheme should be"));
    ObjectNode odd = JsonNodeFactory.instance.objectNode().put("object", "spaceship");
    assertThat(Conformity.problems(odd)).singleElement().asString().contains("spaceship");
  }

  @Test
  void formerValuesAreThoseOfFieldsThatExist() {
    ObjectNode event = Shape.of("EventBase").put("id", "evt_1").put("api_version", "v");
    event.put("created", 1).put("type", "product.updated").put("pending_webhooks", 0);
    event.putObject("request").putNull("id").putNull("idempotency_key");
    ObjectNode data = event.putObject("data");
    data.set("object", endpoint());
    data.putObject("previous_attributes").put("url", "http://b.example");
    assertThat(Conformity.problems(event)).isEmpty();
    data.putObject("previous_attributes").put("url", 5).put("planet", "mars");
    assertThat(Conformity.problems(event)).hasSize(2);
  }

  @Test
  void aDeletedObjectIsThreeFields() {
    ObjectNode deleted =
        JsonNodeFactory.instance.objectNode().put("id", "cus_1").put("object", "customer");
    assertThat(Conformity.problems(deleted.put("deleted", true))).isEmpty();
    assertThat(Conformity.problems(deleted.put("name", "A"))).isNotEmpty();
  }

  @Test
  void theSchemaIsOfTheVersionThatTheClientLibrarySpeaks() {
    assertThat(Schema.API_VERSION).isEqualTo(com.stripe.Stripe.API_VERSION);
  }
}
