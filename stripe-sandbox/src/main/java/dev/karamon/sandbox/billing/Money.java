package dev.karamon.sandbox.billing;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;

/** Amounts in a currency's smallest unit, as Stripe counts them. */
public final class Money {
  /** Currencies without decimals to which Stripe gives two. */
  private static final Set<String> TWO_DECIMALS_AT_STRIPE = Set.of("isk", "ugx");

  private Money() {}

  /** Whether there is such a currency; in lower case, as Stripe writes it. */
  public static boolean isCurrency(String code) {
    return code.equals(code.toLowerCase(Locale.ROOT))
        && Currency.getAvailableCurrencies().stream()
            .anyMatch(it -> it.getCurrencyCode().equalsIgnoreCase(code));
  }

  /** As a person reads it, such as {@code $15.00} or {@code ¥1,500}. */
  public static String format(long amount, String currency) {
    var unit = Currency.getInstance(currency.toUpperCase(Locale.ROOT));
    var digits =
        TWO_DECIMALS_AT_STRIPE.contains(currency)
            ? 2
            : Math.max(0, unit.getDefaultFractionDigits());
    var format = NumberFormat.getCurrencyInstance(Locale.US);
    format.setCurrency(unit);
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    return format.format(BigDecimal.valueOf(amount, digits));
  }
}
