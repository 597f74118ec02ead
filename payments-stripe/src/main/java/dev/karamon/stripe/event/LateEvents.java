package dev.karamon.stripe.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.database.Database;
import dev.karamon.json.Json;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.event.meaning.EventHandlers;
import dev.karamon.stripe.event.meaning.StripeEventReader;
import dev.karamon.stripe.gateway.EventPage;
import dev.karamon.stripe.gateway.EventQuery;
import dev.karamon.stripe.gateway.Fetched;
import dev.karamon.stripe.gateway.StripeThreads;
import dev.karamon.stripe.settings.Integrations;
import dev.karamon.stripe.settings.StripeConnections;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Stripe for events that did not arrive, and handles them as if they had. */
public final class LateEvents {
  private static final Logger LOG = LoggerFactory.getLogger(LateEvents.class);

  /** As far back as Stripe keeps events. */
  private static final Duration REACH = Duration.ofDays(30);

  /** Events of the last moments may still be on their way, and clocks differ. */
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  private final Database database;
  private final EventCursorStore cursors = new EventCursorStore();
  private final Integrations integrations;
  private final StripeConnections connections;
  private final StripeThreads threads;
  private final EventHandlers handlers;
  private final Inbox inbox;
  private final Clock clock;

  LateEvents(
      Database database,
      Integrations integrations,
      StripeConnections connections,
      StripeThreads threads,
      EventHandlers handlers,
      Inbox inbox,
      Clock clock) {
    this.database = database;
    this.integrations = integrations;
    this.connections = connections;
    this.threads = threads;
    this.handlers = handlers;
    this.inbox = inbox;
    this.clock = clock;
  }

  /** Takes in the events that Stripe could not deliver. */
  public Future<Void> undelivered() {
    return connections
        .ifActive()
        .map(active -> fetch(clock.instant().minus(REACH), true))
        .orElseGet(Future::succeededFuture);
  }

  /** Takes in all events since the last time, delivered or not. */
  public Future<Void> sinceLastTime() {
    var active = connections.ifActive();
    if (active.isEmpty()) {
      return Future.succeededFuture();
    }
    StripeMode mode = active.get().mode();
    var now = clock.instant();
    return database
        .with(client -> cursors.seen(client, mode))
        .map(seen -> seen.map(at -> at.minus(OVERLAP)).orElse(now.minus(REACH)))
        .compose(since -> fetch(since, false))
        .compose(fetched -> database.with(client -> cursors.move(client, mode, now)));
  }

  private Future<Void> fetch(Instant since, boolean undeliveredOnly) {
    return from(
        new EventQuery(Optional.of(since), undeliveredOnly, handlers.types(), Optional.empty()));
  }

  private Future<Void> from(EventQuery query) {
    return threads
        .run(() -> connections.active().gateway().events(query))
        .map(Fetched::value)
        .compose(page -> take(page).map(page))
        .compose(page -> {
          if (!page.more() || page.events().isEmpty()) {
            return Future.succeededFuture();
          }
          var last = page.events().getLast().path("id").asText();
          return from(
              new EventQuery(
                  query.since(), query.undeliveredOnly(), query.types(), Optional.of(last)));
        });
  }

  private Future<Void> take(EventPage page) {
    return Future.all(page.events().stream().map(this::take).toList()).mapEmpty();
  }

  /** One that cannot be read must not hold up the others. */
  private Future<Void> take(JsonNode json) {
    try {
      var body = Json.bytes(json);
      var event = StripeEventReader.read(body.getBytes());
      return inbox
          .judged(event, Optional.empty(), integrations.current(), body, clock.instant())
          .compose(inbox::keep)
          .mapEmpty();
    } catch (RuntimeException e) {
      LOG.warn("Stripe lists an event that cannot be read: {}", e.getMessage());
      return Future.succeededFuture();
    }
  }
}
