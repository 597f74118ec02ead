package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Listing;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.Metadata;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Schema;
import dev.karamon.sandbox.store.Ids;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** Where events are sent. */
public final class WebhookEndpoints implements Resource {
  /** Kind of webhook endpoints. */
  public static final String KIND = "webhook_endpoint";

  private static final int MAX = 16;

  private final World world;

  public WebhookEndpoints(World world) {
    this.world = world;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
            "/v1/webhook_endpoints",
            "WebhookEndpointCreateParams",
            Set.of("url", "enabled_events", "description", "metadata", "api_version"),
            this::create),
        Endpoint.get("/v1/webhook_endpoints", "WebhookEndpointListParams", Set.of(), this::list),
        Endpoint.get(
            "/v1/webhook_endpoints/:id",
            "WebhookEndpointRetrieveParams",
            Set.of(),
            call -> world.objects().atPath(KIND, call.id())),
        Endpoint.post(
            "/v1/webhook_endpoints/:id",
            "WebhookEndpointUpdateParams",
            Set.of("url", "enabled_events", "description", "metadata", "disabled"),
            this::update),
        Endpoint.delete(
            "/v1/webhook_endpoints/:id", "WebhookEndpointDeleteParams", Set.of(), this::delete));
  }

  private JsonNode create(Call call) {
    if (world.objects().newestFirst(KIND).count() >= MAX) {
      throw StripeError.invalid(
          "You have reached the maximum of " + MAX + " test webhook endpoints.");
    }
    var version = call.text("api_version").orElse(Schema.API_VERSION);
    if (!version.equals(Schema.API_VERSION)) {
      throw StripeError.invalid(
          "The sandbox sends events of API version %s only, not '%s'."
              .formatted(Schema.API_VERSION, version),
          "api_version");
    }
    var endpoint = world.fresh("WebhookEndpoint", "we").put("status", "enabled");
    endpoint.put("created", world.time().seconds());
    call.text("api_version").ifPresent(given -> endpoint.put("api_version", given));
    change(endpoint, call);
    var secret = "whsec_" + Ids.letters(32);
    world.objects().put(endpoint);
    world.objects().note(endpoint.get("id").textValue()).put("secret", secret);
    return endpoint.deepCopy().put("secret", secret);
  }

  private void change(ObjectNode endpoint, Call call) {
    call.text("url").ifPresent(WebhookEndpoints::checkUrl);
    call.parameter("enabled_events")
        .filter(JsonNode::isEmpty)
        .ifPresent(_ -> {
          throw StripeError.invalid("You must enable at least one event.", "enabled_events");
        });
    Fields.copy(call.parameters(), endpoint, "url", "enabled_events", "description");
    Metadata.merge(endpoint, call.parameters());
    call.parameter("disabled")
        .ifPresent(off -> endpoint.put("status", off.booleanValue() ? "disabled" : "enabled"));
  }

  private static void checkUrl(String url) {
    try {
      var parsed = URI.create(url);
      if (parsed.getHost() != null && String.valueOf(parsed.getScheme()).matches("https?")) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // Refused below, like any other that is no URL.
    }
    throw StripeError.invalid("Invalid URL: " + url, "url").with("code", "url_invalid");
  }

  private JsonNode update(Call call) {
    var endpoint = world.objects().atPath(KIND, call.id());
    change(endpoint, call);
    return endpoint;
  }

  private JsonNode list(Call call) {
    return Listing.page(call, world.objects().newestFirst(KIND));
  }

  private JsonNode delete(Call call) {
    var endpoint = world.objects().atPath(KIND, call.id());
    world.objects().remove(KIND, call.id());
    return Fields.tombstone(endpoint);
  }
}
