package dev.karamon.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.error.KaramonException;
import dev.karamon.json.Json;
import dev.karamon.json.Text;
import dev.karamon.member.EmailAddress;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks the tokens of providers: signature, issuer, audience, times. */
final class ProviderTokens {
  private static final Duration SKEW = Duration.ofMinutes(1);
  private static final int MAX_SUBJECT = 255;
  private static final Pattern SHAPE =
      Pattern.compile("([A-Za-z0-9_-]{1,2000})\\.[A-Za-z0-9_-]{1,12000}\\.[A-Za-z0-9_-]{1,2000}");

  private final ProviderKeys keys;
  private final Clock clock;

  ProviderTokens(ProviderKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * The person a token names.
   *
   * @param email only when the provider says that it has verified it
   */
  record Person(String issuer, String subject, Optional<EmailAddress> email, String name) {}

  /** The person a token names; empty when it is not valid here. */
  Future<Optional<Person>> read(IdentityProvider provider, String token) {
    var parts = SHAPE.matcher(token);
    if (!parts.matches()) {
      return Future.succeededFuture(Optional.empty());
    }
    var header = decode(parts.group(1));
    var algorithm = header.path("alg").asText();
    if (header.has("crit") || algorithm.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    var kid = Optional.of(header.path("kid")).filter(JsonNode::isTextual).map(JsonNode::textValue);
    return keys.find(provider.jwksUrl(), kid, algorithm)
        .compose(key ->
            key.map(found -> found.check(algorithm, token).map(Optional::of))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .otherwise(Optional.empty()))
        .map(claims -> claims.flatMap(checked -> person(provider, checked)));
  }

  private Optional<Person> person(IdentityProvider provider, JsonNode claims) {
    var subject = claims.path(provider.nameOfSubject());
    var fits =
        claims.path("iss").asText().equals(provider.issuer())
            && isFor(provider.audience(), claims.path("aud"))
            && isNow(claims)
            && subject.isTextual()
            && !subject.textValue().isBlank()
            && subject.textValue().length() <= MAX_SUBJECT
            && subject.textValue().indexOf('\0') < 0;
    return fits
        ? Optional.of(
            new Person(
                provider.issuer(),
                subject.textValue(),
                email(provider, claims),
                name(claims.path("name").asText())))
        : Optional.empty();
  }

  private boolean isNow(JsonNode claims) {
    var now = clock.instant();
    return claims.path("exp").isNumber()
        && now.minus(SKEW).isBefore(time(claims, "exp"))
        && (!claims.has("nbf") || !now.plus(SKEW).isBefore(time(claims, "nbf")))
        && (!claims.has("iat") || !now.plus(SKEW).isBefore(time(claims, "iat")));
  }

  /** Something that is not a time counts as not yet valid, or expired: neither is accepted. */
  private static Instant time(JsonNode claims, String name) {
    var seconds = claims.path(name).asLong(Long.MAX_VALUE);
    return Instant.ofEpochSecond(Math.clamp(seconds, 0, Instant.MAX.getEpochSecond()));
  }

  private static boolean isFor(String audience, JsonNode named) {
    if (named.isTextual()) {
      return named.textValue().equals(audience);
    }
    for (var one : named) {
      if (one.isTextual() && one.textValue().equals(audience)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<EmailAddress> email(IdentityProvider provider, JsonNode claims) {
    var verified = claims.path("email_verified");
    if (!verified.isBoolean() || !verified.booleanValue()) {
      return Optional.empty();
    }
    try {
      return Optional.of(EmailAddress.read("email", claims.path(provider.nameOfEmail()).asText()));
    } catch (KaramonException e) {
      return Optional.empty();
    }
  }

  private static String name(String claimed) {
    return Text.beginning(claimed.replaceAll("\\p{Cntrl}", " ").strip(), 200);
  }

  private static JsonNode decode(String part) {
    try {
      return Json.parse(Base64.getUrlDecoder().decode(part));
    } catch (IllegalArgumentException | KaramonException e) {
      return Json.object();
    }
  }
}
