package dev.karamon.stripe.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeparturesTest {
  private static final SubscriptionId ID = new SubscriptionId("sub_1");

  @ParameterizedTest
  @EnumSource(Departure.class)
  void who_may_still_be_charged_for_what_the_key_does_not_see_does_not_go(Departure chosen) {
    var live = List.of(state(StripeMode.LIVE, "active"));

    assertThat(Departures.charges(live, chosen, Set.of(ID)).orElseThrow())
        .contains("sub_1 (active, live mode)", "secret key of the account");
  }

  @Test
  void what_was_deleted_at_stripe_in_test_mode_keeps_nobody() {
    var test = List.of(state(StripeMode.TEST, "active"));

    assertThat(Departures.charges(test, Departure.CANCEL_NOW, Set.of(ID))).isEmpty();
    assertThat(Departures.charges(test, Departure.CANCEL_NOW, Set.of()).orElseThrow())
        .contains("still charged");
  }

  @Test
  void what_has_ended_keeps_nobody() {
    var ended = List.of(state(StripeMode.LIVE, "canceled"));

    assertThat(Departures.charges(ended, Departure.CANCEL_NOW, Set.of(ID))).isEmpty();
  }

  private static SubscriptionState state(StripeMode mode, String status) {
    return new SubscriptionState(
        ID,
        new CustomerId("cus_1"),
        mode,
        status,
        List.of(),
        true,
        false,
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH,
        Map.of(),
        Optional.empty(),
        false);
  }
}
