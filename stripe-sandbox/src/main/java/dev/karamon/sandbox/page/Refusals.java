package dev.karamon.sandbox.page;

import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What was wrong with the forms that were refused. Each refusal has an address of its own, to which
 * the browser is sent, so that a person can reload it and come back to it.
 */
final class Refusals<T> {
  private static final int MAX = 100;

  private final SequencedMap<String, T> kept = new LinkedHashMap<>();
  private long last;

  /** Sends the browser to the page of the form again, which is to say what was wrong. */
  void redirect(RoutingContext context, String page, T refusal) {
    if (kept.size() >= MAX) {
      kept.pollFirstEntry();
    }
    last++;
    var address = page + "?refused=" + last;
    kept.put(address, refusal);
    Pages.redirect(context, address);
  }

  /** What the page that is asked for has to say, if it is the address of a refusal. */
  Optional<T> at(RoutingContext context) {
    return Optional.ofNullable(kept.get(context.request().uri()));
  }
}
