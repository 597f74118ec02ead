package dev.karamon.stripe.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.karamon.error.FieldProblem;
import dev.karamon.error.KaramonException;
import dev.karamon.json.Json;
import dev.karamon.json.RecordReader;
import dev.karamon.stripe.StripeMode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModeDraftTest {
  private static final RecordReader DRAFTS = RecordReader.of(ModeDraft.class);
  private static final RecordReader CHOICES = RecordReader.of(ActiveModeDraft.class);

  @Test
  void every_field_may_be_left_out() {
    var draft = DRAFTS.read(Json.object(), ModeDraft.class);

    assertThat(draft.status()).isEmpty();
    assertThat(draft.secretKey()).isEmpty();
  }

  @Test
  void it_is_read_as_it_stands_on_the_wire() {
    var draft =
        DRAFTS.read(
            Json.read("{\"status\":\"enabled\",\"secret_key\":\"sk_test_abc\",\"version\":3}"),
            ModeDraft.class);

    assertThat(draft.status()).contains(IntegrationStatus.ENABLED);
    assertThat(draft.secretKey()).contains("sk_test_abc");
    assertThat(draft.version()).isEqualTo(Optional.of(3));
  }

  @Test
  void unknown_fields_and_values_are_named_together() {
    var refused =
        catchThrowableOfType(
            KaramonException.class,
            () ->
                DRAFTS.read(
                    Json.read("{\"status\":\"on\",\"secret\":\"x\",\"publishable_key\":5}"),
                    ModeDraft.class));

    assertThat(refused.problems())
        .extracting(FieldProblem::field)
        .containsExactlyInAnyOrder("status", "secret", "publishable_key");
  }

  @Test
  void the_active_mode_is_test_or_live() {
    assertThat(
            CHOICES
                .read(Json.read("{\"active_mode\":\"live\"}"), ActiveModeDraft.class)
                .activeMode())
        .isEqualTo(StripeMode.LIVE);

    for (var body : new String[] {"{}", "{\"active_mode\":\"both\"}", "{\"active_mode\":null}"}) {
      var refused =
          catchThrowableOfType(
              KaramonException.class, () -> CHOICES.read(Json.read(body), ActiveModeDraft.class));
      assertThat(refused.problems()).extracting(FieldProblem::field).containsExactly("active_mode");
    }
  }

  @Test
  void its_text_shows_no_secret() {
    var draft = DRAFTS.read(Json.read("{\"secret_key\":\"sk_test_abc\"}"), ModeDraft.class);

    assertThat(draft.toString()).doesNotContain("sk_test");
  }
}
