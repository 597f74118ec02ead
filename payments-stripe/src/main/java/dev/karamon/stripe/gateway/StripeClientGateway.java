package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PriceListParams;
import com.stripe.param.PriceRetrieveParams;
import com.stripe.param.WebhookEndpointListParams;
import com.stripe.service.V1Services;
import dev.karamon.secret.SecretText;
import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.PurchaseState;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The gateway over stripe-java; answers are read from the JSON, not from its classes. */
final class StripeClientGateway implements StripeGateway {
  private static final long PAGE = 100;
  private static final int MAX_PRICE_PAGES = 20;
  private static final int MAX_ENDPOINT_PAGES = 10;
  private static final String PRODUCT = "product";

  private final V1Services stripe;
  private final CheckoutCalls checkouts;
  private final SubscriptionCalls subscriptions;
  private final PurchaseCalls purchases;

  StripeClientGateway(V1Services stripe) {
    this.stripe = stripe;
    this.checkouts = new CheckoutCalls(stripe);
    this.subscriptions = new SubscriptionCalls(stripe);
    this.purchases = new PurchaseCalls(stripe);
  }

  @Override
  public KeyCheck checkKey() {
    return new KeyChecks(stripe).check();
  }

  @Override
  public CustomerId createCustomer(NewCustomer customer, String idempotencyKey) {
    var params =
        CustomerCreateParams.builder()
            .setEmail(customer.email())
            .putAllMetadata(customer.metadata());
    if (!customer.name().isBlank()) {
      params.setName(customer.name());
    }
    return StripeCalls.read(
        () -> stripe.customers().create(params.build(), once(idempotencyKey)),
        json -> new CustomerId(Fields.text(json, "id")));
  }

  @Override
  public CheckoutPage createCheckout(NewCheckout checkout, String idempotencyKey) {
    return checkouts.create(checkout, once(idempotencyKey));
  }

  @Override
  public Optional<CheckoutPage> checkout(CheckoutSessionId id) {
    return checkouts.find(id);
  }

  @Override
  public Optional<CheckoutPage> expireCheckout(CheckoutSessionId id) {
    return checkouts.expire(id);
  }

  @Override
  public Fetched<CustomerSubscriptions> subscriptionsOf(
      CustomerId customer, Set<SubscriptionId> known) {
    return subscriptions.ofCustomer(customer, known);
  }

  @Override
  public Optional<Fetched<SubscriptionState>> subscription(SubscriptionId id) {
    return subscriptions.find(id);
  }

  @Override
  public Fetched<SubscriptionPage> subscriptions(Optional<SubscriptionId> startingAfter) {
    return subscriptions.page(startingAfter);
  }

  @Override
  public CompletedCheckouts completedCheckouts(
      Instant since, Optional<CheckoutSessionId> startingAfter) {
    return checkouts.completed(since, startingAfter);
  }

  @Override
  public Optional<Fetched<SubscriptionState>> cancelNow(SubscriptionId id) {
    return subscriptions.cancelNow(id);
  }

  @Override
  public Optional<Fetched<SubscriptionState>> cancelAtPeriodEnd(SubscriptionId id) {
    return subscriptions.cancelAtPeriodEnd(id);
  }

  @Override
  public Optional<Fetched<PurchaseState>> purchase(CheckoutSessionId id) {
    return purchases.find(id);
  }

  @Override
  public boolean isPaymentUnderWay(CheckoutSessionId id) {
    return purchases.isPaymentUnderWay(id);
  }

  @Override
  public Fetched<List<PurchaseState>> purchasesOf(CustomerId customer) {
    return purchases.ofCustomer(customer);
  }

  @Override
  public Fetched<EventPage> events(EventQuery query) {
    var params = EventParams.of(query);
    return StripeCalls.page(() -> stripe.events().list(params))
        .map(page -> new EventPage(page.items(), !page.complete()));
  }

  @Override
  public List<PriceView> prices() {
    var params = PriceListParams.builder().setActive(true).setLimit(PAGE).addExpand("data.product");
    return list(
            after -> stripe.prices().list(params.setStartingAfter(after).build()),
            MAX_PRICE_PAGES,
            PriceView::read)
        .value();
  }

  @Override
  public Optional<PriceView> price(PriceId id) {
    var params = PriceRetrieveParams.builder().addExpand(PRODUCT).build();
    return StripeCalls.find(() -> stripe.prices().retrieve(id.value(), params), PriceView::read);
  }

  @Override
  public Fetched<List<WebhookEndpoint>> webhookEndpoints() {
    var params = WebhookEndpointListParams.builder().setLimit(PAGE);
    return list(
        after -> stripe.webhookEndpoints().list(params.setStartingAfter(after).build()),
        MAX_ENDPOINT_PAGES,
        WebhookEndpoint::read);
  }

  @Override
  public NewWebhookEndpoint createWebhookEndpoint(
      String url, Set<String> eventTypes, Map<String, String> metadata) {
    var params = WebhookParams.create(url, eventTypes, metadata);
    return StripeCalls.read(
        () -> stripe.webhookEndpoints().create(params),
        json ->
            new NewWebhookEndpoint(
                WebhookEndpoint.read(json), new SecretText(Fields.text(json, "secret"))));
  }

  @Override
  public Optional<WebhookEndpoint> enableWebhookEndpoint(String id, Set<String> eventTypes) {
    var params = WebhookParams.enable(eventTypes);
    return StripeCalls.find(
        () -> stripe.webhookEndpoints().update(id, params), WebhookEndpoint::read);
  }

  @Override
  public void deleteWebhookEndpoint(String id) {
    var _ = StripeCalls.find(() -> stripe.webhookEndpoints().delete(id), json -> json);
  }

  private static <T> Fetched<List<T>> list(
      StripeCalls.Page page, int maxPages, Function<JsonNode, T> reader) {
    return StripeCalls.pages(page, maxPages)
        .map(pages -> StripeCalls.named(() -> pages.items().stream().map(reader).toList()));
  }

  private static RequestOptions once(String idempotencyKey) {
    return RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
  }
}
