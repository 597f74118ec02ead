package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Stripe's own samples of its objects, in the version that is used here, to be changed at will. */
final class StripeObjects {
  private static final String ALL = read();

  private StripeObjects() {}

  /** A copy of the sample of a kind. */
  static ObjectNode of(String kind) {
    return (ObjectNode) Objects.requireNonNull(Json.read(ALL).get(kind), kind);
  }

  /** A subscription without an end, with one item, of a customer {@code cus_1}. */
  static ObjectNode subscription(String id, String status) {
    var json = of("subscription").put("id", id).put("customer", "cus_1").put("status", status);
    return json.put("cancel_at_period_end", false)
        .putNull("cancel_at")
        .putNull("ended_at")
        .putNull("pause_collection");
  }

  /** An invoice that waits to be paid. */
  static ObjectNode openInvoice(String id, String billingReason, long created) {
    var json = of("invoice").put("id", id).put("billing_reason", billingReason);
    json.put("status", "open").put("created", created).putNull("next_payment_attempt");
    json.withObjectProperty("status_transitions").put("finalized_at", created + 3_600);
    return json;
  }

  private static String read() {
    try (var file = StripeObjects.class.getResourceAsStream("objects.json")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
