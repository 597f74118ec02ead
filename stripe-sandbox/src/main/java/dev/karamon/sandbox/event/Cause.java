package dev.karamon.sandbox.event;

import java.util.Optional;

/** The API request that an event comes from; both empty when the sandbox acts by itself. */
public record Cause(Optional<String> requestId, Optional<String> idempotencyKey) {
  /** A hosted page, or the passing of time. */
  public static final Cause NONE = new Cause(Optional.empty(), Optional.empty());
}
