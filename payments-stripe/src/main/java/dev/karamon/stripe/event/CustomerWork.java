package dev.karamon.stripe.event;

import dev.karamon.stripe.event.meaning.EventHandlers;
import dev.karamon.stripe.event.meaning.EventMeaning;
import dev.karamon.stripe.event.meaning.StripeEventReader;
import dev.karamon.stripe.gateway.NotedMember;
import dev.karamon.stripe.gateway.StripeMetadata;
import dev.karamon.stripe.membership.Claim;
import dev.karamon.stripe.membership.CustomerReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The open events of one claimed customer, read.
 *
 * @param unreadable events whose handler failed, with what went wrong
 */
record CustomerWork(
    Claim claim,
    List<StoredEvent> events,
    List<Decisions.Open> open,
    Map<StoredEvent, Exception> unreadable) {

  static CustomerWork read(Claim claim, List<StoredEvent> events, EventHandlers handlers) {
    var open = new ArrayList<Decisions.Open>();
    var unreadable = new LinkedHashMap<StoredEvent, Exception>();
    for (var event : events) {
      try {
        var meaning = handlers.meaning(StripeEventReader.read(event.body().getBytes()));
        open.add(new Decisions.Open(event.id(), event.created(), meaning));
      } catch (RuntimeException e) {
        unreadable.put(event, e);
      }
    }
    return new CustomerWork(claim, List.copyOf(events), List.copyOf(open), unreadable);
  }

  /** The same customer with these events only. */
  CustomerWork limitedTo(List<Decisions.Open> some) {
    var ids = some.stream().map(Decisions.Open::id).collect(Collectors.toSet());
    return new CustomerWork(
        claim,
        events.stream().filter(event -> ids.contains(event.id())).toList(),
        List.copyOf(some),
        Map.of());
  }

  /** True when something is to be tried now. */
  boolean isDue(Instant now) {
    return claim.readRequest().isPresent()
        || events.isEmpty()
        || events.stream().anyMatch(event -> event.isDue(now));
  }

  /** The ids of the events that could be read. */
  List<String> readable() {
    return open.stream().map(Decisions.Open::id).toList();
  }

  /** The members tagged at Stripe on the objects the events are about. */
  List<NotedMember> notedMembers() {
    return open.stream().flatMap(event -> noted(event.meaning()).stream()).distinct().toList();
  }

  private static Optional<NotedMember> noted(EventMeaning meaning) {
    return switch (meaning) {
      case EventMeaning.CheckoutCompleted done ->
          StripeMetadata.memberIn(done.session().clientReferenceId(), done.session().metadata());
      case EventMeaning.SubscriptionChanged changed ->
          changed.payload().flatMap(state -> StripeMetadata.memberIn(state.metadata()));
      default -> Optional.empty();
    };
  }

  /**
   * True when the events are about something that Stripe has to know: about what a customer has, or
   * about a deleted customer of whom something that lives here was not found.
   */
  boolean needsMoreThan(CustomerReading reading) {
    var meanings = open.stream().map(Decisions.Open::meaning).toList();
    return meanings.stream().anyMatch(EventMeaning.CustomerDeleted.class::isInstance)
        ? reading.missesSome()
        : meanings.stream()
            .anyMatch(meaning ->
                meaning instanceof EventMeaning.SubscriptionChanged
                    || meaning instanceof EventMeaning.PaymentFailed
                    || meaning instanceof EventMeaning.CheckoutCompleted);
  }

  /** What the audit log names as the cause of what is read: the newest of the events. */
  String cause() {
    return open.stream()
        .max(Comparator.comparing(Decisions.Open::created))
        .map(newest -> cause(newest.id()))
        .or(() -> claim.readRequest().map(Claim.ReadRequest::cause))
        .orElse("events");
  }

  /** The cause recorded in the audit log for what an event changes. */
  static String cause(String event) {
    return "event " + event;
  }
}
