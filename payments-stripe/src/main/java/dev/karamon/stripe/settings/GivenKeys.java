package dev.karamon.stripe.settings;

import dev.karamon.error.Problems;
import dev.karamon.secret.SecretText;
import dev.karamon.stripe.StripeMode;
import java.util.Locale;
import java.util.Optional;

/** The keys of a draft, trimmed and checked. */
record GivenKeys(
    Optional<String> publishableKey,
    Optional<SecretText> secretKey,
    Optional<SecretText> webhookSecret) {
  /** Reads the keys; what is wrong with them is added to the problems, and left out here. */
  static GivenKeys read(ModeDraft draft, StripeMode mode, Problems problems) {
    return new GivenKeys(
        checked(KeyShape.PUBLISHABLE_KEY, draft.publishableKey(), mode, problems),
        checked(KeyShape.SECRET_KEY, draft.secretKey(), mode, problems).map(SecretText::new),
        checked(KeyShape.WEBHOOK_SECRET, draft.webhookSecret(), mode, problems)
            .map(SecretText::new));
  }

  private static Optional<String> checked(
      KeyShape shape, Optional<String> given, StripeMode mode, Problems problems) {
    var field = shape.name().toLowerCase(Locale.ROOT);
    var key = given.map(String::strip);
    var problem = key.flatMap(text -> shape.problem(text, mode));
    problem.ifPresent(text -> problems.invalid(field, field + " " + text));
    return problem.isPresent() ? Optional.empty() : key;
  }
}
