package dev.karamon.stripe.event;

import dev.karamon.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stripe's signature of a webhook body: {@code t=<unix seconds>,v1=<hex>[,v1=…]}, HMAC-SHA256 of
 * the time, a dot and the raw body. Every {@code v1} is held against every secret.
 */
final class WebhookSignature {
  /** What was found. */
  enum Verdict {
    VALID,
    /** There is no header, or it is not of the form Stripe writes. */
    MALFORMED,
    /** The time lies further from now than is allowed, in either direction. */
    OUT_OF_TIME,
    /** No secret makes this signature. */
    FORGED
  }

  /** A verdict, and which of the secrets it was. */
  record Result(Verdict verdict, int secret) {
    static Result of(Verdict verdict) {
      return new Result(verdict, -1);
    }
  }

  private static final int MAX_HEADER = 4_096;
  private static final int MAX_SIGNATURES = 20;
  private static final Pattern TIME = Pattern.compile("[0-9]{1,11}");
  private static final int HEX_DIGITS = 64;

  private WebhookSignature() {}

  /** Judges the raw bytes; {@code VALID} only when a secret made one of the signatures. */
  static Result verify(
      Optional<String> header,
      byte[] body,
      List<SecretText> secrets,
      Instant now,
      Duration tolerance) {
    var parsed = header.flatMap(WebhookSignature::parse);
    if (parsed.isEmpty()) {
      return Result.of(Verdict.MALFORMED);
    }
    var match = -1;
    for (int i = 0; i < secrets.size(); i++) {
      var expected = sign(secrets.get(i), parsed.get().time(), body);
      for (var given : parsed.get().signatures()) {
        // No early exit: the time it takes must not reveal which secret was close.
        if (MessageDigest.isEqual(expected, given)) {
          match = i;
        }
      }
    }
    if (match < 0) {
      return Result.of(Verdict.FORGED);
    }
    var signedAt = Instant.ofEpochSecond(Long.parseLong(parsed.get().time()));
    var distance = Duration.between(signedAt, now).abs();
    return distance.compareTo(tolerance) > 0
        ? Result.of(Verdict.OUT_OF_TIME)
        : new Result(Verdict.VALID, match);
  }

  private record Parsed(String time, List<byte[]> signatures) {}

  private static Optional<Parsed> parse(String header) {
    if (header.length() > MAX_HEADER) {
      return Optional.empty();
    }
    var time = "";
    var signatures = new ArrayList<byte[]>();
    for (var part : header.split(",", -1)) {
      var equals = part.indexOf('=');
      var key = equals < 0 ? "" : part.substring(0, equals).strip();
      var value = equals < 0 ? "" : part.substring(equals + 1).strip();
      if (key.equals("t")) {
        if (!time.isEmpty() || !TIME.matcher(value).matches()) {
          return Optional.empty();
        }
        time = value;
      } else if (key.equals("v1") && isSignature(value)) {
        signatures.add(HexFormat.of().parseHex(value));
      }
    }
    return time.isEmpty() || signatures.isEmpty() || signatures.size() > MAX_SIGNATURES
        ? Optional.empty()
        : Optional.of(new Parsed(time, signatures));
  }

  private static boolean isSignature(String value) {
    return value.length() == HEX_DIGITS && value.chars().allMatch(HexFormat::isHexDigit);
  }

  private static byte[] sign(SecretText secret, String time, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update(time.getBytes(StandardCharsets.US_ASCII));
      mac.update((byte) '.');
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no HmacSHA256", e);
    }
  }
}
