package dev.karamon.auth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RecoveryCodesTest {
  @Test
  void there_are_ten_that_differ() {
    var codes = RecoveryCodes.fresh();
    assertThat(codes).hasSize(10);
    assertThat(new HashSet<>(codes)).hasSize(10);
    assertThat(codes)
        .allSatisfy(code -> assertThat(code.reveal()).matches("([a-z2-7]{4}-){3}[a-z2-7]{4}"));
  }

  @Test
  void how_a_code_is_typed_does_not_matter() {
    var code = RecoveryCodes.fresh().getFirst().reveal();
    for (var typed :
        new String[] {
          code, " " + code + " ", code.toUpperCase(Locale.ROOT), code.replace("-", "")
        }) {
      assertThat(RecoveryCodes.looksLike(typed)).isTrue();
      assertThat(RecoveryCodes.hash(typed)).isEqualTo(RecoveryCodes.hash(code));
    }
  }

  @Test
  void a_code_of_an_app_is_no_recovery_code() {
    assertThat(RecoveryCodes.looksLike("123456")).isFalse();
    assertThat(RecoveryCodes.looksLike("")).isFalse();
  }
}
