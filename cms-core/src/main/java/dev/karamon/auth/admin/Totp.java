package dev.karamon.auth.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time codes as defined by RFC 6238, with the parameters that authenticator apps
 * expect.
 */
final class Totp {
  static final int STEP_SECONDS = 30;
  static final int DIGITS = 6;

  // Clocks of phones go wrong, and people type slowly.
  private static final int STEPS_OFF = 1;

  private Totp() {}

  /** The code of a time step. */
  static String code(byte[] secret, long step, int digits) {
    var hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    var offset = hash[hash.length - 1] & 0xf;
    var truncated = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
    var code = Integer.toString(truncated % (int) Math.pow(10, digits));
    return "0".repeat(digits - code.length()) + code;
  }

  /** The time step that the code belongs to; empty when it is of none around this moment. */
  static OptionalLong step(byte[] secret, String code, Instant now) {
    var current = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
    var found = OptionalLong.empty();
    for (var step = current - STEPS_OFF; step <= current + STEPS_OFF; step++) {
      if (isEqual(code(secret, step, DIGITS), code)) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  private static boolean isEqual(String expected, String given) {
    return MessageDigest.isEqual(expected.getBytes(US_ASCII), given.getBytes(US_ASCII));
  }

  private static byte[] hmac(byte[] secret, byte[] message) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "RAW"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no HmacSHA1", e);
    }
  }
}
