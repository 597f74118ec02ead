package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.param.DisputeListParams;
import com.stripe.param.checkout.SessionLineItemListParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import com.stripe.service.V1Services;
import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PurchaseState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one-time purchases; always whole, with every line and what became of the money. */
final class PurchaseCalls {
  private static final long PAGE = 100;

  /** A page of sessions is slow for Stripe, with all that is expanded in each of them. */
  private static final long PAGE_OF_SESSIONS = 20;

  private static final String LINES = "line_items";
  private static final String PAYMENT = "payment_intent";
  private static final String CHARGE = PAYMENT + ".latest_charge";
  private static final String OF_EACH = "data.";

  private final V1Services stripe;

  PurchaseCalls(V1Services stripe) {
    this.stripe = stripe;
  }

  Optional<Fetched<PurchaseState>> find(CheckoutSessionId id) {
    var params = SessionRetrieveParams.builder().addExpand(LINES).addExpand(CHARGE).build();
    var found =
        StripeCalls.tryFetch(
            () -> stripe.checkout().sessions().retrieve(id.value(), params),
            PurchaseCalls::ifBought);
    return Fetched.ifPresent(found.map(session -> session.flatMap(bought -> bought)))
        .map(this::whole);
  }

  boolean isPaymentUnderWay(CheckoutSessionId id) {
    var params = SessionRetrieveParams.builder().addExpand(PAYMENT).build();
    return StripeCalls.find(
            () -> stripe.checkout().sessions().retrieve(id.value(), params),
            PurchaseReader::isPaymentUnderWay)
        .orElse(false);
  }

  Fetched<List<PurchaseState>> ofCustomer(CustomerId customer) {
    var listed =
        StripeCalls.allOfCustomer(after -> stripe.checkout().sessions().list(page(customer, after)))
            .map(sessions -> StripeCalls.named(() -> bought(sessions.orElse(List.of()))));
    return StripeCalls.each(listed, this::whole);
  }

  private Fetched<PurchaseState> whole(Fetched<JsonNode> session) {
    var what = "the purchase " + session.value().path("id").asText();
    var lines = lines(session);
    var disputes =
        StripeCalls.understood(what, () -> PurchaseReader.disputedCharge(session.value()))
            .map(
                charge -> StripeCalls.all(after -> stripe.disputes().list(disputes(charge, after))))
            .orElseGet(() -> session.map(none -> List.of()));
    return lines.and(
        disputes,
        (bought, complaints) ->
            StripeCalls.understood(
                what, () -> PurchaseReader.read(session.value(), bought, complaints)));
  }

  private Fetched<List<JsonNode>> lines(Fetched<JsonNode> session) {
    var lines = session.value().path(LINES);
    if (lines.path("data").isArray() && !lines.path("has_more").asBoolean(false)) {
      return session.map(any -> list(lines.path("data")));
    }
    var id = session.value().path("id").asText();
    var all =
        StripeCalls.all(
            after -> stripe.checkout().sessions().lineItems().list(id, linePage(after)));
    return session.and(all, (before, read) -> read);
  }

  private static Optional<JsonNode> ifBought(JsonNode session) {
    return PurchaseReader.isPurchase(session) ? Optional.of(session) : Optional.empty();
  }

  private static List<JsonNode> bought(List<JsonNode> sessions) {
    return sessions.stream().filter(PurchaseReader::isPurchase).toList();
  }

  private static List<JsonNode> list(JsonNode array) {
    var items = new ArrayList<JsonNode>();
    array.forEach(items::add);
    return items;
  }

  private static SessionListParams page(CustomerId customer, @Nullable String after) {
    return SessionListParams.builder()
        .setCustomer(customer.value())
        .setStatus(SessionListParams.Status.COMPLETE)
        .addExpand(OF_EACH + LINES)
        .addExpand(OF_EACH + CHARGE)
        .setLimit(PAGE_OF_SESSIONS)
        .setStartingAfter(after)
        .build();
  }

  private static SessionLineItemListParams linePage(@Nullable String after) {
    return SessionLineItemListParams.builder().setLimit(PAGE).setStartingAfter(after).build();
  }

  private static DisputeListParams disputes(String charge, @Nullable String after) {
    return DisputeListParams.builder()
        .setCharge(charge)
        .setLimit(PAGE)
        .setStartingAfter(after)
        .build();
  }
}
