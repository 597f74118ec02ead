package dev.karamon.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.json.Json;
import dev.karamon.secret.SecretText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "old_password",
        "password_hash",
        "secret",
        "secret_key",
        "webhook_secret",
        "token",
        "recovery_codes",
        "cookie"
      })
  void a_secret_is_known_by_its_name(String name) {
    assertThat(masked(Map.of(name, "hunter22"))).doesNotContain("hunter22").contains("[hidden]");
    assertThat(masked(Map.of("settings", List.of(Map.of(name, "hunter22")))))
        .doesNotContain("hunter22");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk_test_51abcdefgh",
        "rk_live_51abcdefgh",
        "whsec_abcdefgh12",
        "kat_abcdefgh-_12",
        "kas_abcdefgh",
        "kgt_abcdefgh",
        "krt_abcdefgh",
        "kms_abcdefgh",
        "kst_abcdefgh",
        "setup_abcdefgh"
      })
  void a_secret_is_known_by_its_look(String secret) {
    assertThat(masked(Map.of("note", "it is " + secret + " of mine")))
        .doesNotContain(secret)
        .contains("it is [hidden] of mine");
  }

  @Test
  void a_secret_text_never_becomes_json() {
    assertThat(Json.text(Map.of("x", new SecretText("hunter22")))).doesNotContain("hunter22");
  }

  @Test
  void everything_else_stays() {
    var harmless =
        Map.of(
            "publishable_key",
            "pk_test_51abcdefgh",
            "secret_key_hint",
            "…abcd",
            "access_token_lifespan",
            900,
            "second_factor",
            true,
            "groups",
            List.of(1, 2));
    assertThat(Masked.of(Json.tree(harmless))).isEqualTo(Json.tree(harmless));
  }

  private static String masked(Object value) {
    return Masked.of(Json.tree(value)).toString();
  }
}
