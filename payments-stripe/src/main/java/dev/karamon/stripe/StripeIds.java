package dev.karamon.stripe;

/** What every id of Stripe has in common; legacy plans have ids that admins once chose freely. */
final class StripeIds {
  private static final int MAX_LENGTH = 255;

  private StripeIds() {}

  static void check(String id) {
    if (!isPlausible(id)) {
      throw new IllegalArgumentException(
          "is not an id of Stripe: letters, digits, _ . : - and at most 255 characters.");
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
}
