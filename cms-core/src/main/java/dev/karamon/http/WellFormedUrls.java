package dev.karamon.http;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Refuses URLs with percent signs that encode no text, before anything tries to read them. */
final class WellFormedUrls implements Handler<RoutingContext> {
  private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private final List<Mount> mounts;

  WellFormedUrls(List<Mount> mounts) {
    this.mounts = mounts;
  }

  @Override
  public void handle(RoutingContext context) {
    var uri = context.request().uri();
    if (uri.indexOf('%') < 0) {
      context.next();
      return;
    }
    var query = uri.indexOf('?');
    var path = query < 0 ? uri : uri.substring(0, query);
    var brokenPath = refusal(path);
    var brokenQuery =
        query < 0 ? Optional.<KaramonException>empty() : refusal(uri.substring(query));
    if (brokenPath.isPresent()) {
      // No route can be found for it, not even one that would say this in its own shape.
      if (mounts.stream().noneMatch(mount -> mount.refuse(context, brokenPath.get()))) {
        Problem.answer(context, brokenPath.get());
      }
    } else if (brokenQuery.isPresent()) {
      context.fail(brokenQuery.get());
    } else {
      context.next();
    }
  }

  private static Optional<KaramonException> refusal(String part) {
    if (BROKEN.matcher(part).find()) {
      return Optional.of(
          refused("The URL has a percent sign that is not part of an encoded character."));
    }
    return PercentEncoding.read(part).isPresent()
        ? Optional.empty()
        : Optional.of(refused("The URL encodes bytes that are not UTF-8 text."));
  }

  private static KaramonException refused(String why) {
    return new KaramonException(CommonError.INVALID_REQUEST, why);
  }
}
