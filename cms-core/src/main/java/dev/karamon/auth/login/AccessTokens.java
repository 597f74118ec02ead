package dev.karamon.auth.login;

import dev.karamon.id.ApiId;
import dev.karamon.secret.MasterKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Short-lived signed tokens (HS256) that name a session; the session decides what they are worth.
 */
public final class AccessTokens {
  private static final String ALGORITHM = "HS256";

  private final JWTAuth jwt;
  private final Clock clock;

  public AccessTokens(Vertx vertx, MasterKey masterKey, Clock clock) {
    var key = masterKey.derive("member-access-tokens", "HmacSHA256");
    this.jwt =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                // Expiry is checked against our own clock below.
                .setJWTOptions(new JWTOptions().setIgnoreExpiration(true))
                .addPubSecKey(
                    new PubSecKeyOptions()
                        .setAlgorithm(ALGORITHM)
                        .setBuffer(Buffer.buffer(key.getEncoded()))));
    this.clock = clock;
  }

  /** A token as a front-end gets it; {@code expiresAt} in Unix seconds. */
  record Issued(String value, long expiresAt) {
    /** Without the token itself. */
    @Override
    public String toString() {
      return "Issued[" + expiresAt + "]";
    }
  }

  /** One that names a session. */
  Issued issue(ApiId api, UUID session, Instant expires) {
    return issue(api, new JsonObject().put("sid", session.toString()), expires);
  }

  /** An anonymous token. */
  Issued issueAnonymous(ApiId api, Instant expires) {
    return issue(api, new JsonObject().put("anonymous", true), expires);
  }

  private Issued issue(ApiId api, JsonObject claims, Instant expires) {
    var until = expires.getEpochSecond();
    claims.put("api", api.value()).put("exp", until).put("iat", clock.instant().getEpochSecond());
    return new Issued(jwt.generateToken(claims, new JWTOptions().setAlgorithm(ALGORITHM)), until);
  }

  /**
   * What a token of ours says.
   *
   * @param session the session it names; empty for an anonymous token
   * @param expired whether that is all it is still worth
   */
  record Named(Optional<UUID> session, boolean expired) {}

  /** What a token says; empty when it is forged or of another API. */
  Future<Optional<Named>> read(ApiId api, String token) {
    return jwt.authenticate(new TokenCredentials(token))
        .map(user -> read(api, user.attributes().getJsonObject("accessToken")))
        .otherwise(Optional.empty());
  }

  private Optional<Named> read(ApiId api, JsonObject claims) {
    if (claims.getLong("api", 0L) != api.value()) {
      return Optional.empty();
    }
    var expires = Instant.ofEpochSecond(claims.getLong("exp", 0L));
    return Optional.of(
        new Named(
            Optional.ofNullable(claims.getString("sid")).map(UUID::fromString),
            !clock.instant().isBefore(expires)));
  }
}
