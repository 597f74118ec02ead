package dev.karamon.stripe.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.error.FieldProblem;
import dev.karamon.error.Problems;
import dev.karamon.secret.SecretText;
import dev.karamon.stripe.StripeMode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GivenKeysTest {
  @Test
  void keys_are_trimmed() {
    var problems = new Problems();

    var given =
        GivenKeys.read(
            draft(" pk_test_abc\n", "\tsk_test_abc ", "whsec_abc\r\n"), StripeMode.TEST, problems);

    assertThat(problems.found()).isEmpty();
    assertThat(given)
        .isEqualTo(
            new GivenKeys(
                Optional.of("pk_test_abc"),
                Optional.of(new SecretText("sk_test_abc")),
                Optional.of(new SecretText("whsec_abc"))));
  }

  @Test
  void all_that_is_wrong_is_said_at_once_by_field_and_without_the_key() {
    var problems = new Problems();

    GivenKeys.read(draft("sk_test_abc", "sk_live_abcd", "whsec abc"), StripeMode.TEST, problems);

    assertThat(problems.found())
        .extracting(FieldProblem::field)
        .containsExactly("publishable_key", "secret_key", "webhook_secret");
    assertThat(problems.found())
        .allSatisfy(problem ->
            assertThat(problem.message()).startsWith(problem.field() + " ").doesNotContain("abc"));
  }

  @Test
  void what_is_left_out_is_no_problem() {
    var problems = new Problems();

    var given = GivenKeys.read(ModeDraft.enabling(), StripeMode.LIVE, problems);

    assertThat(problems.found()).isEmpty();
    assertThat(given)
        .isEqualTo(new GivenKeys(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private static ModeDraft draft(String publishable, String secret, String webhook) {
    return new ModeDraft(
        Optional.empty(),
        Optional.of(publishable),
        Optional.of(secret),
        Optional.of(webhook),
        Optional.empty());
  }
}
