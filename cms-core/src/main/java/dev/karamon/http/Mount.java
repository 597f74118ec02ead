package dev.karamon.http;

import dev.karamon.error.KaramonException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** A part of the HTTP surface; put on the router of every event loop, so it keeps no state. */
@FunctionalInterface
public interface Mount {
  /** Adds its routes. */
  void on(Router router);

  /**
   * Answers a request whose URL is so broken or so long that no route is looked for, in the part's
   * own shape; false when it is none of its own, or the shape is the usual one.
   */
  default boolean refuse(RoutingContext context, KaramonException refusal) {
    return false;
  }

  /** Lets the pages that may call what is at this URL read an answer that no route gives. */
  default void letPagesRead(HttpServerRequest request) {}
}
