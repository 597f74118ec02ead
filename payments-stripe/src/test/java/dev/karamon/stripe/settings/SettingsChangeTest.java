package dev.karamon.stripe.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.secret.SecretText;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.gateway.KeyCheck;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsChangeTest {
  private static final StripeSettings BEFORE =
      Samples.settings(true, Optional.of(KeyCheck.State.OK), List.of());
  private static final ModeDraft NOTHING =
      new ModeDraft(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  @Test
  void what_is_left_out_stays() {
    var after = change(NOTHING, Optional.empty(), Optional.empty()).applyTo(BEFORE, Samples.NOW);

    assertThat(after).usingRecursiveComparison().ignoringFields("version").isEqualTo(BEFORE);
    assertThat(after.version()).isEqualTo(BEFORE.version() + 1);
  }

  @Test
  void a_new_key_forgets_the_account_of_the_old_one_unless_stripe_names_one() {
    var key = Optional.of(new SecretText("rk_test_another_key_0123"));

    var untold =
        change(NOTHING, key, Optional.of(check(Optional.empty()))).applyTo(BEFORE, Samples.NOW);
    var told =
        change(NOTHING, key, Optional.of(check(Optional.of("acct_2"))))
            .applyTo(BEFORE, Samples.NOW);

    assertThat(untold.accountId()).isEmpty();
    assertThat(told.accountId()).contains("acct_2");
    assertThat(told.secretKey())
        .contains(
            new StripeSettings.SecretKey(key.get(), Samples.NOW, StripeSettings.Origin.ADMIN));
    assertThat(told.lastCheck().orElseThrow().at()).isEqualTo(Samples.NOW);
  }

  @Test
  void the_same_key_again_keeps_its_date_and_its_account() {
    var after =
        change(NOTHING, Optional.of(Samples.KEY), Optional.of(check(Optional.empty())))
            .applyTo(BEFORE, Samples.NOW);

    assertThat(after.secretKey()).isEqualTo(BEFORE.secretKey());
    assertThat(after.accountId()).contains("acct_1");
  }

  @Test
  void enabling_keeps_the_key_that_is_there() {
    var off = Samples.settings(false, Optional.empty(), List.of());

    var after =
        change(ModeDraft.enabling(), Optional.empty(), Optional.empty()).applyTo(off, Samples.NOW);

    assertThat(after.enabled()).isTrue();
    assertThat(after.secretKey()).isEqualTo(off.secretKey());
  }

  @Test
  void a_stale_version_is_refused_and_the_present_one_is_not() {
    assertThat(change(version(4), Optional.empty(), Optional.empty()).applyTo(BEFORE, Samples.NOW))
        .isNotNull();
    var refused =
        catchThrowableOfType(
            KaramonException.class,
            () ->
                change(version(3), Optional.empty(), Optional.empty())
                    .applyTo(BEFORE, Samples.NOW));

    assertThat(refused.code()).isEqualTo(CommonError.VERSION_CONFLICT);
  }

  @Test
  void nothing_is_active_until_the_selected_mode_is_enabled() {
    var test = Samples.untouched(StripeMode.TEST);
    var live = Samples.untouched(StripeMode.LIVE);
    var none =
        new StripeSettingsSnapshot(
            1, StripeMode.TEST, java.util.Map.of(StripeMode.TEST, test, StripeMode.LIVE, live));
    var one =
        new StripeSettingsSnapshot(
            2, StripeMode.TEST, java.util.Map.of(StripeMode.TEST, BEFORE, StripeMode.LIVE, live));

    assertThat(none.active()).isEmpty();
    assertThat(one.active()).contains(StripeMode.TEST);
    assertThat(one.secretKey(StripeMode.TEST)).contains(Samples.KEY);
    assertThat(one.secretKey(StripeMode.LIVE)).isEmpty();
  }

  private static SettingsChange change(
      ModeDraft draft, Optional<SecretText> key, Optional<KeyCheck> check) {
    return new SettingsChange(
        draft,
        new GivenKeys(Optional.empty(), key, Optional.empty()),
        check,
        StripeSettings.Origin.ADMIN);
  }

  private static KeyCheck check(Optional<String> account) {
    return new KeyCheck(KeyCheck.State.OK, "fine", account, List.of());
  }

  private static ModeDraft version(int version) {
    return new ModeDraft(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(version));
  }
}
