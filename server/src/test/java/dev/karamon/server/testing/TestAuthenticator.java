package dev.karamon.server.testing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app, written anew from RFC 4226 and 6238 to be compared with ours. */
public final class TestAuthenticator {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int STEP_SECONDS = 30;

  private final String secret;

  private TestAuthenticator(String secret) {
    this.secret = secret;
  }

  /** Reads what was answered when a second factor was begun. */
  public static TestAuthenticator of(Answer begun) {
    return sharing(begun.at("/secret").textValue());
  }

  /** Takes a secret that was typed in. */
  public static TestAuthenticator sharing(String secret) {
    return new TestAuthenticator(secret);
  }

  /** What it shares with the server. */
  public String secret() {
    return secret;
  }

  /** The present code; waits where the next step is close. */
  public String code() {
    while (Instant.now().getEpochSecond() % STEP_SECONDS > STEP_SECONDS - 5) {
      Patience.pause();
    }
    return code(step());
  }

  /** The code before the present one, which is still taken. */
  public String codeBefore() {
    code();
    return code(step() - 1);
  }

  /** A code of no time near. */
  public String wrongCode() {
    for (var step = step() + 10; ; step++) {
      var code = code(step);
      if (!code.equals(code(step() - 1))
          && !code.equals(code(step()))
          && !code.equals(code(step() + 1))) {
        return code;
      }
    }
  }

  private static long step() {
    return Instant.now().getEpochSecond() / STEP_SECONDS;
  }

  private String code(long step) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(bytes(), "HmacSHA1"));
      var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      var at = hash[19] & 0xf;
      var number =
          ((hash[at] & 0x7f) << 24)
              | ((hash[at + 1] & 0xff) << 16)
              | ((hash[at + 2] & 0xff) << 8)
              | (hash[at + 3] & 0xff);
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] bytes() {
    var bytes = new byte[secret.length() * 5 / 8];
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      var value = ALPHABET.indexOf(secret.charAt(bit / 5));
      if ((value >> (4 - bit % 5) & 1) == 1) {
        bytes[bit / 8] |= (byte) (0x80 >> bit % 8);
      }
    }
    return bytes;
  }
}
