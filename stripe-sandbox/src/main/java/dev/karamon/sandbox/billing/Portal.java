package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import java.util.List;
import java.util.Optional;

/** What customers can do with their subscriptions in the customer portal. */
public final class Portal {
  /** Kind of portal sessions. */
  public static final String KIND = "billing_portal.session";

  /** Kind of portal configurations. */
  public static final String CONFIGURATION = "billing_portal.configuration";

  private static final String DEFAULT = "bpc_default";

  private final World world;
  private final Wallet wallet;
  private final SubscriptionLife life;
  private final SubscriptionChange change;

  /** The portal of this world. */
  public Portal(World world, Wallet wallet, SubscriptionLife life, SubscriptionChange change) {
    this.world = world;
    this.wallet = wallet;
    this.life = life;
    this.change = change;
  }

  /** The configuration that is used where none is chosen; created when first needed. */
  public ObjectNode defaultConfiguration() {
    return world
        .objects()
        .find(CONFIGURATION, DEFAULT)
        .orElseGet(() -> {
          var made = blankConfiguration().put("id", DEFAULT).put("is_default", true);
          for (var feature :
              List.of(
                  "invoice_history",
                  "payment_method_update",
                  "subscription_cancel",
                  "subscription_update")) {
            ((ObjectNode) made.get("features").get(feature)).put("enabled", true);
          }
          world.objects().put(made);
          return made;
        });
  }

  /** A configuration that allows nothing yet, not stored. */
  public ObjectNode blankConfiguration() {
    var configuration = world.fresh("BillingPortal.Configuration", "bpc");
    var now = world.time().seconds();
    configuration.put("active", true).put("created", now).put("updated", now).putObject("metadata");
    var features = (ObjectNode) configuration.get("features");
    ((ObjectNode) features.get("subscription_cancel"))
        .put("mode", "at_period_end")
        .put("proration_behavior", "none");
    ((ObjectNode) features.get("subscription_update"))
        .put("proration_behavior", "create_prorations")
        .put("trial_update_behavior", "end_trial")
        .putArray("default_allowed_updates")
        .add("price");
    return configuration;
  }

  /** The features that a session's configuration allows. */
  public JsonNode features(JsonNode session) {
    return world
        .objects()
        .find(CONFIGURATION, session.get("configuration").textValue())
        .orElseGet(this::defaultConfiguration)
        .get("features");
  }

  /** The subscriptions of a session's customer that have not ended. */
  public List<ObjectNode> subscriptions(JsonNode session) {
    return world
        .objects()
        .newestFirst(SubscriptionLife.KIND)
        .filter(it -> it.get("customer").equals(session.get("customer")))
        .filter(it -> !SubscriptionLife.over(it))
        .toList();
  }

  /** The prices that a subscription can be switched to. */
  public List<ObjectNode> choices(JsonNode session, JsonNode subscription) {
    var products = features(session).get("subscription_update").path("products");
    var allowed =
        products.findValues("prices").stream()
            .flatMap(it -> it.valueStream())
            .map(JsonNode::textValue)
            .toList();
    var present = SubscriptionLife.items(subscription).path(0).path("price").path("id");
    return world
        .objects()
        .newestFirst(Catalog.PRICE)
        .filter(price -> price.get("active").booleanValue() && Catalog.recurs(price))
        .filter(price -> price.get("currency").equals(subscription.get("currency")))
        .filter(price -> allowed.isEmpty() || allowed.contains(price.get("id").textValue()))
        .filter(price -> !price.get("id").equals(present))
        .toList();
  }

  /** The invoices of a session's customer. */
  public List<ObjectNode> invoices(JsonNode session) {
    return world
        .objects()
        .newestFirst(Invoicing.KIND)
        .filter(it -> it.get("customer").equals(session.get("customer")))
        .filter(it -> it.get("number").isTextual())
        .limit(24)
        .toList();
  }

  private ObjectNode own(JsonNode session, String id) {
    return subscriptions(session).stream()
        .filter(it -> it.get("id").textValue().equals(id))
        .findFirst()
        .orElseThrow(() -> StripeError.noSuchPathObject(SubscriptionLife.KIND, id));
  }

  /**
   * Cancels, at once or at the end of the period, as the configuration says. A scheduled end shows
   * in {@code cancel_at}, not in {@code cancel_at_period_end}, as it does at Stripe with flexible
   * billing. A reason comes as a second update.
   */
  public void cancel(JsonNode session, String id, Optional<String> feedback) {
    var subscription = own(session, id);
    require(session, "subscription_cancel");
    var now =
        features(session).get("subscription_cancel").get("mode").asText().equals("immediately");
    if (now) {
      feedback.ifPresent(
          why -> ((ObjectNode) subscription.get("cancellation_details")).put("feedback", why));
      life.end(subscription, "cancellation_requested");
      return;
    }
    change.apply(subscription, World.node().put("cancel_at", "max_period_end"));
    feedback.ifPresent(why -> {
      var reason = World.node();
      reason.putObject("cancellation_details").put("feedback", why);
      change.apply(subscription, reason);
    });
  }

  /** Undoes a scheduled cancellation. */
  public void keep(JsonNode session, String id) {
    change.apply(own(session, id), World.node().putNull("cancel_at"));
  }

  /** Switches a subscription to another price. */
  public void switchTo(JsonNode session, String id, String price) {
    var subscription = own(session, id);
    require(session, "subscription_update");
    if (choices(session, subscription).stream()
        .noneMatch(it -> it.get("id").textValue().equals(price))) {
      throw StripeError.invalid("This plan cannot be chosen.");
    }
    var wish = World.node();
    wish.set(
        "proration_behavior",
        features(session).get("subscription_update").get("proration_behavior"));
    var item = wish.putArray("items").addObject().put("price", price);
    item.set("id", SubscriptionLife.items(subscription).get(0).get("id"));
    change.apply(subscription, wish);
  }

  /** Carries out the change that a session was opened to confirm. */
  public void confirm(JsonNode session) {
    var wanted = session.path("flow").path("subscription_update_confirm");
    var subscription = own(session, wanted.path("subscription").asText());
    require(session, "subscription_update");
    var wish = World.node();
    wish.set(
        "proration_behavior",
        features(session).get("subscription_update").get("proration_behavior"));
    wish.set("items", wanted.get("items").deepCopy());
    change.apply(subscription, wish);
  }

  /** Replaces the card of the customer and of the subscriptions. */
  public void changeCard(JsonNode session, Checkouts.Buyer buyer) {
    require(session, "payment_method_update");
    var customer =
        world.objects().named("customer", session.get("customer").textValue(), "customer");
    var billing = World.node().put("name", buyer.name());
    billing.set("email", customer.get("email"));
    var method = wallet.keep(buyer.instrument(), billing).orElseThrow();
    wallet.attach(method, customer);
    var id = method.get("id").textValue();
    world
        .events()
        .update(
            "customer.updated",
            customer,
            it -> ((ObjectNode) it.get("invoice_settings")).put("default_payment_method", id));
    for (var subscription : subscriptions(session)) {
      change.apply(subscription, World.node().put("default_payment_method", id));
    }
  }

  private void require(JsonNode session, String feature) {
    if (!features(session).get(feature).get("enabled").booleanValue()) {
      throw StripeError.invalid("The portal's configuration does not allow this.");
    }
  }

  /** The flow that a session is opened for, completed from what was asked for. */
  public static ObjectNode flow(ObjectNode asked) {
    var flow = Shape.of("BillingPortal.Session.Flow");
    ((ObjectNode) flow.get("after_completion")).put("type", "portal_homepage");
    Shape.merge("BillingPortal.Session.Flow", flow, asked);
    return flow;
  }
}
