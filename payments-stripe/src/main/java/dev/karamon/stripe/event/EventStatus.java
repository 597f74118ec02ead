package dev.karamon.stripe.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What has become of an event. */
public enum EventStatus {
  /** Waits for a worker. */
  PENDING,
  /** Has been applied, or what is known was newer. */
  DONE,
  /** Not relevant here; the reason says why. */
  IGNORED,
  /** Its customer is not linked to a member yet. */
  PARKED,
  /** Could not be applied yet; will be retried. */
  FAILED,
  /** Could not be applied; waits for an admin. */
  DEAD;

  /** The name on the wire and in the database. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static EventStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
