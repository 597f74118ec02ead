package dev.karamon.stripe;

import java.util.regex.Pattern;

/** What every id of Stripe has in common; legacy plans have ids that admins once chose freely. */
final class StripeIds {
  private static final Pattern PLAUSIBLE = Pattern.compile("[A-Za-z0-9_.:-]{1,255}");

  private StripeIds() {}

  static void check(String id) {
    if (!PLAUSIBLE.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "is not an id of Stripe: letters, digits, _ . : - and at most 255 characters.");
    }
  }
}
