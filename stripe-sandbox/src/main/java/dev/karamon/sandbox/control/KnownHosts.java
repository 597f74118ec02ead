package dev.karamon.sandbox.control;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * Answers only under names that nobody can give to this machine from outside: a page whose own name
 * leads here would be of one origin with the sandbox. Containers know the machine as {@code
 * host.docker.internal} or {@code host.containers.internal}.
 */
public final class KnownHosts implements Handler<RoutingContext> {
  private static final Pattern KNOWN =
      Pattern.compile(
          "(localhost|\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]{2,45}]|host\\.(docker|containers)\\.internal)"
              + "(:\\d{1,5})?",
          Pattern.CASE_INSENSITIVE);

  @Override
  public void handle(RoutingContext context) {
    if (KNOWN.matcher(String.valueOf(context.request().authority())).matches()) {
      context.next();
      return;
    }
    context
        .response()
        .setStatusCode(400)
        .end(
            "The sandbox answers under an address, localhost, host.docker.internal and"
                + " host.containers.internal only.");
  }
}
