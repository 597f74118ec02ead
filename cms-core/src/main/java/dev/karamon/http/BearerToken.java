package dev.karamon.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;

/** The token in a request's {@code Authorization} header. */
public final class BearerToken {
  private static final String SCHEME = "bearer ";

  private BearerToken() {}

  /** Empty when the header is absent or of another scheme. */
  public static Optional<String> of(HttpServerRequest request) {
    var header = request.getHeader("Authorization");
    return header != null && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
        ? Optional.of(header.substring(SCHEME.length()).strip())
        : Optional.empty();
  }
}
