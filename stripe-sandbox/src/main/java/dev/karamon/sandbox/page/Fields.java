package dev.karamon.sandbox.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of the form of a checkout, each with what is wrong with it beside it. */
final class Fields {
  private Fields() {}

  static Html email(CheckoutView.Typed typed, Optional<String> known) {
    var values = values("email", "E-mail", "email", "", typed);
    values.put("inputmode", "email");
    known.ifPresent(email -> values.put("value", email));
    known.ifPresent(_ -> values.put("readonly", Html.of("readonly", Map.of())));
    return Html.of("field", values);
  }

  static Html name(BuyerForm.Kind kind, CheckoutView.Typed typed) {
    return kind == BuyerForm.Kind.CARD
        ? of("name", "Name on card", "cc-name", "", typed)
        : of("name", "Name", "name", "", typed);
  }

  static Html instrument(BuyerForm.Kind kind, CheckoutView.Typed typed) {
    return switch (kind) {
      case CARD -> card(typed);
      case DEBIT -> of("iban", "IBAN", "off", "AT61 1904 3002 3457 3201", typed);
      case NOTHING -> Html.NOTHING;
    };
  }

  private static Html card(CheckoutView.Typed typed) {
    var number = digits("card_number", "Card number", "cc-number", "4242 4242 4242 4242", typed);
    var expiry = digits("expiry", "Expiry", "cc-exp", "MM / YY", typed);
    var cvc = digits("cvc", "CVC", "cc-csc", "123", typed);
    return Html.all(List.of(number, Html.of("pair", Map.of("left", expiry, "right", cvc))));
  }

  private static Html of(
      String name, String label, String autocomplete, String example, CheckoutView.Typed typed) {
    return Html.of("field", values(name, label, autocomplete, example, typed));
  }

  static Html promotion(CheckoutView.Typed typed) {
    var values = values("promotion_code", "Promotion code, if you have one", "off", "", typed);
    values.put("required", Html.NOTHING);
    return Html.of("field", values);
  }

  private static Html digits(
      String name, String label, String autocomplete, String example, CheckoutView.Typed typed) {
    var values = values(name, label, autocomplete, example, typed);
    values.put("inputmode", "numeric");
    return Html.of("field", values);
  }

  private static Map<String, Object> values(
      String name, String label, String autocomplete, String example, CheckoutView.Typed typed) {
    Map<String, Object> values = new HashMap<>();
    var problem = Optional.ofNullable(typed.problems().get(name));
    values.put("name", name);
    values.put("label", label);
    values.put("autocomplete", autocomplete);
    values.put("placeholder", example);
    values.put("inputmode", "text");
    values.put("value", Optional.ofNullable(typed.values().get(name)).orElse(""));
    values.put("readonly", Html.NOTHING);
    values.put("required", Html.of("required", Map.of()));
    values.put("invalid", problem.isPresent());
    values.put(
        "described",
        problem.map(_ -> Html.of("described", Map.of("name", name))).orElse(Html.NOTHING));
    values.put(
        "problem",
        problem
            .map(text -> Html.of("problem", Map.of("name", name, "text", text)))
            .orElse(Html.NOTHING));
    return values;
  }
}
