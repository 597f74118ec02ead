package dev.karamon.stripe.event;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.secret.SecretText;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.event.meaning.CheckoutCompletedHandler;
import dev.karamon.stripe.event.meaning.StripeEventReader;
import dev.karamon.stripe.settings.Integrations;
import dev.karamon.stripe.settings.StripeSettingsSnapshot;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes events in: signature, then inbox; what is answered with success is committed. */
public final class Webhooks {
  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
  private static final long AWAIT_MILLIS = 2_000;

  /** Stripe gives up on us a little later; what is stored after that still counts. */
  private static final long KEEP_MILLIS = TimeUnit.SECONDS.toMillis(12);

  private static final Duration RETRY = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final Integrations integrations;
  private final WebhookConfig config;
  private final Inbox inbox;
  private final AwaitedEvents awaited;
  private final Clock clock;

  Webhooks(
      Vertx vertx,
      Integrations integrations,
      WebhookConfig config,
      Inbox inbox,
      AwaitedEvents awaited,
      Clock clock) {
    this.vertx = vertx;
    this.integrations = integrations;
    this.config = config;
    this.inbox = inbox;
    this.awaited = awaited;
    this.clock = clock;
  }

  int maxBytes() {
    return config.maxBytes();
  }

  /** Stores an event whose signature is valid; anything else is refused and leaves no trace. */
  Future<Void> take(Optional<String> signature, Buffer body) {
    var now = clock.instant();
    var settings = integrations.current();
    var bytes = body.getBytes();
    var signedFor = verify(settings, signature, bytes, now);
    return inbox
        .judged(StripeEventReader.read(bytes), Optional.of(signedFor), settings, body, now)
        .recover(Webhooks::tryAgain)
        .compose(this::keepAndAwait);
  }

  private Future<EventStatus> keep(ReceivedEvent received) {
    return inTime(inbox.keep(received)).recover(Webhooks::tryAgain);
  }

  /** By a timer of this event loop: {@code timeout} would wake another thread for every event. */
  private <T> Future<T> inTime(Future<T> kept) {
    var inTime = Promise.<T>promise();
    var timer =
        vertx.setTimer(
            KEEP_MILLIS, late -> inTime.tryFail(new TimeoutException("It takes too long")));
    kept.onComplete(done -> {
      vertx.cancelTimer(timer);
      if (done.succeeded()) {
        inTime.tryComplete(done.result());
      } else {
        inTime.tryFail(done.cause());
      }
    });
    return inTime.future();
  }

  /** Whatever prevented the event from being stored, Stripe should send it again. */
  private static <T> Future<T> tryAgain(Throwable failure) {
    if (failure instanceof KaramonException) {
      return Future.failedFuture(failure);
    }
    LOG.error("An event could not be stored", failure);
    return Future.failedFuture(
        KaramonException.tryLater(
            CommonError.UNAVAILABLE, "The event could not be stored. Send it again later.", RETRY));
  }

  /** Stripe holds the buyer's redirect for this answer: access is there when the buyer returns. */
  private Future<Void> keepAndAwait(ReceivedEvent received) {
    if (!awaits(received.event())) {
      return keep(received).mapEmpty();
    }
    var applied = awaited.expect(received.event().id());
    return keep(received)
        .compose(kept -> inbox.isOpen(received.event().id()))
        .compose(open -> open ? applied.within(AWAIT_MILLIS) : Future.succeededFuture())
        .onComplete(done -> applied.forget());
  }

  private static boolean awaits(StoredEvent event) {
    return event.status() == EventStatus.PENDING
        && event.type().equals(CheckoutCompletedHandler.TYPE);
  }

  private StripeMode verify(
      StripeSettingsSnapshot settings, Optional<String> header, byte[] body, Instant now) {
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
    var result = WebhookSignature.verify(header, body, secrets, now, config.tolerance());
    return switch (result.verdict()) {
      case VALID -> modes.get(result.secret());
      case MALFORMED ->
          throw refused("The header Stripe-Signature is missing or not of the form t=…,v1=….");
      case OUT_OF_TIME ->
          throw refused("The signature is too old or from the future. Check the clocks.");
      case FORGED -> throw refused("The signature matches no configured webhook secret.");
    };
  }

  private static KaramonException refused(String message) {
    return new KaramonException(WebhookError.INVALID_SIGNATURE, message);
  }
}
