package dev.karamon.http;

import dev.karamon.error.KaramonException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** A part of the HTTP surface; put on the router of every event loop, so it keeps no state. */
@FunctionalInterface
public interface Mount {
  /** Adds its routes. */
  void on(Router router);

  /**
   * Answers a request whose path is so broken that no route is found for it, in the part's own
   * shape; false when it is none of its own, or the shape is the usual one.
   */
  default boolean refuse(RoutingContext context, KaramonException refusal) {
    return false;
  }
}
