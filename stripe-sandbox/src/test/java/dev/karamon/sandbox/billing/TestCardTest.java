package dev.karamon.sandbox.billing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestCardTest {
  @ParameterizedTest
  @CsvSource({
    "4242 4242 4242 4242, false, false, false, false",
    "4000-0000-0000-0002, true, true, false, false",
    "4000000000000341, false, true, false, false",
    "4000 0000 0000 0259, false, false, false, true",
    "4000 0025 0000 3155, false, false, true, false",
    "4000 0027 6000 3184, false, true, true, false"
  })
  void eachNumberDoesWhatStripesDocumentationSays(
      String number,
      boolean declinedNow,
      boolean declinedLater,
      boolean authenticates,
      boolean disputed) {
    TestCard card = TestCard.numbered(number).orElseThrow();
    assertThat(card.declinedNow().isPresent()).isEqualTo(declinedNow);
    assertThat(card.declinedLater().isPresent()).isEqualTo(declinedLater);
    assertThat(card.authenticates()).isEqualTo(authenticates);
    assertThat(card.disputed()).isEqualTo(disputed);
  }

  @Test
  void realCardsAreUnknown() {
    assertThat(TestCard.numbered("4111111111111111")).isEmpty();
    assertThat(TestCard.numbered("")).isEmpty();
    assertThat(TestCard.behind("pm_card_visa")).isPresent();
    assertThat(TestCard.behind("pm_1234")).isEmpty();
  }
}
