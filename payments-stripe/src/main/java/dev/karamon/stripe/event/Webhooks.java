package dev.karamon.stripe.event;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.secret.SecretText;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.settings.Integrations;
import dev.karamon.stripe.settings.StripeSettingsSnapshot;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes events in: signature, then inbox; what is answered with success is committed. */
public final class Webhooks {
  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
  private static final long AWAIT_MILLIS = 2_000;
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final Integrations integrations;
  private final WebhookConfig config;
  private final EventHandlers handlers;
  private final EventIntake intake;
  private final EventWorker worker;
  private final AwaitedEvents awaited;
  private final Clock clock;

  Webhooks(
      Integrations integrations,
      WebhookConfig config,
      EventHandlers handlers,
      EventIntake intake,
      EventWorker worker,
      AwaitedEvents awaited,
      Clock clock) {
    this.integrations = integrations;
    this.config = config;
    this.handlers = handlers;
    this.intake = intake;
    this.worker = worker;
    this.awaited = awaited;
    this.clock = clock;
  }

  int maxBytes() {
    return config.maxBytes();
  }

  /** Keeps an event whose signature is right; anything else is refused and leaves no trace. */
  Future<Void> take(Optional<String> signature, Buffer body) {
    var now = clock.instant();
    var settings = integrations.current();
    var signedFor = verify(settings, signature, body, now);
    var event = StripeEventReader.read(body);
    var ignored = whyIgnored(event, signedFor, settings);
    var stored =
        new StoredEvent(
            event.id(),
            event.type(),
            event.mode(),
            event.created(),
            now,
            ignored.isPresent() ? EventStatus.IGNORED : EventStatus.PENDING,
            ignored,
            0,
            Optional.of(now),
            event.customer(),
            event.subscription(),
            body);
    return awaits(stored) ? keepAndAwait(stored) : keep(stored);
  }

  private Future<Void> keep(StoredEvent event) {
    return intake.keep(event).recover(Webhooks::tryAgain).onSuccess(kept -> worker.kick());
  }

  /** Whatever kept the event from being kept, Stripe is to send it again. */
  private static Future<Void> tryAgain(Throwable failure) {
    if (failure instanceof KaramonException) {
      return Future.failedFuture(failure);
    }
    LOG.error("An event could not be kept", failure);
    return Future.failedFuture(
        KaramonException.unavailable(
            CommonError.UNAVAILABLE, "The event could not be kept. Send it again later.", RETRY));
  }

  /** Stripe holds the buyer's redirect for this answer: access is there when the buyer returns. */
  private Future<Void> keepAndAwait(StoredEvent event) {
    var applied = awaited.expect(event.id());
    return keep(event)
        .onFailure(failure -> applied.forget())
        .compose(kept -> applied.within(AWAIT_MILLIS));
  }

  private static boolean awaits(StoredEvent event) {
    return event.status() == EventStatus.PENDING
        && event.type().equals(CheckoutCompletedHandler.TYPE);
  }

  private StripeMode verify(
      StripeSettingsSnapshot settings, Optional<String> header, Buffer body, Instant now) {
    var secrets = new ArrayList<SecretText>();
    var modes = new ArrayList<StripeMode>();
    for (var mode : StripeMode.values()) {
      for (var secret : settings.of(mode).liveWebhookSecrets(now)) {
        secrets.add(secret.secret());
        modes.add(mode);
      }
    }
    if (secrets.isEmpty()) {
      throw new KaramonException(
          WebhookError.NO_WEBHOOK_SECRET,
          "No webhook secret is configured, so no event can be trusted.");
    }
    var result = WebhookSignature.verify(header, body.getBytes(), secrets, now, config.tolerance());
    return switch (result.verdict()) {
      case VALID -> modes.get(result.secret());
      case MALFORMED ->
          throw refused("The header Stripe-Signature is missing or not of the form t=…,v1=….");
      case OUT_OF_TIME ->
          throw refused("The signature is too old, or from the future; check the clocks.");
      case FORGED -> throw refused("No configured webhook secret makes this signature.");
    };
  }

  private Optional<String> whyIgnored(
      StripeEvent event, StripeMode signedFor, StripeSettingsSnapshot settings) {
    return reasons(event, signedFor, settings).stream().findFirst();
  }

  private List<String> reasons(
      StripeEvent event, StripeMode signedFor, StripeSettingsSnapshot settings) {
    var reasons = new ArrayList<String>();
    if (event.type().startsWith("v2.")) {
      reasons.add("A thin event; only snapshot events are applied.");
    }
    if (event.mode() != signedFor) {
      reasons.add("Signed with a secret of the other mode.");
    }
    if (event.mode() != settings.selected()) {
      reasons.add("Of " + event.mode().wire() + " mode, which is not the active one.");
    }
    var ours = settings.of(event.mode()).accountId();
    if (event.account().isPresent() && !event.account().equals(ours)) {
      reasons.add("Of another account.");
    }
    if (handlers.of(event.type()).isEmpty()) {
      reasons.add("Nothing here depends on events of this type.");
    }
    if (event.customer().isEmpty()) {
      reasons.add("It names no customer.");
    }
    return reasons;
  }

  private static KaramonException refused(String message) {
    return new KaramonException(WebhookError.INVALID_SIGNATURE, message);
  }
}
