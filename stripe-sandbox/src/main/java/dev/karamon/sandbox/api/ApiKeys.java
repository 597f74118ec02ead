package dev.karamon.sandbox.api;

import dev.karamon.sandbox.error.StripeError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Accepts any well-formed test key, so that nothing has to be set up. */
final class ApiKeys {
  private static final Pattern TEST = Pattern.compile("(sk|rk)_test_[A-Za-z0-9_]{3,250}");
  private static final Pattern LIVE = Pattern.compile("(sk|rk|pk)_live_.*");
  private static final Pattern TO_BE_REFUSED = Pattern.compile("(sk|rk)_test_invalid.*");

  private ApiKeys() {}

  /** Refuses the call unless its Authorization header carries a test key. */
  static void check(@Nullable String authorization) {
    var key = key(authorization == null ? "" : authorization);
    if (key.isEmpty()) {
      throw StripeError.unauthorized(
          "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').");
    }
    if (key.startsWith("pk_test_")) {
      throw StripeError.unauthorized(
              "This API call cannot be made with a publishable API key. Please use a secret API key.")
          .with("code", "secret_key_required");
    }
    if (LIVE.matcher(key).matches()) {
      throw StripeError.unauthorized(
          "This is the bundled sandbox: it takes test keys only (sk_test_… or rk_test_…), and a live key should never be sent to it.");
    }
    if (!TEST.matcher(key).matches() || TO_BE_REFUSED.matcher(key).matches()) {
      throw StripeError.unauthorized("Invalid API Key provided: " + masked(key));
    }
  }

  private static String key(String authorization) {
    if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return authorization.substring(7).strip();
    }
    if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      try {
        var pair =
            new String(
                Base64.getDecoder().decode(authorization.substring(6).strip()),
                StandardCharsets.UTF_8);
        return pair.split(":", 2)[0];
      } catch (IllegalArgumentException e) {
        return "";
      }
    }
    return "";
  }

  private static String masked(String key) {
    var shown = Math.min(4, key.length());
    return key.substring(0, Math.min(8, key.length()))
        + "*".repeat(12)
        + key.substring(key.length() - shown);
  }
}
