package dev.karamon.stripe.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.gateway.KeyCheck;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionHealthTest {
  private static final List<WebhookSecret> LIVE = List.of(Samples.secret(1, Optional.empty()));
  private static final List<WebhookSecret> RETIRED =
      List.of(Samples.secret(1, Optional.of(Samples.NOW)));

  @ParameterizedTest
  @CsvSource(
      nullValues = "never",
      value = {
        "false, OK, true, DISABLED",
        "false, INVALID_KEY, false, DISABLED",
        "true, never, true, UNCHECKED",
        "true, INVALID_KEY, true, INVALID_KEY",
        "true, MISSING_PERMISSION, false, MISSING_PERMISSION",
        "true, UNREACHABLE, true, UNREACHABLE",
        "true, OK, false, NO_WEBHOOK_SECRET",
        "true, OK, true, OK"
      })
  void the_worst_that_is_known_is_shown(
      boolean enabled, KeyCheck.State check, boolean hasSecret, ConnectionHealth.State expected) {
    var settings =
        Samples.settings(enabled, Optional.ofNullable(check), hasSecret ? LIVE : RETIRED);

    var health = ConnectionHealth.of(settings, Samples.NOW);

    assertThat(health.state()).isEqualTo(expected);
    assertThat(health.message()).isNotBlank();
    assertThat(health.checkedAt().isPresent()).isEqualTo(check != null);
  }

  @Test
  void every_outcome_of_a_check_has_a_state() {
    for (var state : KeyCheck.State.values()) {
      assertThat(ConnectionHealth.State.of(state).name()).isEqualTo(state.name());
    }
  }

  @Test
  void a_key_that_could_not_be_checked_says_so() {
    var settings = Samples.settings(true, Optional.of(KeyCheck.State.UNREACHABLE), LIVE);

    assertThat(ConnectionHealth.of(settings, Samples.NOW).message())
        .isEqualTo("The secret key could not be checked: as Stripe said");
  }

  @Test
  void settings_that_nobody_touched_are_disabled() {
    assertThat(ConnectionHealth.of(Samples.untouched(StripeMode.LIVE), Samples.NOW).state())
        .isEqualTo(ConnectionHealth.State.DISABLED);
  }
}
