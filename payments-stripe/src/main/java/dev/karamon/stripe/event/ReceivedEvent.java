package dev.karamon.stripe.event;

import dev.karamon.stripe.event.meaning.EventMeaning;
import dev.karamon.stripe.membership.CustomerKey;
import java.util.Optional;

/**
 * An event that has just arrived.
 *
 * @param meaning empty when its handler failed
 */
record ReceivedEvent(StoredEvent event, Optional<EventMeaning> meaning) {
  /** True when it is to be applied at all. */
  boolean isOpen() {
    return event.status() == EventStatus.PENDING;
  }

  /** True when nothing else may be needed to apply it. */
  boolean mayProveAll() {
    return isOpen() && meaning.filter(Decisions::mayProveAll).isPresent();
  }

  CustomerKey customer() {
    return event.customerKey();
  }

  Decisions.Open open() {
    return new Decisions.Open(event.id(), event.created(), meaning.orElseThrow());
  }
}
