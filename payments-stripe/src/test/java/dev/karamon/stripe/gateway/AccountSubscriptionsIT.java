package dev.karamon.stripe.gateway;

import static dev.karamon.stripe.gateway.StripeObjects.openInvoice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.gateway.CannedStripe.Answer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AccountSubscriptionsIT {
  private static final SubscriptionId SECOND = new SubscriptionId("sub_2");

  @Test
  void a_page_has_whole_subscriptions_and_says_whether_more_follow() {
    var crowded = StripeObjects.subscription("sub_1", "active");
    crowded.withObjectProperty("items").put("has_more", true);
    var item = StripeObjects.of("subscription_item");
    var script =
        Map.of(
            "GET /v1/subscriptions?expand[0]=data.latest_invoice&limit=100",
            CannedStripe.list(true, crowded, StripeObjects.subscription("sub_2", "past_due")),
            "GET /v1/subscription_items?limit=100&subscription=sub_1",
            CannedStripe.list(false, item.put("id", "si_1"), item.deepCopy().put("id", "si_2")),
            "GET /v1/invoices?limit=100&status=open&subscription=sub_2",
            CannedStripe.list(false, openInvoice("in_1", "subscription_cycle", 1_790_000_000)),
            "GET /v1/invoices?limit=100&status=uncollectible&subscription=sub_2",
            CannedStripe.list(false),
            PastDueIT.paymentsOf("in_1"),
            CannedStripe.list(false));
    try (var stripe = CannedStripe.scripted(script)) {
      var page = stripe.gateway().subscriptions(Optional.empty()).value();

      assertThat(page.more()).isTrue();
      assertThat(page.states()).extracting(s -> s.id().value()).containsExactly("sub_1", "sub_2");
      assertThat(page.states().getFirst().items()).hasSize(2);
      assertThat(page.states().getLast().unpaid()).isPresent();
      assertThat(page.states()).allMatch(SubscriptionState::itemsComplete);
    }
  }

  @Test
  void the_next_page_begins_after_the_last_one() {
    var script =
        Map.of(
            "GET /v1/subscriptions?expand[0]=data.latest_invoice&limit=100&starting_after=sub_2",
            CannedStripe.list(false, StripeObjects.subscription("sub_3", "trialing")));
    try (var stripe = CannedStripe.scripted(script)) {
      var page = stripe.gateway().subscriptions(Optional.of(SECOND)).value();

      assertThat(page.more()).isFalse();
      assertThat(page.states()).extracting(SubscriptionState::status).containsExactly("trialing");
    }
  }

  @Test
  void a_reading_lasts_until_the_last_of_its_calls() {
    var page = CannedStripe.list(false, StripeObjects.subscription("sub_1", "past_due"));
    try (var stripe =
        CannedStripe.answering(what ->
            what.contains("/v1/invoices")
                ? new Answer(200, CannedStripe.list(false), Map.of("Date", CannedStripe.LATER))
                : Answer.ok(page))) {
      var fetched = stripe.gateway().subscriptions(Optional.empty());

      assertThat(fetched.from()).isBeforeOrEqualTo(CannedStripe.at(CannedStripe.DATE));
      assertThat(fetched.until()).isEqualTo(CannedStripe.at(CannedStripe.LATER));
    }
  }

  @Test
  void a_subscription_that_cannot_be_understood_is_named_and_the_others_are_read() {
    var page =
        CannedStripe.list(
            true,
            StripeObjects.subscription("sub_1", "active"),
            StripeObjects.subscription("sub_2", ""));
    try (var stripe = CannedStripe.answering(what -> Answer.ok(page))) {
      var read = stripe.gateway().subscriptions(Optional.empty()).value();

      assertThat(read.states()).extracting(s -> s.id().value()).containsExactly("sub_1");
      assertThat(read.unreadable()).containsExactly(SECOND);
      assertThat(read.next()).contains(SECOND);
    }
  }

  @Test
  void what_something_on_the_way_answers_is_not_taken_for_a_subscription_that_is_unreadable() {
    var page = CannedStripe.list(false, StripeObjects.subscription("sub_1", "past_due"));
    try (var stripe =
        CannedStripe.answering(what ->
            what.contains("/v1/invoices")
                ? Answer.error(403, "<html>Not from here</html>")
                : Answer.ok(page))) {
      var failure = CannedStripe.failure(() -> stripe.gateway().subscriptions(Optional.empty()));

      assertThat(failure.retryAfter()).isPresent();
    }
  }

  @Test
  void to_ask_again_for_what_cannot_be_understood_does_not_help() {
    var odd = StripeObjects.subscription("sub_2", "").toString();
    try (var stripe = CannedStripe.answering(what -> Answer.ok(odd))) {
      var failure = CannedStripe.failure(() -> stripe.gateway().subscription(SECOND));

      assertThat(failure.code()).isEqualTo(StripeError.STRIPE_UNREADABLE);
      assertThat(failure).hasMessageContaining("sub_2");
      assertThat(failure.retryAfter()).isEmpty();
    }
  }
}
