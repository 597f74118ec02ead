package dev.karamon.stripe.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.gateway.CannedStripe.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SubscriptionCallsIT {
  private static final CustomerId CUSTOMER = new CustomerId("cus_1");
  private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("sub_1");
  private static final String LIST =
      "GET /v1/subscriptions?customer=cus_1&expand[0]=data.latest_invoice&limit=100&status=all";
  private static final String MISSING =
      CannedStripe.error("invalid_request_error", "resource_missing", "id", "No such thing");

  @Test
  void every_page_of_subscriptions_and_of_their_items_is_read() {
    var script =
        Map.of(
            LIST,
            CannedStripe.list(true, subscription("sub_1", "active", true, item(1))),
            LIST.replace("&status", "&starting_after=sub_1&status"),
            CannedStripe.list(false, subscription("sub_2", "canceled", false, item(9))),
            "GET /v1/subscription_items?limit=100&subscription=sub_1",
            CannedStripe.list(true, item(1), item(2)),
            "GET /v1/subscription_items?limit=100&starting_after=si_2&subscription=sub_1",
            CannedStripe.list(false, item(3)));
    try (var stripe = CannedStripe.scripted(script)) {
      var fetched = stripe.gateway().subscriptionsOf(CUSTOMER, Set.of());

      assertThat(fetched.value().states())
          .extracting(SubscriptionState::id)
          .containsExactly(SUBSCRIPTION, new SubscriptionId("sub_2"));
      assertThat(fetched.value().states().getFirst().items())
          .extracting(SubscriptionState.Item::id)
          .containsExactly("si_1", "si_2", "si_3");
      assertThat(fetched.value().states()).allMatch(SubscriptionState::itemsComplete);
      assertThat(fetched.until()).isEqualTo(CannedStripe.at(CannedStripe.DATE));
      assertThat(fetched.from())
          .isBetween(
              CannedStripe.at(CannedStripe.DATE).minusSeconds(30),
              CannedStripe.at(CannedStripe.DATE));
    }
  }

  @Test
  void what_is_known_and_not_listed_is_read_by_itself() {
    var listed = CannedStripe.list(false, StripeObjects.subscription("sub_1", "active"));
    try (var stripe =
        CannedStripe.answering(what ->
            switch (CannedStripe.path(what)) {
              case "GET /v1/subscriptions" -> Answer.ok(listed);
              case "GET /v1/subscriptions/sub_2" ->
                  Answer.ok(StripeObjects.subscription("sub_2", "canceled").toString());
              default -> new Answer(404, MISSING, Map.of("Date", CannedStripe.LATER));
            })) {
      var known = Set.of(SUBSCRIPTION, new SubscriptionId("sub_2"), new SubscriptionId("sub_9"));
      var fetched = stripe.gateway().subscriptionsOf(CUSTOMER, known);

      assertThat(fetched.value().states())
          .extracting(state -> state.id() + " " + state.status())
          .containsExactly("sub_1 active", "sub_2 canceled");
      assertThat(fetched.value().unknown()).containsExactly(new SubscriptionId("sub_9"));
      assertThat(fetched.value().customerMissing()).isFalse();
      assertThat(fetched.until()).isEqualTo(CannedStripe.at(CannedStripe.LATER));
      assertThat(stripe.asked()).hasSize(3);
    }
  }

  @Test
  void a_customer_that_stripe_does_not_know_is_missing_and_no_failure() {
    try (var stripe =
        CannedStripe.answering(what ->
            what.startsWith("GET /v1/subscriptions/")
                ? Answer.ok(StripeObjects.subscription("sub_1", "canceled").toString())
                : Answer.error(400, CannedStripe.NO_CUSTOMER))) {
      var nothing = stripe.gateway().subscriptionsOf(CUSTOMER, Set.of());
      var known = stripe.gateway().subscriptionsOf(CUSTOMER, Set.of(SUBSCRIPTION)).value();

      assertThat(nothing.value()).isEqualTo(new CustomerSubscriptions(List.of(), Set.of(), true));
      assertThat(nothing.until()).isEqualTo(CannedStripe.at(CannedStripe.DATE));
      assertThat(known.customerMissing()).isTrue();
      assertThat(known.states())
          .singleElement()
          .satisfies(state -> assertThat(state.status()).isEqualTo("canceled"));
    }
  }

  @Test
  void another_refusal_of_the_list_does_not_mean_that_the_customer_is_missing() {
    var cursor =
        CannedStripe.error("invalid_request_error", "resource_missing", "starting_after", "");
    for (var refusal :
        List.of(
            Answer.error(400, cursor),
            Answer.error(404, MISSING),
            Answer.error(401, CannedStripe.NO_CUSTOMER),
            Answer.error(404, "<html>No such customer</html>"))) {
      try (var stripe = CannedStripe.answering(what -> refusal)) {
        assertThat(CannedStripe.failure(() -> stripe.gateway().subscriptionsOf(CUSTOMER, Set.of())))
            .isNotNull();
      }
    }
  }

  @Test
  void a_subscription_of_an_unknown_shape_is_never_passed_over() {
    try (var stripe =
        CannedStripe.answering(what ->
            Answer.ok(
                CannedStripe.list(false, "{\"id\":\"sub_1\",\"object\":\"subscription\"}")))) {
      assertUnreadable(() -> stripe.gateway().subscriptionsOf(CUSTOMER, Set.of()));
    }
  }

  @Test
  void an_answer_without_a_time_is_not_trusted_to_the_minute() {
    try (var stripe =
        CannedStripe.answering(what -> new Answer(200, CannedStripe.list(false), Map.of()))) {
      var now = Instant.now();
      var fetched = stripe.gateway().subscriptionsOf(CUSTOMER, Set.of());
      assertThat(fetched.from()).isBefore(now.minusSeconds(50));
      assertThat(fetched.until()).isAfter(now.plusSeconds(50));
    }
  }

  @Test
  void cancelling_what_has_ended_reads_it_and_what_never_was_is_empty() {
    try (var stripe =
        CannedStripe.answering(what ->
            CannedStripe.path(what).equals("GET /v1/subscriptions/sub_1")
                ? Answer.ok(subscription("sub_1", "canceled", false, item(1)).toString())
                : Answer.error(404, MISSING))) {
      var ended = stripe.gateway().cancelNow(SUBSCRIPTION);

      assertThat(ended.orElseThrow().value().status()).isEqualTo("canceled");
      assertThat(stripe.gateway().cancelNow(new SubscriptionId("sub_9"))).isEmpty();
    }
  }

  @Test
  void a_refused_cancellation_counts_only_when_the_subscription_lives_on() {
    var refusal = CannedStripe.error("invalid_request_error", "any", "", "Cannot be cancelled");
    try (var stripe =
        CannedStripe.answering(what ->
            switch (CannedStripe.path(what)) {
              case "GET /v1/subscriptions/sub_1" ->
                  Answer.ok(subscription("sub_1", "incomplete_expired", false, item(1)).toString());
              case "GET /v1/subscriptions/sub_2" ->
                  Answer.ok(subscription("sub_2", "active", false, item(1)).toString());
              default -> Answer.error(400, refusal);
            })) {
      assertThat(stripe.gateway().cancelNow(SUBSCRIPTION)).isPresent();
      assertThat(
              CannedStripe.failure(() -> stripe.gateway().cancelNow(new SubscriptionId("sub_2")))
                  .code())
          .isEqualTo(StripeError.STRIPE_REFUSED);
    }
  }

  private static void assertUnreadable(Runnable work) {
    assertThat(CannedStripe.failure(work).code()).isEqualTo(StripeError.STRIPE_UNREADABLE);
  }

  private static ObjectNode subscription(
      String id, String status, boolean moreItems, ObjectNode item) {
    var json = StripeObjects.subscription(id, status);
    var items = json.withObjectProperty("items").put("has_more", moreItems);
    items.putArray("data").add(item);
    return json;
  }

  private static ObjectNode item(int number) {
    return StripeObjects.of("subscription_item").put("id", "si_" + number);
  }
}
