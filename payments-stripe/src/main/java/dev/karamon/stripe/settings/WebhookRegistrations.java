package dev.karamon.stripe.settings;

import dev.karamon.actor.Actor;
import dev.karamon.audit.Audit;
import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.secret.SecretText;
import dev.karamon.stripe.StripeAction;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.gateway.NewWebhookEndpoint;
import dev.karamon.stripe.gateway.StripeGateway;
import dev.karamon.stripe.gateway.StripeGateways;
import dev.karamon.stripe.gateway.StripeThreads;
import dev.karamon.stripe.gateway.WebhookEndpoint;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the events that are handled here at Stripe, and stores the secret they are signed with.
 */
final class WebhookRegistrations {
  /**
   * What was done at Stripe.
   *
   * @param before the endpoint as it was, when it is only changed
   * @param secret the secret of a new endpoint
   * @param obsolete endpoints of the same URL whose events would be refused
   */
  private record Registered(
      WebhookRegistration.Outcome outcome,
      WebhookEndpoint endpoint,
      Optional<WebhookEndpoint> before,
      Optional<SecretText> secret,
      List<String> obsolete) {}

  private static final Logger LOG = LoggerFactory.getLogger(WebhookRegistrations.class);
  private static final Map<String, String> METADATA = Map.of("managed_by", "karamon");

  private final Database database;
  private final StripeSettingsStore store;
  private final SettingsChanges changes;
  private final StripeGateways gateways;
  private final StripeThreads threads;
  private final Audit audit;
  private final Clock clock;
  private final WebhookTarget target;

  /** On this node only: nothing prevents two nodes from registering at the same moment. */
  private final Set<StripeMode> underWay = ConcurrentHashMap.newKeySet();

  WebhookRegistrations(
      Database database,
      StripeSettingsStore store,
      SettingsChanges changes,
      StripeGateways gateways,
      StripeThreads threads,
      Audit audit,
      Clock clock,
      WebhookTarget target) {
    this.database = database;
    this.store = store;
    this.changes = changes;
    this.gateways = gateways;
    this.threads = threads;
    this.audit = audit;
    this.clock = clock;
    this.target = target;
  }

  /**
   * Registers the endpoint, or adopts the one there is.
   *
   * @param rotation how long earlier secrets stay accepted
   */
  Future<WebhookRegistration> register(Actor actor, StripeMode mode, Duration rotation) {
    if (!underWay.add(mode)) {
      return Future.failedFuture(
          new KaramonException(
              CommonError.IN_USE,
              "The webhook is being registered right now. Wait until that is done."));
    }
    return database
        .with(store::load)
        .compose(settings -> register(actor, settings.of(mode), rotation))
        .onComplete(done -> underWay.remove(mode));
  }

  private Future<WebhookRegistration> register(
      Actor actor, StripeSettings settings, Duration rotation) {
    if (settings.secretKey().isEmpty()) {
      return Future.failedFuture(
          KaramonException.field(
              CommonError.REFUSED, "secret_key", "Enter the secret key of this mode first."));
    }
    var gateway = gateways.of(settings.secretKey().get().text());
    return threads
        .run(() -> registerThere(gateway, knownEndpoints(settings)))
        .compose(done ->
            keep(actor, settings, done, rotation)
                .recover(failure -> undo(gateway, done, failure))
                .compose(kept -> threads.run(() -> removeObsolete(gateway, done)))
                .map(removed -> WebhookRegistration.of(done.outcome(), done.endpoint())));
  }

  private static Set<String> knownEndpoints(StripeSettings settings) {
    return settings.webhookSecrets().stream()
        .filter(secret -> secret.retiresAt().isEmpty())
        .flatMap(secret -> secret.endpointId().stream())
        .collect(Collectors.toSet());
  }

  private Registered registerThere(StripeGateway gateway, Set<String> known) {
    var ours =
        gateway.webhookEndpoints().value().stream()
            .filter(one -> one.url().equals(target.url()))
            .toList();
    for (var endpoint : ours) {
      if (known.contains(endpoint.id()) && isOfOurVersion(endpoint)) {
        var enabled = gateway.enableWebhookEndpoint(endpoint.id(), target.eventTypes());
        if (enabled.isPresent()) {
          return updated(endpoint, enabled.get(), ours);
        }
      }
    }
    return created(
        gateway.createWebhookEndpoint(target.url(), target.eventTypes(), METADATA), ours);
  }

  /** The version of an endpoint cannot be changed. */
  private static boolean isOfOurVersion(WebhookEndpoint endpoint) {
    return endpoint.apiVersion().filter(StripeGateways.API_VERSION::equals).isPresent();
  }

  private static Registered updated(
      WebhookEndpoint before, WebhookEndpoint after, List<WebhookEndpoint> ours) {
    return new Registered(
        WebhookRegistration.Outcome.UPDATED,
        after,
        Optional.of(before),
        Optional.empty(),
        ours.stream().map(WebhookEndpoint::id).filter(id -> !id.equals(after.id())).toList());
  }

  /** A secret cannot be read back, so endpoints whose secret is not known are of no use. */
  private static Registered created(NewWebhookEndpoint made, List<WebhookEndpoint> ours) {
    var outcome =
        ours.isEmpty() ? WebhookRegistration.Outcome.CREATED : WebhookRegistration.Outcome.REPLACED;
    return new Registered(
        outcome,
        made.endpoint(),
        Optional.empty(),
        Optional.of(made.secret()),
        ours.stream().map(WebhookEndpoint::id).toList());
  }

  private Future<Void> keep(
      Actor actor, StripeSettings settings, Registered done, Duration rotation) {
    var mode = settings.mode();
    if (done.secret().isEmpty()) {
      return database.with(client ->
          audit.record(
              client,
              actor,
              StripeAction.STRIPE_WEBHOOK_UPDATED,
              SettingsChanges.subject(mode),
              done.before().orElse(null),
              done.endpoint()));
    }
    return changes
        .apply(
            actor,
            StripeAction.STRIPE_WEBHOOK_REGISTERED,
            mode,
            (tx, now) ->
                changes.addSecret(
                    tx,
                    now.of(mode),
                    done.secret().get(),
                    Optional.of(done.endpoint().id()),
                    clock.instant().plus(rotation)))
        .mapEmpty();
  }

  /** An endpoint whose secret could not be stored would only send events that are refused. */
  private Future<Void> undo(StripeGateway gateway, Registered done, Throwable failure) {
    if (done.secret().isEmpty()) {
      return Future.failedFuture(failure);
    }
    return threads
        .run(() -> remove(gateway, done.endpoint().id()))
        .transform(removed -> Future.failedFuture(failure));
  }

  private static boolean removeObsolete(StripeGateway gateway, Registered done) {
    return done.obsolete().stream().filter(id -> !remove(gateway, id)).count() == 0;
  }

  private static boolean remove(StripeGateway gateway, String endpointId) {
    try {
      gateway.deleteWebhookEndpoint(endpointId);
      return true;
    } catch (KaramonException e) {
      LOG.warn(
          "The webhook endpoint {} could not be removed from Stripe: {}",
          endpointId,
          e.getMessage());
      return false;
    }
  }
}
