package dev.karamon.http;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/** Refuses URLs with percent signs that encode nothing, before anything tries to read them. */
final class WellFormedUrls implements Handler<RoutingContext> {
  private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  @Override
  public void handle(RoutingContext context) {
    var uri = context.request().uri();
    var query = uri.indexOf('?');
    var path = query < 0 ? uri : uri.substring(0, query);
    if (isBroken(path)) {
      // No route can be found for it, not even one that would say this in its own shape.
      Problem.answer(context, refused());
    } else if (query >= 0 && isBroken(uri.substring(query))) {
      context.fail(refused());
    } else {
      context.next();
    }
  }

  private static boolean isBroken(String part) {
    return BROKEN.matcher(part).find();
  }

  private static KaramonException refused() {
    return new KaramonException(
        CommonError.INVALID_REQUEST,
        "The URL has a percent sign that is not part of an encoded character.");
  }
}
