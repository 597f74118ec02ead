package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.Stories;
import dev.karamon.sandbox.event.World;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Subscriptions made by an API call rather than at a checkout. */
public final class SubscriptionOrders {
  private static final int MAX_TRIAL_DAYS = 730;

  private final World world;
  private final Catalog catalog;
  private final Wallet wallet;
  private final SubscriptionLife life;
  private final SubscriptionChange change;
  private final Coupons coupons;

  /** Orders in this world. */
  public SubscriptionOrders(
      World world,
      Catalog catalog,
      Wallet wallet,
      SubscriptionLife life,
      SubscriptionChange change,
      Coupons coupons) {
    this.coupons = coupons;
    this.world = world;
    this.catalog = catalog;
    this.wallet = wallet;
    this.life = life;
    this.change = change;
  }

  /** Begins the subscription that the parameters describe. */
  public ObjectNode place(ObjectNode parameters) {
    if (!parameters.hasNonNull("customer")) {
      throw StripeError.missingParameter("customer");
    }
    var customer =
        world.objects().named("customer", parameters.get("customer").textValue(), "customer");
    var items = items(parameters.path("items"));
    var trialEnd = trialEnd(parameters, world.time().secondsFor(customer), "");
    var method = ownMethod(parameters, customer);
    refuseOther(parameters, "collection_method", "charge_automatically");
    refuseClassic(parameters, "billing_mode");
    Catalog.requireCurrency(parameters, items.getFirst().price());
    var behavior = parameters.path("payment_behavior").asText("allow_incomplete");
    var incomplete = behavior.equals("default_incomplete");
    if (!incomplete && trialEnd.isEmpty() && total(items) > 0) {
      requireMethod(customer, method);
      if (behavior.equals("error_if_incomplete")) {
        refuseIfDeclined(customer, method);
      }
    }
    var wish =
        new NewSubscription(
            customer,
            items,
            List.of(),
            trialEnd,
            method,
            reductions(parameters, customer, items),
            Optional.empty(),
            Metadata.of(Optional.ofNullable(parameters.get("metadata"))),
            parameters.deepCopy().retain("description", "trial_settings", "payment_settings"));
    return world
        .events()
        .inOrder(Stories.SUBSCRIPTION_BY_API, () -> begin(wish, parameters, behavior));
  }

  private List<Reduction> reductions(
      ObjectNode parameters, ObjectNode customer, List<NewSubscription.Item> items) {
    var purchase =
        new Coupons.Purchase(
            Optional.of(customer.get("id").textValue()),
            total(items),
            items.getFirst().price().get("currency").textValue());
    return coupons.asked(parameters.path("discounts"), purchase);
  }

  private ObjectNode begin(NewSubscription wish, ObjectNode parameters, String behavior) {
    var subscription =
        life.begin(wish, Payments.Customer.ABSENT, !behavior.equals("default_incomplete"));
    var later = World.node();
    for (var name : List.of("cancel_at_period_end", "cancel_at")) {
      if (parameters.has(name)) {
        later.set(name, parameters.get(name));
      }
    }
    if (!later.isEmpty()) {
      change.apply(subscription, later);
    }
    return subscription;
  }

  private List<NewSubscription.Item> items(JsonNode wishes) {
    if (wishes.isEmpty()) {
      throw StripeError.missingParameter("items");
    }
    if (wishes.size() > SubscriptionLife.MAX_ITEMS) {
      throw SubscriptionLife.tooManyItems();
    }
    List<NewSubscription.Item> items = new ArrayList<>();
    for (var wish : wishes) {
      var path = "items[" + items.size() + "]";
      var price = catalog.priceOf(wish, path);
      if (!Catalog.recurs(price)) {
        throw StripeError.invalid(
            "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.",
            path + "[price]");
      }
      items.add(NewSubscription.Item.of(price, wish, path));
    }
    ItemChange.refuseSamePrice(
        items.stream().map(item -> item.price().get("id").textValue()).toList());
    return items;
  }

  /**
   * When a trial ends that is asked for by {@code trial_end} or {@code trial_period_days}.
   *
   * @param path of the parameters, for the error
   */
  public static Optional<Long> trialEnd(JsonNode parameters, long now, String path) {
    var end = parameters.path("trial_end");
    var days = parameters.path("trial_period_days");
    if (end.isNumber() && days.isNumber()) {
      throw StripeError.invalid(
          "You may only specify one of these parameters: trial_end, trial_period_days.");
    }
    if (days.isNumber()) {
      if (days.longValue() < 1 || days.longValue() > MAX_TRIAL_DAYS) {
        throw StripeError.invalid(
            "The minimum number of trial period days is 1, the maximum " + MAX_TRIAL_DAYS + ".",
            path + "trial_period_days");
      }
      return Optional.of(now + Duration.ofDays(days.longValue()).toSeconds());
    }
    if (end.isNumber() && end.longValue() <= now) {
      throw StripeError.invalid("Invalid timestamp: must be in the future.", path + "trial_end");
    }
    if (end.isNumber() && end.longValue() > latestTrialEnd(now)) {
      throw StripeError.invalid(
          "Invalid timestamp: can be no more than five years in the future.", path + "trial_end");
    }
    return end.isNumber() ? Optional.of(end.longValue()) : Optional.empty();
  }

  private static long latestTrialEnd(long now) {
    return Instant.ofEpochSecond(now).atOffset(ZoneOffset.UTC).plusYears(5).toEpochSecond();
  }

  /** The payment method that the parameters name for a subscription of this customer. */
  public Optional<String> ownMethod(ObjectNode parameters, ObjectNode customer) {
    var name = "default_payment_method";
    if (!parameters.hasNonNull(name)) {
      return Optional.empty();
    }
    var method = wallet.own(parameters.get(name).textValue(), customer, name);
    return Optional.of(method.get("id").textValue());
  }

  private void requireMethod(ObjectNode customer, Optional<String> method) {
    if (method.isEmpty() && wallet.general(customer).isEmpty()) {
      throw StripeError.invalid(
              "This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.")
          .with("code", "resource_missing");
    }
  }

  /** Such a call creates nothing at all when the card is declined. */
  private void refuseIfDeclined(ObjectNode customer, Optional<String> method) {
    method
        .flatMap(id -> world.objects().find(Wallet.KIND, id))
        .or(() -> wallet.general(customer))
        .flatMap(wallet::card)
        .flatMap(TestCard::declinedLater)
        .ifPresent(decline -> {
          throw StripeError.card(decline.code(), decline.declineCode(), decline.message());
        });
  }

  private static long total(List<NewSubscription.Item> items) {
    return items.stream()
        .mapToLong(item -> item.quantity() * item.price().get("unit_amount").longValue())
        .sum();
  }

  /**
   * Refuses the billing mode that the sandbox does not have.
   *
   * @param path of the parameter, for the error
   */
  public static void refuseClassic(JsonNode parameters, String path) {
    var type = parameters.path("billing_mode").path("type");
    if (!type.asText("flexible").equals("flexible")) {
      throw StripeError.notSimulated(path + "[type]=" + type.textValue());
    }
  }

  private static void refuseOther(JsonNode parameters, String name, String only) {
    if (!parameters.path(name).asText(only).equals(only)) {
      throw StripeError.notSimulated(name + "=" + parameters.get(name).textValue());
    }
  }
}
