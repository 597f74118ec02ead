package dev.karamon.http;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.json.Text;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * While the public URL is on loopback, refuses changes by pages that were loaded from this server
 * under a name that somebody else may own (DNS rebinding): log-ins of a developer's machine are
 * often known to everybody. Who has a certificate for the name is a proxy that was set up.
 */
final class ReboundNames implements Handler<RoutingContext> {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final HttpConfig config;
  private final boolean onLoopback;

  ReboundNames(HttpConfig config) {
    this.config = config;
    this.onLoopback = HostName.isLoopback(config.publicUrl().getHost());
  }

  @Override
  public void handle(RoutingContext context) {
    var host = context.request().getHeader("Host");
    var origin = context.request().getHeader("Origin");
    if (!onLoopback
        || host == null
        || origin == null
        || SAFE.contains(context.request().method())
        || !origin.equals("http://" + host)
        || config.isOwnOrigin(origin, host)
        || HostName.isFixed(host)) {
      context.next();
      return;
    }
    context.fail(
        new KaramonException(
            CommonError.INVALID_REQUEST,
            "This server is "
                + config.url("")
                + ". To use it as "
                + Text.excerpt(origin)
                + ", start it with KARAMON_PUBLIC_URL="
                + Text.excerpt(origin)
                + "."));
  }
}
