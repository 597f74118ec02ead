package dev.karamon.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;

/** Reads the keys that a provider publishes. */
interface JwksGateway {
  /** The document; fails when it cannot be read. */
  Future<JsonNode> read(String url);
}
