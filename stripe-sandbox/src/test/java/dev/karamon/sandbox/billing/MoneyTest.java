package dev.karamon.sandbox.billing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
  @ParameterizedTest
  @CsvSource({
    "1500, usd, $15.00",
    "1500, jpy, '¥1,500'",
    "123456, eur, '€1,234.56'",
    "-500, usd, -$5.00",
    "0, usd, $0.00",
    "1234, kwd, KWD1.234",
    "500, ugx, UGX5.00"
  })
  void amountsReadAsPeopleWriteThem(long amount, String currency, String text) {
    assertThat(Money.format(amount, currency).replace("\u00a0", "")).isEqualTo(text);
  }

  @Test
  void currenciesAreIsoCodesInLowerCase() {
    assertThat(Money.isCurrency("usd")).isTrue();
    assertThat(Money.isCurrency("USD")).isFalse();
    assertThat(Money.isCurrency("zzz")).isFalse();
  }
}
