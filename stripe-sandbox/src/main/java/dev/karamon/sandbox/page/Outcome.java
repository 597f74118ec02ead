package dev.karamon.sandbox.page;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** How a person wants a story to end: the value of the button that was pressed. */
record Outcome(String wanted) {
  static Outcome of(RoutingContext context) {
    return new Outcome(
        Optional.ofNullable(context.request().getFormAttribute("outcome")).orElse(""));
  }

  /** Whether it is the first of the two that are possible; anything else is refused. */
  boolean is(String first, String second) {
    if (!wanted.equals(first) && !wanted.equals(second)) {
      throw new IllegalArgumentException(
          "outcome must be %s or %s, not '%s'".formatted(first, second, wanted));
    }
    return wanted.equals(first);
  }
}
