package dev.karamon.http;

import io.vertx.ext.web.Router;

/** A part of the HTTP surface; put on the router of every event loop, so it keeps no state. */
@FunctionalInterface
public interface Mount {
  /** Adds its routes. */
  void on(Router router);
}
