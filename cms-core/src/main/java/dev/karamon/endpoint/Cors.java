package dev.karamon.endpoint;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/** Which web pages of other origins may call an API. */
public record Cors(
    @Schema(description = "Origins such as https://shop.example, or * for all.")
        Optional<List<String>> allowOrigins,
    @Schema(description = "Request headers that pages may send, besides the standard ones.")
        Optional<List<String>> allowHeaders,
    @Schema(description = "Whether cookies are sent; needs exact origins.")
        Optional<Boolean> allowCredentials,
    @Schema(
            description = "How long browsers may cache the answer, in seconds.",
            minimum = "0",
            maximum = "86400")
        Optional<Integer> maxAge) {
  private static final int DEFAULT_MAX_AGE = 600;

  /** Nothing is allowed to other origins. */
  static final Cors NONE =
      new Cors(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** With every default written out. */
  Cors complete() {
    return new Cors(
        Optional.of(origins()),
        Optional.of(allowHeaders.orElse(List.of())),
        Optional.of(credentials()),
        Optional.of(maxAge.orElse(DEFAULT_MAX_AGE)));
  }

  List<String> origins() {
    return allowOrigins.orElse(List.of());
  }

  boolean credentials() {
    return allowCredentials.orElse(false);
  }

  boolean allows(String origin) {
    return origins().contains(origin) || (!credentials() && origins().contains("*"));
  }
}
