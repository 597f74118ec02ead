package dev.karamon.stripe.settings;

import dev.karamon.admin.AdminCall;
import dev.karamon.error.KaramonException;
import dev.karamon.json.Text;
import dev.karamon.stripe.StripeMode;

/** The mode in the path of a call. */
public final class Modes {
  private Modes() {}

  /** The parameter {@code mode}; another word than the two is {@code NOT_FOUND}. */
  public static StripeMode of(AdminCall<?> call) {
    return switch (call.path("mode")) {
      case "test" -> StripeMode.TEST;
      case "live" -> StripeMode.LIVE;
      default -> throw KaramonException.notFound("The mode " + Text.excerpt(call.path("mode")));
    };
  }
}
