package dev.karamon.stripe.settings;

import dev.karamon.stripe.StripeMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kinds of keys that Stripe issues, distinguished by their prefixes. */
enum KeyShape {
  PUBLISHABLE_KEY("publishable key"),
  SECRET_KEY("secret key"),
  WEBHOOK_SECRET("webhook secret");

  private static final Pattern REST = Pattern.compile("[A-Za-z0-9_+/=-]{3,255}");

  private final String called;

  KeyShape(String called) {
    this.called = called;
  }

  /** Why this cannot be a key of this kind and mode, to be put after the name of its field. */
  Optional<String> problem(String key, StripeMode mode) {
    if (key.isEmpty()) {
      return Optional.of("is empty; omit it to keep the stored one.");
    }
    if (key.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
      return Optional.of("contains a space or a line break; copy it again.");
    }
    var prefix = prefixes(mode).stream().filter(key::startsWith).findFirst();
    if (prefix.isEmpty()) {
      return Optional.of(foreign(key, mode));
    }
    return REST.matcher(key.substring(prefix.get().length())).matches()
        ? Optional.empty()
        : Optional.of("is truncated or contains characters that no key has; copy it again.");
  }

  private List<String> prefixes(StripeMode mode) {
    return switch (this) {
      case PUBLISHABLE_KEY -> List.of("pk_" + mode.wire() + "_");
      case SECRET_KEY -> List.of("sk_" + mode.wire() + "_", "rk_" + mode.wire() + "_");
      case WEBHOOK_SECRET -> List.of("whsec_");
    };
  }

  private String foreign(String key, StripeMode mode) {
    var expected = String.join(" or ", prefixes(mode));
    for (var other : StripeMode.values()) {
      for (var kind : values()) {
        if (kind.prefixes(other).stream().anyMatch(key::startsWith)) {
          return kind == this
              ? "belongs to %s mode; here it has to start with %s."
                  .formatted(other.wire(), expected)
              : "is a %s; here it has to start with %s.".formatted(kind.called, expected);
        }
      }
    }
    return "has to start with " + expected + ".";
  }
}
