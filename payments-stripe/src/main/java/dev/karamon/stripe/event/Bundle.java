package dev.karamon.stripe.event;

import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The bodies of events that are stored together, one after the other and packed as one: events
 * resemble each other, so that many take little more time and room than one. Large bodies are not
 * among them, as whoever reads one of a bundle unpacks all of it.
 */
final class Bundle {
  private static final int LARGEST_BODY = 16 * 1024;

  /** One without events. */
  static final Bundle NONE = new Bundle(List.of());

  /** Where a body lies among the unpacked bytes. */
  record Place(int offset, int length) {}

  private final UUID id = UUID.randomUUID();
  private final List<StoredEvent> events;
  private final Map<String, Place> places = new HashMap<>();

  private Bundle(List<StoredEvent> events) {
    this.events = events;
    var offset = 0;
    for (var event : events) {
      var length = event.body().length();
      places.put(event.id(), new Place(offset, length));
      offset += length;
    }
  }

  /** A bundle for events that are stored together; of several, as one alone gains nothing. */
  static Bundle of(List<StoredEvent> events) {
    var small = events.stream().filter(event -> event.body().length() <= LARGEST_BODY).toList();
    return small.size() > 1 ? new Bundle(small) : NONE;
  }

  UUID id() {
    return id;
  }

  /** Where the body of an event lies, if it is in here. */
  Optional<Place> place(StoredEvent event) {
    return Optional.ofNullable(places.get(event.id()));
  }

  /** As the database keeps it. */
  Buffer stored() {
    var bodies = Buffer.buffer();
    events.forEach(event -> bodies.appendBuffer(event.body()));
    return PackedBody.of(bodies.getBytes()).stored();
  }
}
