package dev.karamon.stripe.event;

import dev.karamon.wire.Wire;

/** What has become of an event. */
public enum EventStatus implements Wire {
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
  DEAD
}
