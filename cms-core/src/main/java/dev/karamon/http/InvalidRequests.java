package dev.karamon.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** Answers requests whose head cannot be read, which no route gets to see; then hangs up. */
final class InvalidRequests implements Handler<HttpServerRequest> {
  private final SecurityHeaders security;
  private final List<Mount> mounts;

  InvalidRequests(SecurityHeaders security, List<Mount> mounts) {
    this.security = security;
    this.mounts = mounts;
  }

  @Override
  public void handle(HttpServerRequest request) {
    var response = request.response();
    var id = RequestIds.choose(request.getHeader(RequestIds.HEADER));
    response.putHeader(RequestIds.HEADER, id).putHeader("Connection", "close");
    security.set(response.headers());
    mounts.forEach(mount -> mount.letPagesRead(request));
    problem(request, id).end(response).onComplete(answered -> request.connection().close());
  }

  private static Problem problem(HttpServerRequest request, String id) {
    var cause = request.decoderResult().cause();
    if (cause instanceof TooLongHttpLineException) {
      return Problem.of(414, "uri_too_long", "The URL is too long.", id);
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return Problem.of(431, "headers_too_large", "The headers are too large.", id);
    }
    return Problem.of(400, "invalid_request", "The head of the request cannot be read.", id);
  }
}
