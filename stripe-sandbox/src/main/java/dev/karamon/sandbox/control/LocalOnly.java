package dev.karamon.sandbox.control;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * Lets only a person or program of this machine in: a page of another site that is open in the same
 * browser could otherwise reach a server on loopback.
 */
public final class LocalOnly implements Handler<RoutingContext> {
  private static final Pattern HERE =
      Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?");

  @Override
  public void handle(RoutingContext context) {
    var request = context.request();
    var host = String.valueOf(request.authority());
    var origin = request.getHeader("Origin");
    var site = request.getHeader("Sec-Fetch-Site");
    var foreign =
        (origin != null && !origin.equals("http://" + host))
            || (site != null
                && !site.equals("same-origin")
                && !site.equals("none")
                && !request.method().name().equals("GET"));
    if (!HERE.matcher(host).matches() || foreign) {
      context
          .response()
          .setStatusCode(403)
          .end("The sandbox is controlled from this machine and its own pages only.");
    } else {
      context.next();
    }
  }
}
