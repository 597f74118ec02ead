package dev.karamon.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.sandbox.error.StripeError;

/** What the API answers. */
record Answer(int status, JsonNode body, boolean replayed) {

  static Answer of(StripeError refusal) {
    return new Answer(refusal.status(), refusal.body(), false);
  }
}
