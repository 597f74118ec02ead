package dev.karamon.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A public key of a provider. It checks tokens of the algorithms that are its own and of no other,
 * so that nobody signs with the text of a public key as if it were a shared secret.
 */
final class ProviderKey {
  private static final Set<String> RSA =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");
  private static final Map<String, String> OF_CURVE =
      Map.of("P-256", "ES256", "P-384", "ES384", "P-521", "ES512");
  private static final int LEAST_RSA_BITS = 2_048;

  private final Vertx vertx;
  private final JsonNode jwk;
  private final Set<String> algorithms;
  private final Map<String, JWTAuth> checks = new ConcurrentHashMap<>();

  private ProviderKey(Vertx vertx, JsonNode jwk, Set<String> algorithms) {
    this.vertx = vertx;
    this.jwk = jwk;
    this.algorithms = algorithms;
  }

  /** Reads a key; empty when it is none that tokens may be signed with. */
  static Optional<ProviderKey> read(Vertx vertx, JsonNode jwk) {
    var algorithms =
        switch (jwk.path("kty").asText()) {
          case "RSA" -> isLongEnough(jwk.path("n").asText()) ? RSA : Set.<String>of();
          case "EC" ->
              Optional.ofNullable(OF_CURVE.get(jwk.path("crv").asText()))
                  .map(Set::of)
                  .orElse(Set.of());
          default -> Set.<String>of();
        };
    var own = jwk.path("alg").asText("");
    var named = own.isEmpty() ? algorithms : intersection(algorithms, own);
    var signs = !jwk.has("use") || jwk.path("use").asText().equals("sig");
    return signs && !named.isEmpty()
        ? Optional.of(new ProviderKey(vertx, jwk, named))
        : Optional.empty();
  }

  /** Whether a token of this header may be signed with it. */
  boolean fits(Optional<String> kid, String algorithm) {
    return algorithms.contains(algorithm)
        && (kid.isEmpty() || kid.get().equals(jwk.path("kid").asText()));
  }

  /** Succeeds with the claims when the signature is right. */
  Future<JsonNode> check(String algorithm, String token) {
    // A key that cannot be used fails here, too.
    return Future.succeededFuture(algorithm)
        .map(named -> checks.computeIfAbsent(named, this::checks))
        .compose(auth -> auth.authenticate(new TokenCredentials(token)))
        .map(user -> Json.read(user.attributes().getJsonObject("accessToken").encode()));
  }

  private JWTAuth checks(String algorithm) {
    return JWTAuth.create(
        vertx,
        new JWTAuthOptions()
            // Times are checked by our own clock.
            .setJWTOptions(new JWTOptions().setIgnoreExpiration(true))
            .addJwk(new JsonObject(jwk.toString()).put("alg", algorithm)));
  }

  private static Set<String> intersection(Set<String> algorithms, String own) {
    return algorithms.contains(own) ? Set.of(own) : Set.of();
  }

  private static boolean isLongEnough(String modulus) {
    try {
      var bytes = Base64.getUrlDecoder().decode(modulus);
      return new BigInteger(1, bytes).bitLength() >= LEAST_RSA_BITS;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
