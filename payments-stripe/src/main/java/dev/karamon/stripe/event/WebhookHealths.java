package dev.karamon.stripe.event;

import dev.karamon.database.Database;
import dev.karamon.error.KaramonException;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.event.WebhookHealth.State;
import dev.karamon.stripe.gateway.Fetched;
import dev.karamon.stripe.gateway.StripeGateways;
import dev.karamon.stripe.gateway.StripeThreads;
import dev.karamon.stripe.gateway.WebhookEndpoint;
import dev.karamon.stripe.settings.StripeConnections;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks after the way of events from Stripe to here. */
public final class WebhookHealths {
  /** A reading whose time Stripe has not said, for a proxy may drop it, spans at least this. */
  private static final Duration UNTIMED = Duration.ofMinutes(2);

  private final Database database;
  private final EventHealthStore store = new EventHealthStore();
  private final StripeConnections connections;
  private final StripeThreads threads;
  private final Set<String> types;
  private final String url;
  private final Duration tolerance;
  private final Clock clock;

  WebhookHealths(
      Database database,
      StripeConnections connections,
      StripeThreads threads,
      Set<String> types,
      String url,
      Duration tolerance,
      Clock clock) {
    this.database = database;
    this.connections = connections;
    this.threads = threads;
    this.types = Set.copyOf(types);
    this.url = url;
    this.tolerance = tolerance;
    this.clock = clock;
  }

  /** What Stripe has, and what has arrived. */
  private record Asked(Optional<WebhookEndpoint> endpoint, Optional<Duration> skew) {}

  /** The health of a mode; asks Stripe. */
  Future<WebhookHealth> of(StripeMode mode) {
    return ask(mode)
        .compose(asked ->
            database.list(client ->
                store
                    .last(client, types, mode, clock.instant())
                    .compose(
                        last -> store.open(client, mode).map(open -> health(asked, last, open)))));
  }

  private Future<Optional<Asked>> ask(StripeMode mode) {
    var connection = connections.of(mode);
    if (connection.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    return threads
        .run(() -> connection.get().gateway().webhookEndpoints())
        .map(fetched -> Optional.of(asked(fetched)))
        .recover(failure ->
            failure instanceof KaramonException
                ? Future.succeededFuture(Optional.empty())
                : Future.failedFuture(failure));
  }

  private Asked asked(Fetched<List<WebhookEndpoint>> fetched) {
    var ours =
        fetched.value().stream()
            .filter(endpoint -> endpoint.url().equals(url))
            .max(Comparator.comparing(WebhookEndpoint::enabled));
    return new Asked(ours, skew(fetched));
  }

  private Optional<Duration> skew(Fetched<?> fetched) {
    var span = Duration.between(fetched.from(), fetched.until());
    return span.compareTo(UNTIMED) < 0
        ? Optional.of(Duration.between(fetched.until(), clock.instant()))
        : Optional.empty();
  }

  private WebhookHealth health(
      Optional<Asked> asked, List<WebhookHealth.LastEvent> last, EventHealthStore.Open open) {
    var endpoint = asked.flatMap(Asked::endpoint).map(this::view);
    var state = state(asked, endpoint, open);
    return new WebhookHealth(
        state,
        message(state),
        url,
        endpoint,
        asked.flatMap(Asked::skew).map(Duration::toSeconds),
        last,
        open.counts(),
        open.oldest());
  }

  private WebhookHealth.Endpoint view(WebhookEndpoint endpoint) {
    return new WebhookHealth.Endpoint(
        endpoint.id(),
        endpoint.enabled(),
        endpoint.apiVersion(),
        types.stream().filter(type -> !endpoint.sends(type)).sorted().toList());
  }

  private State state(
      Optional<Asked> asked,
      Optional<WebhookHealth.Endpoint> endpoint,
      EventHealthStore.Open open) {
    if (asked.isEmpty()) {
      return State.UNKNOWN;
    }
    if (endpoint.isEmpty()) {
      return State.NO_ENDPOINT;
    }
    if (!endpoint.get().enabled()) {
      return State.ENDPOINT_DISABLED;
    }
    if (!endpoint.get().missingTypes().isEmpty()) {
      return State.EVENT_TYPES_MISSING;
    }
    if (asked.get().skew().filter(this::isTooMuch).isPresent()) {
      return State.CLOCK_SKEW;
    }
    if (open.counts().dead() > 0) {
      return State.DEAD_EVENTS;
    }
    return endpoint.get().apiVersion().filter(StripeGateways.API_VERSION::equals).isPresent()
        ? State.OK
        : State.OTHER_API_VERSION;
  }

  private boolean isTooMuch(Duration skew) {
    return skew.abs().compareTo(tolerance.dividedBy(2)) > 0;
  }

  private static String message(State state) {
    return switch (state) {
      case OK -> "Stripe sends every event that is needed.";
      case UNKNOWN -> "Stripe could not be reached. Check the secret key, or try again shortly.";
      case NO_ENDPOINT -> "Stripe sends no events here. Register the webhook.";
      case ENDPOINT_DISABLED -> "Stripe has disabled the webhook. Register it again.";
      case EVENT_TYPES_MISSING ->
          "Stripe does not send all events that are needed. Register the webhook again.";
      case OTHER_API_VERSION ->
          "Events arrive in another version of Stripe's API and are handled as far as"
              + " possible. Register the webhook again.";
      case CLOCK_SKEW -> "The clock of this server is off, so events will be refused. Correct it.";
      case DEAD_EVENTS -> "Some events could not be applied. Look at them, then replay them.";
    };
  }
}
