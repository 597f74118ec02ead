package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.param.SubscriptionItemListParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.SubscriptionRetrieveParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.service.V1Services;
import dev.karamon.error.KaramonException;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionReader;
import dev.karamon.stripe.SubscriptionState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and ends subscriptions; always whole, with every item. */
final class SubscriptionCalls {
  private static final long PAGE = 100;

  /** Its status tells whether anything can be owed. */
  private static final String LATEST_INVOICE = "latest_invoice";

  private static final String OF_EACH = "data.";

  private final V1Services stripe;
  private final DebtCalls debts;

  SubscriptionCalls(V1Services stripe) {
    this.stripe = stripe;
    this.debts = new DebtCalls(stripe);
  }

  Fetched<CustomerSubscriptions> ofCustomer(CustomerId customer, Set<SubscriptionId> known) {
    var all = listed(customer);
    for (var id : known) {
      if (!all.value().shows(id)) {
        var own = sought(id).map(found -> found.filter(state -> state.customer().equals(customer)));
        all = all.and(own, (before, found) -> before.and(id, found));
      }
    }
    return all;
  }

  Fetched<SubscriptionPage> page(Optional<SubscriptionId> startingAfter) {
    // Stripe leaves out what is canceled unless it is asked for.
    var params =
        SubscriptionListParams.builder().addExpand(OF_EACH + LATEST_INVOICE).setLimit(PAGE);
    startingAfter.map(SubscriptionId::value).ifPresent(params::setStartingAfter);
    var page = StripeCalls.page(() -> stripe.subscriptions().list(params.build()));
    return StripeCalls.each(page.map(StripeCalls.Pages::items), this::wholeIfReadable)
        .map(listed -> new SubscriptionPage(listed, !page.value().complete()));
  }

  /** One that cannot be understood does not hold up the others. */
  private Fetched<SubscriptionPage.Listed> wholeIfReadable(Fetched<JsonNode> subscription) {
    var id = StripeCalls.named(() -> new SubscriptionId(Fields.text(subscription.value(), "id")));
    try {
      return whole(subscription).map(state -> new SubscriptionPage.Listed(id, Optional.of(state)));
    } catch (KaramonException e) {
      if (!StripeError.isUnknownShape(e)) {
        throw e;
      }
      return subscription.map(any -> new SubscriptionPage.Listed(id, Optional.empty()));
    }
  }

  private Fetched<CustomerSubscriptions> listed(CustomerId customer) {
    var listed =
        StripeCalls.allOfCustomer(after -> stripe.subscriptions().list(page(customer, after)));
    return StripeCalls.each(listed.map(found -> found.orElse(List.of())), this::whole)
        .map(states -> new CustomerSubscriptions(states, Set.of(), listed.value().isEmpty()));
  }

  private Fetched<Optional<SubscriptionState>> sought(SubscriptionId id) {
    var params = SubscriptionRetrieveParams.builder().addExpand(LATEST_INVOICE).build();
    var sought =
        StripeCalls.tryFetch(
            () -> stripe.subscriptions().retrieve(id.value(), params), json -> json);
    return Fetched.ifPresent(sought)
        .map(found -> whole(found).map(Optional::of))
        .orElseGet(() -> sought.map(missing -> Optional.empty()));
  }

  Optional<Fetched<SubscriptionState>> find(SubscriptionId id) {
    return Fetched.ifPresent(sought(id));
  }

  Optional<Fetched<SubscriptionState>> cancelNow(SubscriptionId id) {
    return ending(id, () -> stripe.subscriptions().cancel(id.value()));
  }

  Optional<Fetched<SubscriptionState>> cancelAtPeriodEnd(SubscriptionId id) {
    var params =
        SubscriptionUpdateParams.builder()
            .setCancelAtPeriodEnd(true)
            .addExpand(LATEST_INVOICE)
            .build();
    return ending(id, () -> stripe.subscriptions().update(id.value(), params));
  }

  private Optional<Fetched<SubscriptionState>> ending(SubscriptionId id, StripeCalls.Sdk<?> call) {
    try {
      var ended = Fetched.ifPresent(StripeCalls.tryFetch(call, json -> json));
      // Stripe says of a subscription that has ended that it does not exist.
      return ended.isPresent() ? ended.map(this::whole) : find(id);
    } catch (KaramonException refusal) {
      if (refusal.code() != StripeError.STRIPE_REFUSED) {
        throw refusal;
      }
      return find(id)
          .map(state -> {
            if (!state.value().isEnded()) {
              throw refusal;
            }
            return state;
          });
    }
  }

  private Fetched<SubscriptionState> whole(Fetched<JsonNode> subscription) {
    var state = withAllItems(subscription).map(SubscriptionCalls::understood);
    return debts.owing(subscription.value(), state);
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
        .addExpand(OF_EACH + LATEST_INVOICE)
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
    return StripeCalls.understood(
        "the subscription " + json.path("id").asText(),
        () -> SubscriptionReader.read(json).filter(SubscriptionState::itemsComplete).orElseThrow());
  }
}
