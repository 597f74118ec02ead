package dev.karamon.sandbox.store;

import java.security.SecureRandom;

/** Fresh identifiers that look like Stripe's. */
public final class Ids {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** The prefix, an underscore and 24 random letters and digits. */
  public static String next(String prefix) {
    return prefix + "_" + letters(24);
  }

  /** Random letters and digits. */
  public static String letters(int count) {
    var text = new StringBuilder(count);
    for (var i = 0; i < count; i++) {
      text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
