package dev.karamon.endpoint;

import dev.karamon.http.Methods;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;

/** Tells browsers which pages may call an API. */
final class CorsGate {
  private static final List<String> USUAL_HEADERS =
      List.of("Content-Type", "Authorization", CallerGate.TOKEN_HEADER, "x-request-id");
  private static final String READABLE_HEADERS =
      "x-request-id, x-rcms-request-id, x-rcms-ratelimit-limit, x-rcms-ratelimit-remaining,"
          + " x-rcms-ratelimit-reset, Retry-After";

  private CorsGate() {}

  /** True for the question that a browser asks before the request itself. */
  static boolean isPreflight(HttpServerRequest request) {
    return request.method().equals(HttpMethod.OPTIONS)
        && request.getHeader("Origin") != null
        && request.getHeader("Access-Control-Request-Method") != null;
  }

  /** Sets the headers for the page that calls; none when its origin is not allowed. */
  static boolean allow(Cors cors, HttpServerRequest request) {
    var headers = request.response().headers();
    if (!headers.contains("Vary", "Origin", true)) {
      headers.add("Vary", "Origin");
    }
    var origin = request.getHeader("Origin");
    if (origin == null || !cors.allows(origin)) {
      return false;
    }
    headers.set("Access-Control-Allow-Origin", origin);
    headers.set("Access-Control-Expose-Headers", READABLE_HEADERS);
    if (cors.credentials()) {
      headers.set("Access-Control-Allow-Credentials", "true");
    }
    return true;
  }

  /** Answers the question before the request. */
  static void answerPreflight(Cors cors, List<HttpMethod> methods, HttpServerRequest request) {
    if (allow(cors, request)) {
      var allowed = new ArrayList<>(USUAL_HEADERS);
      allowed.addAll(cors.allowHeaders().orElse(List.of()));
      request
          .response()
          .putHeader("Access-Control-Allow-Methods", Methods.allow(methods))
          .putHeader("Access-Control-Allow-Headers", String.join(", ", allowed))
          .putHeader("Access-Control-Max-Age", Integer.toString(cors.maxAge().orElse(0)));
    }
    request.response().setStatusCode(204).end();
  }
}
