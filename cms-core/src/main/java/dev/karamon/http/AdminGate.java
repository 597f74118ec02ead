package dev.karamon.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

/** Knows who calls the admin API. */
public interface AdminGate {
  /** The caller; fails with {@code UNAUTHENTICATED} when nobody is known. */
  Future<Actor> identify(HttpServerRequest request);

  /** Nobody, where nobody needs to be known; fails when a page of another origin acts. */
  Future<Actor> visitor(HttpServerRequest request);
}
