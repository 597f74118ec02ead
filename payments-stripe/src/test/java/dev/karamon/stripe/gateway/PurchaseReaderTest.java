package dev.karamon.stripe.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.PurchaseState;
import dev.karamon.stripe.StripeMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurchaseReaderTest {
  private static final Instant OPENED = Instant.ofEpochSecond(StripeObjects.OPENED);
  private static final Instant CHARGED = Instant.ofEpochSecond(StripeObjects.CHARGED);

  @Test
  void a_paid_purchase_is_read() {
    var json = StripeObjects.purchase("cs_1", "paid").put("client_reference_id", "7");
    json.putObject("metadata").put("karamon_member_id", "7");

    var purchase = read(json, line("price_1", 1));

    assertThat(purchase.session()).isEqualTo(new CheckoutSessionId("cs_1"));
    assertThat(purchase.mode()).isEqualTo(StripeMode.TEST);
    assertThat(purchase.customer()).contains(new CustomerId("cus_1"));
    assertThat(purchase.paymentStatus()).isEqualTo("paid");
    assertThat(purchase.paidAt()).contains(CHARGED);
    assertThat(purchase.paymentIntent()).contains("pi_1");
    assertThat(purchase.refunded()).isFalse();
    assertThat(purchase.disputeLost()).isFalse();
    assertThat(purchase.prices()).containsExactly(new PriceId("price_1"));
    assertThat(purchase.created()).isEqualTo(OPENED);
    assertThat(purchase.clientReferenceId()).contains("7");
    assertThat(purchase.metadata()).isEqualTo(Map.of("karamon_member_id", "7"));
  }

  @Test
  void a_payment_under_way_is_not_paid_although_it_has_a_charge() {
    assertThat(read(StripeObjects.purchase("cs_1", "unpaid")).paidAt()).isEmpty();
    assertThat(read(StripeObjects.purchase("cs_1", "something_new")).paidAt()).isEmpty();
  }

  @Test
  void what_costs_nothing_is_taken_before_its_page_expires() {
    var free =
        read(
            StripeObjects.purchase("cs_1", "no_payment_required")
                .put("expires_at", OPENED.plusSeconds(900).getEpochSecond())
                .putNull("payment_intent")
                .putNull("customer"));

    assertThat(free.paidAt()).contains(OPENED.plusSeconds(900));
    assertThat(free.paymentIntent()).isEmpty();
    assertThat(free.customer()).isEmpty();
  }

  @Test
  void what_was_paid_without_a_charge_counts_from_when_the_session_was_opened() {
    var json = StripeObjects.purchase("cs_1", "paid");
    json.withObjectProperty("payment_intent").putNull("latest_charge");

    assertThat(read(json).paidAt()).contains(OPENED);
  }

  @ParameterizedTest
  @CsvSource({"100, true", "60, false", "0, false"})
  void only_a_full_refund_is_one(long refunded, boolean inFull) {
    var json = StripeObjects.purchase("cs_1", "paid");
    charge(json).put("amount_refunded", refunded).put("refunded", inFull);

    assertThat(read(json).refunded()).isEqualTo(inFull);
  }

  @ParameterizedTest
  @CsvSource({
    "lost, true",
    "won, false",
    "needs_response, false",
    "under_review, false",
    "prevented, false",
    "warning_needs_response, false",
    "warning_closed, false",
    "something_new, false"
  })
  void only_a_lost_dispute_takes_the_money_back(String status, boolean lost) {
    var json = StripeObjects.purchase("cs_1", "paid");
    var won = StripeObjects.of("dispute").put("status", "won");
    var other = StripeObjects.of("dispute").put("status", status);

    assertThat(PurchaseReader.read(json, List.of(), List.of(won, other)).disputeLost())
        .isEqualTo(lost);
  }

  @Test
  void disputes_are_to_be_read_only_where_there_were_any() {
    var json = StripeObjects.purchase("cs_1", "paid");
    assertThat(PurchaseReader.disputedCharge(json)).isEmpty();

    charge(json).put("disputed", true);
    assertThat(PurchaseReader.disputedCharge(json)).contains("ch_1");
    assertThat(PurchaseReader.disputedCharge(json.putNull("payment_intent"))).isEmpty();
  }

  @Test
  void every_price_that_was_bought_is_named_once() {
    var byId = StripeObjects.of("item").put("price", "price_2");
    var withoutPrice = StripeObjects.of("item").putNull("price");

    assertThat(
            read(
                    StripeObjects.purchase("cs_1", "paid"),
                    line("price_1", 3),
                    line("price_0", 0),
                    line("price_1", 1),
                    byId,
                    withoutPrice)
                .prices())
        .containsExactly(new PriceId("price_1"), new PriceId("price_2"));
  }

  @Test
  void a_customer_that_was_deleted_since_is_still_the_buyer() {
    var json = StripeObjects.purchase("cs_1", "paid");
    json.set("customer", StripeObjects.of("deleted_customer").put("id", "cus_2"));

    assertThat(read(json).customer()).contains(new CustomerId("cus_2"));
  }

  @Test
  void a_payment_or_charge_that_is_only_named_is_not_understood() {
    var payment = StripeObjects.purchase("cs_1", "paid").put("payment_intent", "pi_1");
    var charge = StripeObjects.purchase("cs_1", "paid");
    charge.withObjectProperty("payment_intent").put("latest_charge", "ch_1");

    assertThatIllegalArgumentException().isThrownBy(() -> read(payment));
    assertThatIllegalArgumentException().isThrownBy(() -> read(charge));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(StripeObjects.purchase("cs_1", "paid").put("object", "charge")));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "payment, complete, true",
        "payment, open, false",
        "payment, expired, false",
        "payment, null, false",
        "subscription, complete, false",
        "setup, complete, false",
        "something_new, complete, false"
      })
  void only_a_complete_session_of_mode_payment_is_a_purchase(
      String mode, @Nullable String status, boolean purchase) {
    var json = StripeObjects.of("checkout.session").put("mode", mode).put("status", status);

    assertThat(PurchaseReader.isPurchase(json)).isEqualTo(purchase);
  }

  private static PurchaseState read(JsonNode session, JsonNode... lines) {
    return PurchaseReader.read(session, Stream.of(lines).toList(), List.of());
  }

  private static ObjectNode charge(ObjectNode session) {
    return session.withObjectProperty("payment_intent").withObjectProperty("latest_charge");
  }

  private static ObjectNode line(String price, long quantity) {
    var line = StripeObjects.of("item").put("quantity", quantity);
    line.withObjectProperty("price").put("id", price);
    return line;
  }
}
