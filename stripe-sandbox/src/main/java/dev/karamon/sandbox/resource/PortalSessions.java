package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.Portal;
import dev.karamon.sandbox.billing.SubscriptionLife;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sessions of the customer portal. */
public final class PortalSessions implements Resource {
  private final World world;
  private final Portal portal;

  public PortalSessions(World world, Portal portal) {
    this.world = world;
    this.portal = portal;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
            "/v1/billing_portal/sessions",
            "BillingPortal.SessionCreateParams",
            Set.of(
                "customer",
                "return_url",
                "configuration",
                "locale",
                "flow_data.type",
                "flow_data.after_completion.type",
                "flow_data.after_completion.hosted_confirmation.custom_message",
                "flow_data.after_completion.redirect.return_url",
                "flow_data.subscription_cancel.subscription",
                "flow_data.subscription_update.subscription",
                "flow_data.subscription_update_confirm.subscription",
                "flow_data.subscription_update_confirm.items.id",
                "flow_data.subscription_update_confirm.items.price",
                "flow_data.subscription_update_confirm.items.quantity"),
            this::create));
  }

  private JsonNode create(Call call) {
    var customer = world.objects().named(Customers.KIND, call.requiredText("customer"), "customer");
    var configuration =
        call.text("configuration")
            .map(id -> world.objects().named(Portal.CONFIGURATION, id, "configuration"))
            .orElseGet(portal::defaultConfiguration);
    var session = world.fresh("BillingPortal.Session", "bps");
    session.set("customer", customer.get("id"));
    session.set("configuration", configuration.get("id"));
    session.put("created", world.time().secondsFor(session));
    session.set("return_url", configuration.get("default_return_url"));
    Fields.copy(call.parameters(), session, "return_url", "locale");
    session.put("url", world.url() + "/p/session/" + session.get("id").textValue());
    call.parameter("flow_data")
        .ifPresent(asked -> session.set("flow", flow(customer, (ObjectNode) asked)));
    world.objects().put(session);
    world.events().record("billing_portal.session.created", session);
    return session;
  }

  private ObjectNode flow(ObjectNode customer, ObjectNode asked) {
    var type = asked.get("type").textValue();
    if (!type.equals("payment_method_update")) {
      var path = "flow_data[" + type + "][subscription]";
      var id =
          Optional.ofNullable(asked.path(type).path("subscription").textValue())
              .orElseThrow(() -> StripeError.missingParameter(path));
      var subscription = world.objects().named(SubscriptionLife.KIND, id, path);
      if (!subscription.get("customer").equals(customer.get("id"))) {
        throw StripeError.noSuchObject(SubscriptionLife.KIND, id, path);
      }
    }
    var after = asked.path("after_completion");
    if (after.path("type").asText("").equals("redirect") && !after.has("redirect")) {
      throw StripeError.missingParameter("flow_data[after_completion][redirect]");
    }
    return Portal.flow(asked);
  }
}
