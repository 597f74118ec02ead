package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.param.SubscriptionItemListParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.service.V1Services;
import dev.karamon.error.KaramonException;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionReader;
import dev.karamon.stripe.SubscriptionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and ends subscriptions; always whole, with every item. */
final class SubscriptionCalls {
  private static final long PAGE = 100;
  private static final int MAX_PAGES = 100;

  /** Statuses that nothing can end any more. */
  private static final Set<String> ENDED = Set.of("canceled", "incomplete_expired");

  private final V1Services stripe;

  SubscriptionCalls(V1Services stripe) {
    this.stripe = stripe;
  }

  Fetched<List<SubscriptionState>> ofCustomer(CustomerId customer) {
    var listed = complete(after -> stripe.subscriptions().list(page(customer, after)));
    Fetched<List<SubscriptionState>> all = listed.map(nothing -> List.of());
    for (var json : listed.value()) {
      all = all.and(whole(listed.map(any -> json)), SubscriptionCalls::added);
    }
    return all;
  }

  Optional<Fetched<SubscriptionState>> find(SubscriptionId id) {
    return StripeCalls.tryFetch(() -> stripe.subscriptions().retrieve(id.value()), json -> json)
        .map(this::whole);
  }

  Optional<Fetched<SubscriptionState>> cancelNow(SubscriptionId id) {
    try {
      var ended =
          StripeCalls.tryFetch(() -> stripe.subscriptions().cancel(id.value()), json -> json);
      // Stripe says of a subscription that has ended that it does not exist.
      return ended.isPresent() ? ended.map(this::whole) : find(id);
    } catch (KaramonException refusal) {
      if (refusal.code() != StripeError.STRIPE_REFUSED) {
        throw refusal;
      }
      return find(id)
          .map(state -> {
            if (!ENDED.contains(state.value().status())) {
              throw refusal;
            }
            return state;
          });
    }
  }

  private Fetched<SubscriptionState> whole(Fetched<JsonNode> subscription) {
    var json = subscription.value();
    if (!json.path("items").path("has_more").asBoolean(false)) {
      return subscription.map(SubscriptionCalls::understood);
    }
    var items = complete(after -> stripe.subscriptionItems().list(itemPage(json, after)));
    return subscription.and(items, SubscriptionCalls::withItems).map(SubscriptionCalls::understood);
  }

  private static Fetched<List<JsonNode>> complete(StripeCalls.Page page) {
    return StripeCalls.pages(page, MAX_PAGES)
        .map(pages -> {
          if (!pages.complete()) {
            throw StripeFailures.unreadable(
                new IllegalStateException("A list of more than " + MAX_PAGES + " pages"));
          }
          return pages.items();
        });
  }

  private static SubscriptionListParams page(CustomerId customer, @Nullable String after) {
    return SubscriptionListParams.builder()
        .setCustomer(customer.value())
        .setStatus(SubscriptionListParams.Status.ALL)
        .setLimit(PAGE)
        .setStartingAfter(after)
        .build();
  }

  private static SubscriptionItemListParams itemPage(
      JsonNode subscription, @Nullable String after) {
    return SubscriptionItemListParams.builder()
        .setSubscription(subscription.path("id").asText())
        .setLimit(PAGE)
        .setStartingAfter(after)
        .build();
  }

  private static JsonNode withItems(JsonNode subscription, List<JsonNode> items) {
    ObjectNode whole = subscription.deepCopy();
    var list = whole.withObjectProperty("items").put("has_more", false);
    list.putArray("data").addAll(items);
    return whole;
  }

  private static SubscriptionState understood(JsonNode json) {
    return SubscriptionReader.read(json)
        .filter(SubscriptionState::itemsComplete)
        .orElseThrow(() ->
            StripeFailures.unreadable(
                new IllegalStateException(
                    "Subscription " + json.path("id").asText() + " has an unknown shape")));
  }

  private static List<SubscriptionState> added(
      List<SubscriptionState> before, SubscriptionState one) {
    var all = new ArrayList<>(before);
    all.add(one);
    return List.copyOf(all);
  }
}
