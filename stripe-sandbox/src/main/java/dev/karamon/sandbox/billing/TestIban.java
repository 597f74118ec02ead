package dev.karamon.sandbox.billing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A test account for SEPA Direct Debit and what becomes of a debit, which is not known at once.
 *
 * @param succeeds whether the money comes in the end
 * @param disputed whether the account's owner then reclaims it
 */
public record TestIban(String iban, boolean succeeds, boolean disputed) {
  private static final List<TestIban> ALL =
      List.of(
          good("AT611904300234573201"),
          good("AT321904300235473204"),
          good("DE89370400440532013000"),
          bad("AT861904300235473202"),
          bad("AT051904300235473205"),
          bad("DE62370400440532013001"),
          new TestIban("AT591904300235473203", true, true));

  /** The account with this number, spaces ignored. */
  public static Optional<TestIban> numbered(String iban) {
    var plain = iban.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    return ALL.stream().filter(it -> it.iban.equals(plain)).findFirst();
  }

  /** The last four characters. */
  public String last4() {
    return iban.substring(iban.length() - 4);
  }

  /** The country in two letters. */
  public String country() {
    return iban.substring(0, 2);
  }

  /** The bank's code within its country. */
  public String bankCode() {
    return iban.substring(4, country().equals("DE") ? 12 : 9);
  }

  private static TestIban good(String iban) {
    return new TestIban(iban, true, false);
  }

  private static TestIban bad(String iban) {
    return new TestIban(iban, false, false);
  }
}
