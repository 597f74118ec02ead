package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.SubscriptionItemListParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.service.V1Services;
import dev.karamon.error.KaramonException;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionReader;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.Unpaid;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and ends subscriptions; always whole, with every item. */
final class SubscriptionCalls {
  private static final long PAGE = 100;
  private static final String PAST_DUE = "past_due";

  /** Statuses that nothing can end any more. */
  private static final Set<String> ENDED = Set.of("canceled", "incomplete_expired");

  private final V1Services stripe;

  SubscriptionCalls(V1Services stripe) {
    this.stripe = stripe;
  }

  Fetched<List<SubscriptionState>> ofCustomer(CustomerId customer) {
    return StripeCalls.each(
        StripeCalls.all(after -> stripe.subscriptions().list(page(customer, after))), this::whole);
  }

  Optional<Fetched<SubscriptionState>> find(SubscriptionId id) {
    return found(() -> stripe.subscriptions().retrieve(id.value()));
  }

  Optional<Fetched<SubscriptionState>> cancelNow(SubscriptionId id) {
    try {
      var ended = found(() -> stripe.subscriptions().cancel(id.value()));
      // Stripe says of a subscription that has ended that it does not exist.
      return ended.isPresent() ? ended : find(id);
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

  private Optional<Fetched<SubscriptionState>> found(StripeCalls.Sdk<?> call) {
    return Fetched.ifPresent(StripeCalls.tryFetch(call, json -> json)).map(this::whole);
  }

  private Fetched<SubscriptionState> whole(Fetched<JsonNode> subscription) {
    var state = withAllItems(subscription).map(SubscriptionCalls::understood);
    if (!state.value().status().equals(PAST_DUE)) {
      return state;
    }
    var open = StripeCalls.all(after -> stripe.invoices().list(openInvoices(state.value(), after)));
    return state.and(
        open, (owing, invoices) -> owing.owing(unpaid(subscription.value(), owing, invoices)));
  }

  private Fetched<JsonNode> withAllItems(Fetched<JsonNode> subscription) {
    var json = subscription.value();
    if (!json.path("items").path("has_more").asBoolean(false)) {
      return subscription;
    }
    var items = StripeCalls.all(after -> stripe.subscriptionItems().list(itemPage(json, after)));
    return subscription.and(items, SubscriptionCalls::withItems);
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

  private static InvoiceListParams openInvoices(
      SubscriptionState subscription, @Nullable String after) {
    return InvoiceListParams.builder()
        .setSubscription(subscription.id().value())
        .setStatus(InvoiceListParams.Status.OPEN)
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

  private static Optional<Unpaid> unpaid(
      JsonNode subscription, SubscriptionState state, List<JsonNode> openInvoices) {
    try {
      return UnpaidReader.read(subscription, state.currentPeriodEnd(), openInvoices);
    } catch (IllegalArgumentException e) {
      throw StripeFailures.unreadable(e);
    }
  }
}
