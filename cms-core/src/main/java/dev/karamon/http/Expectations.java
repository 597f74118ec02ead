package dev.karamon.http;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses what clients expect of us before they send a body, unless it is to be told that we will
 * read it (RFC 9110, 10.1.1).
 */
final class Expectations implements Handler<RoutingContext> {
  private static final String HEADER = "Expect";
  private static final String CONTINUE = "100-continue";

  @Override
  public void handle(RoutingContext context) {
    var expected = context.request().getHeader(HEADER);
    if (expected == null || expected.strip().equalsIgnoreCase(CONTINUE)) {
      context.next();
      return;
    }
    context.fail(
        new KaramonException(
            CommonError.EXPECTATION_FAILED,
            "Of what the header Expect can say, only " + CONTINUE + " is met here."));
  }

  /** Tells a client that waits for it to send the body, which is going to be read. */
  static void meet(HttpServerRequest request) {
    if (request.getHeader(HEADER) != null
        && request.version() == HttpVersion.HTTP_1_1
        && !request.isEnded()) {
      request.response().writeContinue();
    }
  }
}
