package dev.karamon.stripe.membership;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.karamon.error.CommonError;
import dev.karamon.error.FieldProblem;
import dev.karamon.error.KaramonException;
import dev.karamon.stripe.SubscriptionState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What becomes of the subscriptions of a member who is deleted. */
public enum Departure {
  REFUSE,
  CANCEL_NOW,
  CANCEL_AT_PERIOD_END;

  static final String PARAMETER = "subscriptions";

  /** The name on the wire. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What was chosen; to refuse when nothing was. */
  static Departure of(Optional<String> chosen) {
    return chosen
        .map(text ->
            Arrays.stream(values())
                .filter(each -> each.wire().equals(text))
                .findFirst()
                .orElseThrow(Departure::unknown))
        .orElse(REFUSE);
  }

  /** True when the member may go as far as this subscription is concerned. */
  boolean isDone(SubscriptionState state) {
    return SubscriptionState.isEnded(state.status())
        || (this == CANCEL_AT_PERIOD_END && state.isScheduledToCancel());
  }

  private static KaramonException unknown() {
    var known = Arrays.stream(values()).map(Departure::wire).collect(Collectors.joining(", "));
    return KaramonException.of(
        CommonError.INVALID_REQUEST,
        List.of(FieldProblem.invalid(PARAMETER, PARAMETER + " has to be one of " + known + ".")));
  }
}
