package dev.karamon.sandbox.page;

import dev.karamon.sandbox.billing.Checkouts;
import dev.karamon.sandbox.billing.Instrument;
import dev.karamon.sandbox.billing.Payments;
import dev.karamon.sandbox.billing.TestCard;
import dev.karamon.sandbox.billing.TestIban;
import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a buyer typed, and what is wrong with it by field. */
record BuyerForm(
    Optional<Instrument> instrument, String name, String email, Map<String, String> problems) {

  private static final Pattern EXPIRY = Pattern.compile("(\\d{1,2})\\s*/?\\s*(?:20)?(\\d{2})");
  private static final YearMonth NONE = YearMonth.of(1970, 1);
  private static final int MAX_TEXT = 200;

  /** With what the form lets the buyer pay. */
  enum Kind {
    CARD,
    DEBIT,
    NOTHING
  }

  static BuyerForm read(Kind kind, MultiMap form, Optional<String> knownEmail, Instant now) {
    Map<String, String> problems = new LinkedHashMap<>();
    var email = knownEmail.orElseGet(() -> text(form, "email"));
    if (!email.matches("[^@\\s]+@[^@\\s]+\\.?[^@\\s]*")) {
      problems.put("email", "Enter your e-mail address, such as name@example.com.");
    }
    Optional<Instrument> instrument =
        switch (kind) {
          case CARD -> card(form, problems, now);
          case DEBIT -> debit(form, problems);
          case NOTHING -> Optional.of(new Instrument.Nothing());
        };
    var name = text(form, "name");
    if (name.isEmpty()) {
      problems.put(
          "name", kind == Kind.CARD ? "Enter the name on the card." : "Enter your full name.");
    }
    return new BuyerForm(instrument, name, email, problems);
  }

  private static Optional<Instrument> card(
      MultiMap form, Map<String, String> problems, Instant now) {
    var card = TestCard.numbered(text(form, "card_number"));
    if (card.isEmpty()) {
      problems.put(
          "card_number",
          "This is not one of the test cards below. The sandbox never takes a real card.");
    }
    var expiry = expiry(text(form, "expiry"));
    if (expiry.isBefore(YearMonth.from(now.atZone(ZoneOffset.UTC)))) {
      problems.put("expiry", "Enter a month and year in the future, such as 12 / 34.");
    }
    if (!text(form, "cvc").matches("\\d{3,4}")) {
      problems.put("cvc", "Enter any three or four digits.");
    }
    return card.map(it -> new Instrument.Card(it, expiry.getMonthValue(), expiry.getYear()));
  }

  private static Optional<Instrument> debit(MultiMap form, Map<String, String> problems) {
    var account = TestIban.numbered(text(form, "iban"));
    if (account.isEmpty()) {
      problems.put(
          "iban", "This is not one of the test IBANs. The sandbox never takes a real account.");
    }
    return account.map(Instrument.Debit::new);
  }

  /** The buyer, if nothing is wrong with the form. */
  Checkouts.Buyer buyer() {
    return new Checkouts.Buyer(instrument.orElseThrow(), name, email, Payments.Customer.PRESENT);
  }

  private static String text(MultiMap form, String name) {
    var value = Optional.ofNullable(form.get(name)).orElse("").strip();
    return value.substring(0, Math.min(value.length(), MAX_TEXT));
  }

  private static YearMonth expiry(String text) {
    var matcher = EXPIRY.matcher(text);
    if (!matcher.matches()) {
      return NONE;
    }
    try {
      return YearMonth.of(
          2000 + Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1)));
    } catch (DateTimeException e) {
      return NONE;
    }
  }
}
