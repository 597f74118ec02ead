package dev.karamon.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionReaderTest {
  private static final Instant PERIOD_END = Instant.ofEpochSecond(1_790_000_000);

  @Test
  void a_subscription_is_read_with_its_item() {
    var state = read(subscription());

    assertThat(state.id()).isEqualTo(new SubscriptionId("sub_1"));
    assertThat(state.customer()).isEqualTo(new CustomerId("cus_1"));
    assertThat(state.mode()).isEqualTo(StripeMode.TEST);
    assertThat(state.status()).isEqualTo("past_due");
    assertThat(state.items())
        .containsExactly(
            new SubscriptionState.Item("si_1", new PriceId("price_1"), 2, Optional.of(PERIOD_END)));
    assertThat(state.itemsComplete()).isTrue();
    assertThat(state.collectionPaused()).isFalse();
    assertThat(state.onTestClock()).isFalse();
    assertThat(state.metadata()).isEqualTo(Map.of("karamon_member_id", "7"));
  }

  @Test
  void a_payload_does_not_tell_what_is_owed() {
    assertThat(read(subscription()).unpaid()).isEmpty();
  }

  @Test
  void a_customer_may_come_as_an_object_or_as_a_deleted_one() {
    var expanded = subscription();
    expanded.putObject("customer").put("id", "cus_2").put("object", "customer");
    var deleted = subscription();
    deleted.putObject("customer").put("id", "cus_3").put("object", "customer").put("deleted", true);

    assertThat(read(expanded).customer()).isEqualTo(new CustomerId("cus_2"));
    assertThat(read(deleted).customer()).isEqualTo(new CustomerId("cus_3"));
  }

  @Test
  void more_items_than_are_shown_make_it_incomplete() {
    var json = subscription();
    json.withObjectProperty("items").put("has_more", true);

    assertThat(read(json).itemsComplete()).isFalse();
  }

  @Test
  void an_item_that_cannot_be_understood_makes_it_incomplete() {
    var json = subscription();
    item(json).remove("price");

    assertThat(read(json).itemsComplete()).isFalse();
    assertThat(read(json).items()).isEmpty();
  }

  @Test
  void older_versions_keep_the_period_on_the_subscription_and_call_a_price_a_plan() {
    var json = subscription().put("current_period_end", PERIOD_END.getEpochSecond());
    item(json).remove("current_period_end");
    item(json).remove("price");
    item(json).putObject("plan").put("id", "plan_1");

    assertThat(read(json).items())
        .singleElement()
        .satisfies(item -> {
          assertThat(item.price()).isEqualTo(new PriceId("plan_1"));
          assertThat(item.periodEnd()).contains(PERIOD_END);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"Pro plan $699/month", "100% für Müller", "プラン 1", "a+b?c#d&e=f", "🎁"})
  void ids_that_somebody_chose_are_any_text(String chosen) {
    var json = subscription().put("customer", chosen);
    item(json).putObject("price").put("id", chosen);

    assertThat(read(json).customer()).isEqualTo(new CustomerId(chosen));
    assertThat(read(json).items())
        .extracting(SubscriptionState.Item::price)
        .containsExactly(new PriceId(chosen));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\nb", "a\u0085b", "half \ud83c"})
  void what_is_no_text_is_no_id(String text) {
    var json = subscription();
    item(json).putObject("price").put("id", text);

    assertThat(SubscriptionReader.read(json)).isEmpty();
    assertThat(SubscriptionReader.read(subscription().put("customer", text))).isEmpty();
    assertThat(SubscriptionReader.read(subscription().put("customer", "c".repeat(256)))).isEmpty();
  }

  @Test
  void an_item_without_a_quantity_is_held_once() {
    var json = subscription();
    item(json).remove("quantity");

    assertThat(read(json).items())
        .singleElement()
        .satisfies(item -> assertThat(item.quantity()).isEqualTo(1));
  }

  @Test
  void a_test_clock_is_told_by_its_id_or_as_an_object() {
    var expanded = subscription();
    expanded.putObject("test_clock").put("id", "clock_1");

    assertThat(read(subscription().put("test_clock", "clock_1")).onTestClock()).isTrue();
    assertThat(read(expanded).onTestClock()).isTrue();
    assertThat(read(subscription().putNull("test_clock")).onTestClock()).isFalse();
  }

  @Test
  void a_pause_of_collection_an_unknown_status_and_unknown_fields_are_read() {
    var json = subscription().put("status", "hibernating").put("something_new", 1);
    json.putObject("pause_collection").put("behavior", "void");

    assertThat(read(json).collectionPaused()).isTrue();
    assertThat(read(json).status()).isEqualTo("hibernating");
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 253_402_300_800L, Long.MAX_VALUE})
  void times_that_no_calendar_has_are_left_out(long seconds) {
    var json = subscription().put("cancel_at", seconds).put("trial_end", "1790000000");
    item(json).put("current_period_end", seconds);

    assertThat(read(json).cancelAt()).isEmpty();
    assertThat(read(json).trialEnd()).isEmpty();
    assertThat(read(json).currentPeriodEnd()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "object", "customer", "status", "livemode"})
  void a_subscription_without_one_of_its_fields_is_not_understood(String field) {
    assertThat(SubscriptionReader.read(subscription().without(field))).isEmpty();
  }

  private static SubscriptionState read(ObjectNode json) {
    return SubscriptionReader.read(json).orElseThrow();
  }

  private static ObjectNode item(ObjectNode subscription) {
    return (ObjectNode) subscription.path("items").path("data").path(0);
  }

  private static ObjectNode subscription() {
    return (ObjectNode)
        Json.read(
            """
            {"id": "sub_1", "object": "subscription", "customer": "cus_1", "status": "past_due",
             "livemode": false, "created": 1780000000, "cancel_at_period_end": false,
             "pause_collection": null, "metadata": {"karamon_member_id": "7"},
             "items": {"object": "list", "has_more": false, "data": [
               {"id": "si_1", "object": "subscription_item", "quantity": 2,
                "current_period_end": 1790000000, "price": {"id": "price_1"}}]}}
            """);
  }
}
