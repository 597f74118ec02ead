package dev.karamon.http;

import dev.karamon.error.CommonError;
import dev.karamon.error.ErrorKind;
import dev.karamon.error.KaramonException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that turns failures into statuses, and logs those that have no name. */
public final class Statuses {
  private static final Logger LOG = LoggerFactory.getLogger(Statuses.class);
  private static final Duration DEFAULT_RETRY = Duration.ofSeconds(5);

  private Statuses() {}

  /** The HTTP status of a kind of failure. */
  public static int of(ErrorKind kind) {
    return switch (kind) {
      case MALFORMED -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case METHOD_NOT_ALLOWED -> 405;
      case CONFLICT -> 409;
      case TOO_LARGE -> 413;
      case URI_TOO_LONG -> 414;
      case UNSUPPORTED_MEDIA_TYPE -> 415;
      case EXPECTATION_FAILED -> 417;
      case REFUSED -> 422;
      case RATE_LIMITED -> 429;
      case INTERNAL -> 500;
      case UNAVAILABLE -> 503;
    };
  }

  /** The named failure behind any failure; one without a name is logged here, once, and hidden. */
  public static KaramonException named(Throwable failure, RoutingContext context) {
    if (failure instanceof KaramonException named) {
      return named;
    }
    LOG.error(
        "Request {} {} {} failed",
        RequestIds.of(context),
        context.request().method(),
        context.request().path(),
        failure);
    return new KaramonException(
        CommonError.INTERNAL,
        "Something went wrong on our side. Report the request id " + RequestIds.of(context) + ".");
  }

  /** After how many whole seconds trying again may help. */
  public static long secondsToWait(KaramonException failure) {
    var wait = failure.retryAfter().orElse(DEFAULT_RETRY);
    return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
  }

  /** Sets the headers that go with a failure. */
  public static void headers(KaramonException failure, HttpServerResponse response) {
    var kind = failure.code().kind();
    if (kind == ErrorKind.UNAVAILABLE || kind == ErrorKind.RATE_LIMITED) {
      response.putHeader("Retry-After", Long.toString(secondsToWait(failure)));
    }
    if (kind == ErrorKind.TOO_LARGE || kind == ErrorKind.EXPECTATION_FAILED) {
      response.putHeader("Connection", "close");
    }
  }
}
