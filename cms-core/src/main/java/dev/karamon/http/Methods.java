package dev.karamon.http;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Serves a path by method; another method is 405 with {@code Allow}. */
public final class Methods implements Handler<RoutingContext> {
  private final Map<HttpMethod, Handler<RoutingContext>> handlers;
  private final String allow;

  public Methods(Map<HttpMethod, Handler<RoutingContext>> handlers) {
    this.handlers = Map.copyOf(handlers);
    this.allow = allow(handlers.keySet());
  }

  /** A path that is only read. */
  public static Methods get(Handler<RoutingContext> handler) {
    return new Methods(Map.of(HttpMethod.GET, handler));
  }

  /** The value of {@code Allow} for these methods. */
  public static String allow(Iterable<HttpMethod> methods) {
    var names = new TreeSet<String>();
    for (var method : methods) {
      names.add(method.name());
      if (method.equals(HttpMethod.GET)) {
        names.add("HEAD");
      }
    }
    return names.stream().collect(Collectors.joining(", "));
  }

  @Override
  public void handle(RoutingContext context) {
    var method = context.request().method();
    var handler = handlers.get(method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method);
    if (handler != null) {
      handler.handle(context);
      return;
    }
    context.response().putHeader("Allow", allow);
    context.fail(
        new KaramonException(
            CommonError.METHOD_NOT_ALLOWED, method + " is not possible here; use " + allow + "."));
  }
}
