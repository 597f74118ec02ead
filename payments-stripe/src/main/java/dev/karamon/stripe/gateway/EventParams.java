package dev.karamon.stripe.gateway;

import com.stripe.param.EventListParams;
import java.time.Instant;

/** A query for events in the words of stripe-java. */
final class EventParams {
  private static final long PAGE = 100;
  private static final int MAX_TYPES = 20;

  private EventParams() {}

  static EventListParams of(EventQuery query) {
    var params = EventListParams.builder().setLimit(PAGE);
    query.since().map(EventParams::from).ifPresent(params::setCreated);
    query.startingAfter().ifPresent(params::setStartingAfter);
    if (query.undeliveredOnly()) {
      params.setDeliverySuccess(false);
    }
    // Stripe refuses more; then it returns all types, and most are ignored here.
    if (!query.types().isEmpty() && query.types().size() <= MAX_TYPES) {
      params.addAllType(query.types().stream().sorted().toList());
    }
    return params.build();
  }

  private static EventListParams.Created from(Instant since) {
    return EventListParams.Created.builder().setGte(since.getEpochSecond()).build();
  }
}
