package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Stripe's own samples of its objects, in the version that is used here, to be changed at will. */
final class StripeObjects {
  /** When a purchase began. */
  static final long OPENED = 1_790_000_000;

  /** When it was charged. */
  static final long CHARGED = OPENED + 100;

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

  /** An invoice that waits to be paid, for the item of {@link #subscription}. */
  static ObjectNode openInvoice(String id, String billingReason, long created) {
    var json = of("invoice").put("id", id).put("billing_reason", billingReason);
    json.put("status", "open").put("created", created).putNull("next_payment_attempt");
    json.withObjectProperty("status_transitions").put("finalized_at", created + 3_600);
    var item = of("subscription").at("/items/data/0/id");
    ((ObjectNode) json.at("/lines/data/0/parent/subscription_item_details"))
        .set("subscription_item", item);
    return json;
  }

  /** What pays an invoice: a payment intent of this status, expanded. */
  static ObjectNode invoicePayment(String status) {
    var json = of("invoice_payment").put("id", "inpay_1").put("status", "open");
    json.withObjectProperty("payment")
        .set("payment_intent", of("payment_intent").put("id", "pi_1").put("status", status));
    return json;
  }

  /** A complete session of mode payment, with everything expanded, of a customer {@code cus_1}. */
  static ObjectNode purchase(String id, String paymentStatus) {
    var json = of("checkout.session").put("id", id).put("created", OPENED);
    json.put("status", "complete").put("payment_status", paymentStatus).put("customer", "cus_1");
    var charge = of("charge").put("id", "ch_1").put("created", CHARGED);
    json.set("payment_intent", of("payment_intent").put("id", "pi_1").set("latest_charge", charge));
    var lines = json.putObject("line_items").put("object", "list").put("has_more", false);
    lines.put("url", "/v1/any").putArray("data").add(of("item"));
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
