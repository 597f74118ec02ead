package dev.karamon.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gives every request an id: the caller's when it is sane, else a new one. */
public final class RequestIds implements Handler<RoutingContext> {
  static final String HEADER = "x-request-id";
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** The id of the request. */
  public static String of(RoutingContext context) {
    var id = context.<String>get(HEADER);
    return id == null ? "" : id;
  }

  @Override
  public void handle(RoutingContext context) {
    assign(context);
    context.next();
  }

  static String choose(@Nullable String given) {
    return given != null && SANE.matcher(given).matches() ? given : UUID.randomUUID().toString();
  }

  static void assign(RoutingContext context) {
    var id = choose(context.request().getHeader(HEADER));
    context.put(HEADER, id);
    context.response().putHeader(HEADER, id);
  }
}
