package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PurchaseState;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.wire.Wire;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A Checkout session.
 *
 * @param url where the buyer pays; only while it is open
 * @param status {@code open}, {@code complete} or {@code expired}, as Stripe spells it
 * @param paymentStatus {@code paid}, {@code unpaid} or {@code no_payment_required}
 * @param subscription the subscription it led to
 * @param paymentIntent the payment it led to
 */
public record CheckoutPage(
    CheckoutSessionId id,
    StripeMode stripeMode,
    CheckoutMode mode,
    Optional<String> url,
    String status,
    String paymentStatus,
    Optional<SubscriptionId> subscription,
    Optional<CustomerId> customer,
    Optional<String> clientReferenceId,
    Map<String, String> metadata,
    Instant expiresAt,
    Optional<String> paymentIntent) {
  public CheckoutPage {
    metadata = Map.copyOf(metadata);
  }

  /** True while it can be paid. */
  public boolean isOpen() {
    return status.equals("open");
  }

  /** True when the buyer has finished it. */
  public boolean isComplete() {
    return status.equals("complete");
  }

  /** True when there was nothing to pay. */
  public boolean isFree() {
    return paymentStatus.equals("no_payment_required");
  }

  /** True when nothing is left to pay: paid in full, or free. */
  public boolean isSettled() {
    return PurchaseState.isSettled(paymentStatus);
  }

  /**
   * Reads Stripe's JSON of a session, from an event or from the API; empty when it is not a session
   * that can be understood.
   */
  public static Optional<CheckoutPage> read(JsonNode json) {
    if (!json.path("object").asText("").equals("checkout.session")) {
      return Optional.empty();
    }
    try {
      return Optional.of(understood(json));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The same of what can only be a session; anything else is an {@link IllegalArgumentException}.
   */
  static CheckoutPage require(JsonNode json) {
    return read(json)
        .orElseThrow(() -> new IllegalArgumentException("This is not a Checkout session"));
  }

  private static CheckoutPage understood(JsonNode json) {
    return new CheckoutPage(
        new CheckoutSessionId(Fields.text(json, "id")),
        Fields.mode(json),
        Wire.of(CheckoutMode.class, Fields.text(json, "mode")),
        Fields.optional(json, "url"),
        Fields.text(json, "status"),
        Fields.text(json, "payment_status"),
        Fields.id(json, "subscription").map(SubscriptionId::new),
        Fields.id(json, "customer").map(CustomerId::new),
        Fields.optional(json, "client_reference_id"),
        Fields.texts(json, "metadata"),
        Fields.time(json, "expires_at")
            .orElseThrow(() -> new IllegalArgumentException("has no expires_at.")),
        Fields.id(json, "payment_intent"));
  }
}
