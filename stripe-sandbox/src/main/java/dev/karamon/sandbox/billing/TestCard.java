package dev.karamon.sandbox.billing;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A test card and what it does.
 *
 * @param declinedNow why a payment fails while the customer is present, if it does
 * @param declinedLater why a later charge without the customer fails, if it does
 * @param authenticates whether the customer is asked for 3-D Secure
 * @param disputed whether the owner disputes every charge as fraudulent
 */
public record TestCard(
    String number,
    String brand,
    Optional<Decline> declinedNow,
    Optional<Decline> declinedLater,
    boolean authenticates,
    boolean disputed) {

  /** Why a card is refused. */
  public record Decline(String code, Optional<String> declineCode, String message) {
    boolean forAuthentication() {
      return code.equals("authentication_required");
    }
  }

  private static final Decline GENERIC = declined("generic_decline");

  private static final List<TestCard> ALL =
      List.of(
          good("4242424242424242", "visa"),
          good("4000056655665556", "visa"),
          good("5555555555554444", "mastercard"),
          good("378282246310005", "amex"),
          good("3566002020360505", "jcb"),
          bad("4000000000000002", GENERIC),
          bad("4000000000009995", declined("insufficient_funds")),
          bad("4000000000009987", declined("lost_card")),
          bad("4000000000009979", declined("stolen_card")),
          bad(
              "4000000000000069",
              new Decline("expired_card", Optional.empty(), "Your card has expired.")),
          bad(
              "4000000000000127",
              new Decline(
                  "incorrect_cvc", Optional.empty(), "Your card's security code is incorrect.")),
          bad(
              "4000000000000119",
              new Decline(
                  "processing_error",
                  Optional.empty(),
                  "An error occurred while processing your card. Try again in a little bit.")),
          new TestCard(
              "4000000000000341", "visa", Optional.empty(), Optional.of(GENERIC), false, false),
          new TestCard("4000002500003155", "visa", Optional.empty(), Optional.empty(), true, false),
          new TestCard("4000000000000259", "visa", Optional.empty(), Optional.empty(), false, true),
          new TestCard(
              "4000002760003184",
              "visa",
              Optional.empty(),
              Optional.of(authenticationRequired()),
              true,
              false));

  /** Stripe's ready-made payment methods and the card behind each. */
  private static final Map<String, String> TOKENS =
      Map.ofEntries(
          Map.entry("pm_card_visa", "4242424242424242"),
          Map.entry("pm_card_visa_debit", "4000056655665556"),
          Map.entry("pm_card_mastercard", "5555555555554444"),
          Map.entry("pm_card_amex", "378282246310005"),
          Map.entry("pm_card_jcb", "3566002020360505"),
          Map.entry("pm_card_chargeDeclined", "4000000000000002"),
          Map.entry("pm_card_visa_chargeDeclined", "4000000000000002"),
          Map.entry("pm_card_chargeDeclinedInsufficientFunds", "4000000000009995"),
          Map.entry("pm_card_visa_chargeDeclinedInsufficientFunds", "4000000000009995"),
          Map.entry("pm_card_chargeDeclinedExpiredCard", "4000000000000069"),
          Map.entry("pm_card_chargeDeclinedProcessingError", "4000000000000119"),
          Map.entry("pm_card_chargeCustomerFail", "4000000000000341"),
          Map.entry("pm_card_createDispute", "4000000000000259"),
          Map.entry("pm_card_threeDSecure2Required", "4000002760003184"),
          Map.entry("pm_card_authenticationRequired", "4000002760003184"),
          Map.entry("pm_card_authenticationRequiredOnSetup", "4000002500003155"));

  /** The card with this number, spaces ignored. */
  public static Optional<TestCard> numbered(String number) {
    var digits = number.replaceAll("[\\s-]", "");
    return ALL.stream().filter(card -> card.number.equals(digits)).findFirst();
  }

  /** The card behind one of Stripe's ready-made payment methods, such as {@code pm_card_visa}. */
  public static Optional<TestCard> behind(String token) {
    return Optional.ofNullable(TOKENS.get(token)).flatMap(TestCard::numbered);
  }

  /** The last four digits. */
  public String last4() {
    return number.substring(number.length() - 4);
  }

  private static TestCard good(String number, String brand) {
    return new TestCard(number, brand, Optional.empty(), Optional.empty(), false, false);
  }

  private static TestCard bad(String number, Decline decline) {
    return new TestCard(number, "visa", Optional.of(decline), Optional.of(decline), false, false);
  }

  private static Decline declined(String code) {
    var message =
        code.equals("insufficient_funds")
            ? "Your card has insufficient funds."
            : "Your card was declined.";
    return new Decline("card_declined", Optional.of(code), message);
  }

  private static Decline authenticationRequired() {
    return new Decline(
        "authentication_required",
        Optional.of("authentication_required"),
        "Your card was declined. This transaction requires authentication.");
  }
}
