package dev.karamon.stripe.event;

import dev.karamon.database.Database;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.event.meaning.StripeEventReader;
import dev.karamon.stripe.membership.CustomerClaims;
import dev.karamon.stripe.settings.Integrations;
import dev.karamon.stripe.settings.StripeSettingsSnapshot;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events in again that came while their mode was not the active one, or while a node did not
 * know that it was. They may be old, so their customers are read besides.
 */
final class DormantEvents {
  private static final Logger LOG = LoggerFactory.getLogger(DormantEvents.class);
  private static final int CUSTOMERS_AT_ONCE = 50;
  private static final String CAUSE = "events of a mode that is active again";

  private final Database database;
  private final DormantEventStore store = new DormantEventStore();
  private final Integrations integrations;
  private final ReceivedEvents receivedEvents;
  private final CustomerClaims claims;
  private final Clock clock;

  DormantEvents(
      Database database,
      Integrations integrations,
      ReceivedEvents receivedEvents,
      CustomerClaims claims,
      Clock clock) {
    this.database = database;
    this.integrations = integrations;
    this.receivedEvents = receivedEvents;
    this.claims = claims;
    this.clock = clock;
  }

  /** Opens those of the active mode, the events of a few customers at a time; how many. */
  Future<Integer> wake() {
    var settings = integrations.current();
    return settings
        .active()
        .map(mode -> wake(mode, settings, 0))
        .orElseGet(() -> Future.succeededFuture(0));
  }

  private Future<Integer> wake(StripeMode mode, StripeSettingsSnapshot settings, int before) {
    return database
        .with(client -> store.find(client, mode, CUSTOMERS_AT_ONCE))
        .compose(found ->
            found.isEmpty()
                ? Future.succeededFuture(before)
                : judged(found, settings)
                    .compose(this::open)
                    .compose(done -> wake(mode, settings, before + found.size())));
  }

  private Future<List<StoredEvent>> judged(
      List<StoredEvent> found, StripeSettingsSnapshot settings) {
    return Future.all(found.stream().map(event -> judged(event, settings)).toList())
        .map(all -> all.list());
  }

  /** One that cannot be read must not keep the others asleep. */
  private Future<StoredEvent> judged(StoredEvent event, StripeSettingsSnapshot settings) {
    try {
      var read = StripeEventReader.read(event.body().getBytes());
      return receivedEvents
          .of(read, Optional.empty(), settings, event.body(), event.receivedAt())
          .map(ReceivedEvent::event);
    } catch (RuntimeException e) {
      LOG.warn("Event {} cannot be read any more: {}", event.id(), e.getMessage());
      return Future.succeededFuture(event.ignored("It cannot be read any more."));
    }
  }

  /** The customers come before their events, as for whoever works on them. */
  private Future<Void> open(List<StoredEvent> judged) {
    var customers =
        judged.stream()
            .filter(event -> event.status() == EventStatus.PENDING)
            .map(StoredEvent::customerKey)
            .distinct()
            .toList();
    return database.transaction(tx ->
        claims
            .requestRead(tx, customers, CAUSE)
            .compose(requested -> store.judge(tx, judged, clock.instant())));
  }
}
