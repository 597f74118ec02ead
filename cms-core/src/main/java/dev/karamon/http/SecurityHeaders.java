package dev.karamon.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/** Sets the security headers of every answer. */
final class SecurityHeaders implements Handler<RoutingContext> {
  private final boolean secure;

  SecurityHeaders(HttpConfig config) {
    this.secure = config.secure();
  }

  @Override
  public void handle(RoutingContext context) {
    set(context.response().headers());
    context.next();
  }

  void set(MultiMap headers) {
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "same-origin");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    // For answers that are no pages; pages say what they need instead.
    headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    if (secure) {
      headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
  }
}
