package dev.karamon.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.json.Json;
import dev.karamon.stripe.SubscriptionState.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One subscription in every shape that Stripe has sent it in, and in some that it may yet. */
class SubscriptionShapesTest {
  private static final String TODAYS =
      """
      {"id": "sub_1", "object": "subscription", "customer": "cus_1", "livemode": false,
       "status": "active", "created": 1800000000, "cancel_at_period_end": false, "cancel_at": null,
       "pause_collection": null, "trial_end": null, "ended_at": null, "metadata": {"a": "b"},
       "items": {"object": "list", "has_more": false, "data": [
         {"id": "si_1", "object": "subscription_item", "quantity": 2,
          "current_period_end": 1802592000, "price": {"id": "price_1", "object": "price"}}]}}
      """;
  private static final Item ITEM = new Item("si_1", new PriceId("price_1"), 2, time(1_802_592_000));
  private static final SubscriptionState STATE =
      new SubscriptionState(
          new SubscriptionId("sub_1"),
          new CustomerId("cus_1"),
          StripeMode.TEST,
          "active",
          List.of(ITEM),
          true,
          false,
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty(),
          Instant.ofEpochSecond(1_800_000_000),
          Map.of("a", "b"),
          Optional.empty(),
          false);

  static Stream<Arguments> shapes() {
    return Stream.of(
        shape("as it is today", json -> {}),
        shape(
            "the period on the subscription",
            json -> {
              item(json).remove("current_period_end");
              json.put("current_period_start", 1_800_000_000)
                  .put("current_period_end", 1_802_592_000);
            }),
        shape(
            "another period on the subscription, which the item's outranks",
            json -> json.put("current_period_end", 1_900_000_000)),
        shape("a plan beside the price", json -> item(json).putObject("plan").put("id", "plan_1")),
        shape(
            "a plan in the place of the price",
            json -> {
              item(json).remove("price");
              item(json).putObject("plan").put("id", "price_1");
            }),
        shape(
            "a plan on the subscription too",
            json -> json.put("quantity", 2).putObject("plan").put("id", "plan_1")),
        shape("the price as an id", json -> item(json).put("price", "price_1")),
        shape(
            "the customer as an object",
            json -> json.putObject("customer").put("id", "cus_1").put("object", "customer")),
        shape(
            "the customer as a deleted object",
            json -> json.putObject("customer").put("id", "cus_1").put("deleted", true)),
        shape(
            "fields that nobody knows",
            json -> {
              json.put("mood", "sunny").putObject("billing_mode").put("type", "flexible");
              item(json).putArray("tax_rates").add(7);
            }),
        shape(
            "fields that are left out",
            json ->
                json.remove(List.of("cancel_at", "pause_collection", "trial_end", "ended_at"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void everyShapeOfOneStateIsReadAlike(String what, ObjectNode json) {
    assertThat(SubscriptionReader.read(json)).contains(STATE);
  }

  static Stream<Arguments> differences() {
    var early = 1_801_000_000L;
    var late = 1_900_000_000L;
    return Stream.of(
        difference("status", "hibernating", SubscriptionState::status, "hibernating"),
        difference("cancel_at_period_end", true, SubscriptionState::endsOn, ITEM.periodEnd()),
        difference("cancel_at", early, SubscriptionState::endsOn, ITEM.periodEnd()),
        difference("cancel_at", late, SubscriptionState::endsOn, time(late)),
        difference("trial_end", early, SubscriptionState::trialEnd, time(early)),
        difference("ended_at", early, SubscriptionState::endedAt, time(early)),
        difference("livemode", true, SubscriptionState::mode, StripeMode.LIVE),
        difference(
            "pause_collection",
            Map.of("behavior", "void"),
            SubscriptionState::collectionPaused,
            true));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("differences")
  void aFieldThatDiffersIsSeen(
      String field, Object value, Function<SubscriptionState, Object> part, Object expected) {
    var json = subscription();
    json.set(field, Json.tree(value));

    assertThat(SubscriptionReader.read(json).map(part)).contains(expected);
  }

  static Stream<Arguments> incompleteItems() {
    return Stream.of(
        shape("there are more", json -> items(json).put("has_more", true)),
        shape("one has neither price nor plan", json -> item(json).remove("price")),
        shape("one has no id", json -> item(json).remove("id")),
        shape("the list is no list", json -> items(json).put("data", "later")),
        shape("there is no list", json -> json.remove("items")));
  }

  /** Such a state never decides by itself: the subscription is read from Stripe. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("incompleteItems")
  void itemsThatAreNotAllThereAreNoted(String what, ObjectNode json) {
    assertThat(SubscriptionReader.read(json).map(SubscriptionState::itemsComplete)).contains(false);
  }

  static Stream<Arguments> quantities() {
    return Stream.of(
        shape("0", json -> item(json).put("quantity", 0)),
        shape("1", json -> item(json).remove("quantity")),
        shape("1", json -> item(json).putNull("quantity")),
        shape("3000000000", json -> item(json).put("quantity", 3_000_000_000L)));
  }

  /** Metered prices have none. */
  @ParameterizedTest
  @MethodSource("quantities")
  void quantitiesAreReadAndOneIsTheUsual(long quantity, ObjectNode json) {
    assertThat(SubscriptionReader.read(json).orElseThrow().items())
        .extracting(Item::quantity)
        .containsExactly(quantity);
  }

  static Stream<Arguments> noSubscriptions() {
    return Stream.of(
        shape("no id", json -> json.remove("id")),
        shape("an id that cannot be one", json -> json.put("id", "sub 1")),
        shape("another object", json -> json.put("object", "invoice")),
        shape("no customer", json -> json.putNull("customer")),
        shape("a customer without id", json -> json.putObject("customer").put("deleted", true)),
        shape("no status", json -> json.remove("status")),
        shape("a status that is no text", json -> json.putObject("status")),
        shape("no livemode", json -> json.remove("livemode")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("noSubscriptions")
  void whatIsNoSubscriptionIsNotTakenForOne(String what, ObjectNode json) {
    assertThat(SubscriptionReader.read(json)).isEmpty();
  }

  private static Arguments shape(String what, Consumer<ObjectNode> change) {
    var json = subscription();
    change.accept(json);
    return arguments(what, json);
  }

  private static Arguments difference(
      String field, Object value, Function<SubscriptionState, Object> part, Object expected) {
    return arguments(field, value, part, expected);
  }

  private static ObjectNode subscription() {
    return (ObjectNode) Json.read(TODAYS);
  }

  private static ObjectNode items(ObjectNode subscription) {
    return (ObjectNode) subscription.get("items");
  }

  private static ObjectNode item(ObjectNode subscription) {
    return (ObjectNode) subscription.at("/items/data/0");
  }

  private static Optional<Instant> time(long seconds) {
    return Optional.of(Instant.ofEpochSecond(seconds));
  }
}
