package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Some of Stripe's events.
 *
 * @param events as Stripe sends them, newest first
 * @param more true when older ones follow
 */
public record EventPage(List<JsonNode> events, boolean more) {
  public EventPage {
    events = List.copyOf(events);
  }
}
