package dev.karamon.admin;

import dev.karamon.actor.Actor;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

/** Knows who calls the admin API. */
public interface AdminGate {
  /** The caller; fails with {@code UNAUTHENTICATED} when nobody is signed in. */
  Future<Actor> identify(HttpServerRequest request);

  /** The anonymous actor of open routes; fails when a page of another origin makes a change. */
  Future<Actor> visitor(HttpServerRequest request);
}
