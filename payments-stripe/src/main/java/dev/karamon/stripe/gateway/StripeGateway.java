package dev.karamon.stripe.gateway;

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

/**
 * Stripe's API with one key. Every method blocks: call it on a virtual thread ({@link
 * StripeThreads}), never on an event loop and never inside a transaction. Failures are {@code
 * KaramonException}s with a code of {@link StripeError}; what does not exist is empty.
 */
public interface StripeGateway {
  /** Whether Stripe takes the key and lets it do the work here; never throws. */
  KeyCheck checkKey();

  /** Makes a customer; the same idempotency key gives the same customer again. */
  CustomerId createCustomer(NewCustomer customer, String idempotencyKey);

  /**
   * Opens a Checkout session; the same idempotency key gives the same session again. An unknown
   * customer is {@code STRIPE_CUSTOMER_MISSING}, an unknown price {@code STRIPE_PRICE_MISSING}.
   */
  CheckoutPage createCheckout(NewCheckout checkout, String idempotencyKey);

  /** A Checkout session. */
  Optional<CheckoutPage> checkout(CheckoutSessionId id);

  /**
   * Makes sure that a Checkout session can no longer be paid; one that is not open is only read.
   */
  Optional<CheckoutPage> expireCheckout(CheckoutSessionId id);

  /**
   * All subscriptions of a customer, of every status and with all their items, and those of {@code
   * known} that Stripe does not list with them: those of a customer that was deleted. A customer
   * that Stripe does not know is not a failure.
   */
  Fetched<CustomerSubscriptions> subscriptionsOf(CustomerId customer, Set<SubscriptionId> known);

  /** One subscription with all its items. */
  Optional<Fetched<SubscriptionState>> subscription(SubscriptionId id);

  /**
   * A page of all subscriptions of the account that are not canceled, newest first, also those that
   * cannot be understood. Stripe shows none whose customer is on a test clock here.
   *
   * @param startingAfter the last one of the page before
   */
  Fetched<SubscriptionPage> subscriptions(Optional<SubscriptionId> startingAfter);

  /**
   * A page of the account's Checkout sessions that were completed, newest first.
   *
   * @param since only those that were opened at this time or later
   * @param startingAfter the last one of the page before
   */
  CompletedCheckouts completedCheckouts(Instant since, Optional<CheckoutSessionId> startingAfter);

  /** Ends a subscription at once; one that has ended already is only read. */
  Optional<Fetched<SubscriptionState>> cancelNow(SubscriptionId id);

  /**
   * Has a subscription end when its period does, and not be charged again; one that has ended
   * already is only read.
   */
  Optional<Fetched<SubscriptionState>> cancelAtPeriodEnd(SubscriptionId id);

  /**
   * A one-time purchase: a complete Checkout session of mode {@code payment}. Empty for any other
   * session.
   */
  Optional<Fetched<PurchaseState>> purchase(CheckoutSessionId id);

  /**
   * Whether the bank of a one-time purchase's buyer has been asked for the money and not answered.
   */
  boolean isPaymentUnderWay(CheckoutSessionId id);

  /** All one-time purchases of a customer; empty for one that Stripe does not know. */
  Fetched<List<PurchaseState>> purchasesOf(CustomerId customer);

  /** A page of the account's events, newest first. */
  Fetched<EventPage> events(EventQuery query);

  /** The prices that can be bought, newest first; at most 2,000. */
  List<PriceView> prices();

  /** One price. */
  Optional<PriceView> price(PriceId id);

  /** All places that events are sent to. */
  Fetched<List<WebhookEndpoint>> webhookEndpoints();

  /** Has events sent to a URL, written in the API version that is used here. */
  NewWebhookEndpoint createWebhookEndpoint(
      String url, Set<String> eventTypes, Map<String, String> metadata);

  /** Switches an endpoint on, for exactly these types of events. */
  Optional<WebhookEndpoint> enableWebhookEndpoint(String id, Set<String> eventTypes);

  /** Removes an endpoint; one that does not exist is no failure. */
  void deleteWebhookEndpoint(String id);
}
