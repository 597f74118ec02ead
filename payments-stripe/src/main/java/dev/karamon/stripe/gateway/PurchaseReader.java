package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.PurchaseState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a one-time purchase from a Checkout session with its payment and the charge expanded. */
final class PurchaseReader {
  private static final String PAYMENT = "payment_intent";

  private PurchaseReader() {}

  /** True for a session that is the purchase of something, and not still open or given up. */
  static boolean isPurchase(JsonNode session) {
    return Fields.text(session, "mode").equals(CheckoutMode.PAYMENT.wire())
        && Fields.optional(session, "status").equals(Optional.of("complete"));
  }

  /** True while a delayed payment, such as a debit, is neither made nor refused. */
  static boolean isPaymentUnderWay(JsonNode session) {
    return expanded(session, PAYMENT)
        .filter(payment -> Fields.text(payment, "status").equals("processing"))
        .isPresent();
  }

  /** The charge whose disputes are to be read, if there were any. */
  static Optional<String> disputedCharge(JsonNode session) {
    return charge(session)
        .filter(charge -> charge.path("disputed").asBoolean(false))
        .map(charge -> Fields.text(charge, "id"));
  }

  /**
   * The purchase.
   *
   * @param lines all line items
   * @param disputes all disputes of the charge
   */
  static PurchaseState read(JsonNode session, List<JsonNode> lines, List<JsonNode> disputes) {
    var page = CheckoutPage.require(session);
    var charge = charge(session);
    var created = Fields.created(session);
    return new PurchaseState(
        page.id(),
        page.stripeMode(),
        page.customer(),
        page.paymentStatus(),
        page.isSettled()
            ? charge
                .map(Fields::created)
                .or(() -> Optional.of(page.isFree() ? page.expiresAt() : created))
            : Optional.empty(),
        page.paymentIntent(),
        charge.filter(paid -> paid.path("refunded").asBoolean(false)).isPresent(),
        disputes.stream().anyMatch(PurchaseReader::isLost),
        lines.stream().flatMap(PurchaseReader::price).distinct().toList(),
        created,
        page.clientReferenceId(),
        page.metadata());
  }

  private static Optional<JsonNode> charge(JsonNode session) {
    return expanded(session, PAYMENT).flatMap(payment -> expanded(payment, "latest_charge"));
  }

  /** If it arrived as an id instead of an object, it would be unknown whether it was refunded. */
  private static Optional<JsonNode> expanded(JsonNode json, String field) {
    var value = json.path(field);
    if (value.isTextual()) {
      throw new IllegalArgumentException("has a " + field + " that is not expanded.");
    }
    return value.isObject() ? Optional.of(value) : Optional.empty();
  }

  private static boolean isLost(JsonNode dispute) {
    return Fields.text(dispute, "status").equals("lost");
  }

  private static Stream<PriceId> price(JsonNode line) {
    return Fields.number(line, "quantity").orElse(1L) > 0
        ? Fields.id(line, "price").map(PriceId::new).stream()
        : Stream.empty();
  }
}
