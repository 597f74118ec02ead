package dev.karamon.http;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses URLs that are too long, or that have percent signs that encode no text, before anything
 * tries to read them.
 */
final class WellFormedUrls implements Handler<RoutingContext> {
  /** Of a longer first line nothing is read, so that nothing is known of who sent it. */
  static final int LONGEST_READ = 64 * 1024;

  private static final int LONGEST = 8 * 1024;
  private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private final List<Mount> mounts;

  WellFormedUrls(List<Mount> mounts) {
    this.mounts = mounts;
  }

  @Override
  public void handle(RoutingContext context) {
    var refusal = refusal(context.request().uri());
    if (refusal.isEmpty()) {
      context.next();
      return;
    }
    // No route can be found for it, not even one that would say this in its own shape.
    if (mounts.stream().noneMatch(mount -> mount.refuse(context, refusal.get()))) {
      Problem.answer(context, refusal.get());
    }
  }

  private static Optional<KaramonException> refusal(String url) {
    if (url.length() > LONGEST) {
      return Optional.of(
          new KaramonException(
              CommonError.URI_TOO_LONG, "The URL is longer than " + LONGEST + " characters."));
    }
    if (url.indexOf('%') < 0) {
      return Optional.empty();
    }
    if (BROKEN.matcher(url).find()) {
      return Optional.of(
          refused("The URL has a percent sign that is not part of an encoded character."));
    }
    return PercentEncoding.read(url).isPresent()
        ? Optional.empty()
        : Optional.of(refused("The URL encodes bytes that are not UTF-8 text."));
  }

  private static KaramonException refused(String why) {
    return new KaramonException(CommonError.INVALID_REQUEST, why);
  }
}
