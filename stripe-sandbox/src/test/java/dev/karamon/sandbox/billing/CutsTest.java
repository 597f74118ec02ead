package dev.karamon.sandbox.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutsTest {
  /**
   * Amounts as {@code value}, {@code value:product} or {@code value!} if no coupon may touch it.
   */
  private static Cuts.Amount amount(String text) {
    String[] parts = text.replace("!", "").split(":", 2);
    return new Cuts.Amount(
        Long.parseLong(parts[0]), parts.length > 1 ? parts[1] : "p", !text.endsWith("!"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"percent_off":20}                                      | 1500          | 300
          {"percent_off":12.5}                                    | 999 1         | 125 0
          {"percent_off":100}                                     | 1500 500      | 1500 500
          {"percent_off":50}                                      | 1000 -400     | 500 0
          {"percent_off":50}                                      | 1000 400!     | 500 0
          {"percent_off":10,"applies_to":{"products":["gold"]}}   | 100:gold 100:tea | 10 0
          {"amount_off":300}                                      | 1500          | 300
          {"amount_off":300}                                      | 100           | 100
          {"amount_off":100}                                      | 1 1 1         | 1 1 1
          {"amount_off":10}                                       | 33 33 34      | 3 3 4
          {"amount_off":10}                                       | 0 50          | 0 10
          {"amount_off":10,"applies_to":{"products":["gold"]}}    | 100:tea       | 0
          """)
  void aCouponTakesOffWhatItSays(String coupon, String amounts, String expected)
      throws JsonProcessingException {
    List<Cuts.Amount> all = Arrays.stream(amounts.split(" ", -1)).map(CutsTest::amount).toList();
    List<Long> cuts = Cuts.off(new ObjectMapper().readTree(coupon), all);
    assertThat(cuts).isEqualTo(Arrays.stream(expected.split(" ", -1)).map(Long::valueOf).toList());
  }
}
