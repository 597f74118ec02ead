package dev.karamon.stripe.event;

import dev.karamon.database.Database;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.event.meaning.CheckoutCompletedHandler;
import dev.karamon.stripe.event.meaning.EventHandlers;
import dev.karamon.stripe.event.meaning.EventMeaning;
import dev.karamon.stripe.event.meaning.StripeEvent;
import dev.karamon.stripe.gateway.CheckoutMode;
import dev.karamon.stripe.gateway.CheckoutPage;
import dev.karamon.stripe.membership.CustomerLinks;
import dev.karamon.stripe.settings.StripeSettingsSnapshot;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Classifies incoming events: whose they are, what they mean, and whether they are relevant here.
 */
final class ReceivedEvents {
  private static final Logger LOG = LoggerFactory.getLogger(ReceivedEvents.class);

  private static final String BOUGHT_AS_GUEST =
      "bought_as_guest: the buyer has no customer at Stripe, so that no member gets what was paid.";

  private final Database database;
  private final CustomerLinks links;
  private final EventHandlers handlers;

  ReceivedEvents(Database database, CustomerLinks links, EventHandlers handlers) {
    this.database = database;
    this.links = links;
    this.handlers = handlers;
  }

  /**
   * An event as it is to be stored.
   *
   * @param signedFor the mode whose secret signed it; empty when Stripe was asked for it
   */
  Future<ReceivedEvent> of(
      StripeEvent event,
      Optional<StripeMode> signedFor,
      StripeSettingsSnapshot settings,
      Buffer body,
      Instant now) {
    var ignored = whyIgnored(event, signedFor, settings);
    return customer(event, ignored.isEmpty())
        .map(customer -> {
          var reason =
              ignored.or(() ->
                  customer.isEmpty() ? Optional.of(withoutCustomer(event)) : Optional.empty());
          return received(stored(event, reason, customer, body, now), event);
        });
  }

  /** Which prices a guest has paid stands in no event, so that each is shown. */
  private static String withoutCustomer(StripeEvent event) {
    var isPurchase =
        event.type().equals(CheckoutCompletedHandler.TYPE)
            && CheckoutPage.read(event.object())
                .filter(session -> session.mode() == CheckoutMode.PAYMENT)
                .isPresent();
    return isPurchase ? BOUGHT_AS_GUEST : "It names no customer.";
  }

  private ReceivedEvent received(StoredEvent stored, StripeEvent event) {
    var meaning =
        stored.status() == EventStatus.PENDING
            ? meaning(event)
            : Optional.<EventMeaning>of(new EventMeaning.Nothing());
    var isDone =
        stored.status() == EventStatus.PENDING
            && meaning.filter(EventMeaning.Nothing.class::isInstance).isPresent();
    return new ReceivedEvent(isDone ? stored.done() : stored, meaning);
  }

  /**
   * A failing handler must not prevent the event from being stored; the workers report what is
   * wrong.
   */
  private Optional<EventMeaning> meaning(StripeEvent event) {
    try {
      return Optional.of(handlers.meaning(event));
    } catch (RuntimeException e) {
      LOG.debug("Event {} cannot be read", event.id(), e);
      return Optional.empty();
    }
  }

  /** A dispute names only the payment; whose it was is known here. */
  private Future<Optional<CustomerId>> customer(StripeEvent event, boolean counts) {
    return event.customer().isPresent() || event.payment().isEmpty() || !counts
        ? Future.succeededFuture(event.customer())
        : database.with(client -> links.ofPayment(client, event.payment().get()));
  }

  private static StoredEvent stored(
      StripeEvent event,
      Optional<String> ignored,
      Optional<CustomerId> customer,
      Buffer body,
      Instant now) {
    var open = ignored.isEmpty();
    return new StoredEvent(
        event.id(),
        event.type(),
        event.mode(),
        event.created(),
        now,
        open ? EventStatus.PENDING : EventStatus.IGNORED,
        ignored,
        0,
        open ? Optional.of(now) : Optional.empty(),
        customer,
        event.subscription(),
        body);
  }

  private Optional<String> whyIgnored(
      StripeEvent event, Optional<StripeMode> signedFor, StripeSettingsSnapshot settings) {
    if (event.isThin()) {
      return Optional.of("A thin event; only snapshot events are applied.");
    }
    if (signedFor.filter(mode -> mode != event.mode()).isPresent()) {
      return Optional.of("Signed with a secret of the other mode.");
    }
    var ours = settings.of(event.mode()).accountId();
    if (event.account().isPresent() && !event.account().equals(ours)) {
      return Optional.of("From another Stripe account.");
    }
    if (!handlers.take(event.type())) {
      return Optional.of("Events of this type are not used here.");
    }
    // Checked last: any other reason still holds after the mode is switched.
    return event.mode() == settings.selected()
        ? Optional.empty()
        : Optional.of(DormantEventStore.reason(event.mode()));
  }
}
