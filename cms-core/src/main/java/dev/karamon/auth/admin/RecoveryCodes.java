package dev.karamon.auth.admin;

import dev.karamon.secret.OpaqueTokens;
import dev.karamon.secret.SecretText;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.util.encoders.Base32;

/** Codes for the day the phone is lost: random, each good for one sign-in, stored as hashes. */
final class RecoveryCodes {
  private static final int HOW_MANY = 10;
  private static final int BYTES = 10;
  private static final Pattern FORM = Pattern.compile("([a-z2-7]{4}-?){3}[a-z2-7]{4}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private RecoveryCodes() {}

  static List<SecretText> fresh() {
    return Stream.generate(RecoveryCodes::one).limit(HOW_MANY).toList();
  }

  static boolean looksLike(String code) {
    return FORM.matcher(code.strip().toLowerCase(Locale.ROOT)).matches();
  }

  /** What is stored: of a code however it was typed. */
  static byte[] hash(String code) {
    return OpaqueTokens.hash(code.strip().toLowerCase(Locale.ROOT).replace("-", ""));
  }

  private static SecretText one() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    var text = Base32.toBase32String(bytes).toLowerCase(Locale.ROOT);
    return new SecretText(text.replaceAll("(.{4})(?=.)", "$1-"));
  }
}
