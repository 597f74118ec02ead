package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where Stripe sends events.
 *
 * @param eventTypes what it sends, sorted; {@code *} stands for everything
 * @param apiVersion the version events are written in; empty for the account's default
 */
public record WebhookEndpoint(
    String id, String url, boolean enabled, List<String> eventTypes, Optional<String> apiVersion) {
  public WebhookEndpoint {
    eventTypes = List.copyOf(eventTypes);
  }

  /** True when events of this type are sent. */
  public boolean sends(String eventType) {
    return eventTypes.contains(eventType) || eventTypes.contains("*");
  }

  static WebhookEndpoint read(JsonNode json) {
    var types = new TreeSet<String>();
    json.path("enabled_events").forEach(type -> types.add(type.asText()));
    return new WebhookEndpoint(
        Fields.text(json, "id"),
        Fields.text(json, "url"),
        Fields.text(json, "status").equals("enabled"),
        List.copyOf(types),
        Fields.optional(json, "api_version"));
  }
}
