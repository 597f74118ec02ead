package dev.karamon.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Random bearer tokens of 256 bits, of which only the SHA-256 is ever stored. */
public final class OpaqueTokens {
  private static final SecureRandom RANDOM = new SecureRandom();

  private OpaqueTokens() {}

  /** A new token with a prefix that shows its kind. */
  public static SecretText issue(String prefix) {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new SecretText(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** What is stored of a token. */
  public static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no SHA-256", e);
    }
  }
}
