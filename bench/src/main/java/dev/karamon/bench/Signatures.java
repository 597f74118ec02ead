package dev.karamon.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 as Stripe signs with it. */
final class Signatures {
  private static final String TIME = "t=";
  private static final String SIGNATURE = ",v1=";

  private Signatures() {}

  static Mac mac(String secret) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no HmacSHA256", e);
    }
  }

  /** Whether the secret made the one signature of the header. */
  static boolean isValid(Mac mac, String header, byte[] body) {
    var comma = header.indexOf(SIGNATURE);
    if (!header.startsWith(TIME) || comma < 0) {
      return false;
    }
    mac.update((header.substring(TIME.length(), comma) + ".").getBytes(US_ASCII));
    var expected = HexFormat.of().formatHex(mac.doFinal(body)).getBytes(US_ASCII);
    var given = header.substring(comma + SIGNATURE.length()).getBytes(US_ASCII);
    return MessageDigest.isEqual(expected, given);
  }
}
