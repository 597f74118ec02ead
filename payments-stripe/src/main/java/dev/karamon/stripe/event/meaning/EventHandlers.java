package dev.karamon.stripe.event.meaning;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All handlers by type. */
public final class EventHandlers {
  private final Map<String, EventHandler> byType = new HashMap<>();

  /** Takes the handlers; two of one type are a fault. */
  public EventHandlers(Iterable<EventHandler> handlers) {
    for (var handler : handlers) {
      if (byType.putIfAbsent(handler.type(), handler) != null) {
        throw new IllegalStateException("Two handlers of " + handler.type());
      }
    }
  }

  /** The types that Stripe is asked to send. */
  public Set<String> types() {
    return Set.copyOf(byType.keySet());
  }

  public boolean take(String type) {
    return byType.containsKey(type);
  }

  /** What an event means. */
  public EventMeaning meaning(StripeEvent event) {
    return Optional.ofNullable(byType.get(event.type()))
        .map(handler -> handler.read(event))
        .orElseGet(EventMeaning.Nothing::new);
  }
}
