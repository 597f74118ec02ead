package dev.karamon.stripe;

/** What ids of Stripe have in common. */
final class StripeIds {
  private static final int MAX_LENGTH = 255;

  private StripeIds() {}

  /** Refuses anything that cannot be an id of Stripe. */
  static void check(String id) {
    if (!isPlausible(id)) {
      throw new IllegalArgumentException(
          "is not an id of Stripe: letters, digits, _ . : - and at most 255 characters.");
    }
  }

  /** The same for ids that admins once chose: until 2018 Stripe took any text for them. */
  static void checkChosen(String id) {
    if (id.isEmpty() || id.length() > MAX_LENGTH || id.codePoints().anyMatch(StripeIds::isNoText)) {
      throw new IllegalArgumentException(
          "is not an id of Stripe: at most 255 characters, and no control characters.");
    }
  }

  private static boolean isPlausible(String id) {
    for (int i = 0; i < id.length(); i++) {
      if (!isPlausible(id.charAt(i))) {
        return false;
      }
    }
    return !id.isEmpty() && id.length() <= MAX_LENGTH;
  }

  private static boolean isPlausible(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_.:-".indexOf(c) >= 0;
  }

  /** Half a pair of surrogates cannot be stored either. */
  private static boolean isNoText(int c) {
    return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
  }
}
