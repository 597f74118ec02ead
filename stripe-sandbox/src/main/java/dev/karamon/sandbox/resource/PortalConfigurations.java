package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Listing;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.Metadata;
import dev.karamon.sandbox.billing.Portal;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Configurations of the customer portal. */
public final class PortalConfigurations implements Resource {
  private static final String PATH = "/v1/billing_portal/configurations";
  private static final Set<String> TAKEN =
      Set.of(
          "business_profile.headline",
          "business_profile.privacy_policy_url",
          "business_profile.terms_of_service_url",
          "default_return_url",
          "metadata",
          "name",
          "features.invoice_history.enabled",
          "features.payment_method_update.enabled",
          "features.subscription_cancel.enabled",
          "features.subscription_cancel.mode",
          "features.subscription_cancel.proration_behavior",
          "features.subscription_update.enabled",
          "features.subscription_update.default_allowed_updates",
          "features.subscription_update.products.product",
          "features.subscription_update.products.prices",
          "features.subscription_update.proration_behavior");

  private final World world;
  private final Portal portal;

  public PortalConfigurations(World world, Portal portal) {
    this.world = world;
    this.portal = portal;
  }

  @Override
  public List<Endpoint> endpoints() {
    Set<String> updated = new HashSet<>(TAKEN);
    updated.add("active");
    return List.of(
        Endpoint.post(PATH, "BillingPortal.ConfigurationCreateParams", TAKEN, this::create),
        Endpoint.get(
            PATH,
            "BillingPortal.ConfigurationListParams",
            Set.of("active", "is_default"),
            this::list),
        Endpoint.get(
            PATH + "/:id",
            "BillingPortal.ConfigurationRetrieveParams",
            Set.of(),
            call -> world.objects().atPath(Portal.CONFIGURATION, call.id())),
        Endpoint.post(
            PATH + "/:id", "BillingPortal.ConfigurationUpdateParams", updated, this::update));
  }

  private JsonNode create(Call call) {
    var configuration = portal.blankConfiguration();
    change(configuration, call.parameters());
    world.objects().put(configuration);
    world.events().record("billing_portal.configuration.created", configuration);
    return configuration;
  }

  private JsonNode update(Call call) {
    var configuration = world.objects().atPath(Portal.CONFIGURATION, call.id());
    world
        .events()
        .update(
            "billing_portal.configuration.updated",
            configuration,
            it -> {
              change(it, call.parameters());
              it.put("updated", world.time().seconds());
            });
    return configuration;
  }

  private static void change(ObjectNode configuration, ObjectNode parameters) {
    Fields.copy(parameters, configuration, "active", "default_return_url", "name");
    Shape.merge(
        "BillingPortal.Configuration.BusinessProfile",
        (ObjectNode) configuration.get("business_profile"),
        parameters.path("business_profile"));
    Shape.merge(
        "BillingPortal.Configuration.Features",
        (ObjectNode) configuration.get("features"),
        parameters.path("features"));
    for (var product : configuration.at("/features/subscription_update/products")) {
      var quantity =
          Shape.of(
              "BillingPortal.Configuration.Features.SubscriptionUpdate.Product.AdjustableQuantity");
      ((ObjectNode) product).set("adjustable_quantity", quantity.put("minimum", 1));
    }
    Metadata.merge(configuration, parameters);
  }

  private JsonNode list(Call call) {
    portal.defaultConfiguration();
    return Listing.page(
        call,
        world
            .objects()
            .newestFirst(Portal.CONFIGURATION)
            .filter(Listing.matching(call, "active", "is_default")));
  }
}
