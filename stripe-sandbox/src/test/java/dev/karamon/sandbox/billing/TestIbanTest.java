package dev.karamon.sandbox.billing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestIbanTest {
  @ParameterizedTest
  @CsvSource({
    "AT61 1904 3002 3457 3201, true, false, AT, 19043, 3201",
    "at861904300235473202, false, false, AT, 19043, 3202",
    "AT591904300235473203, true, true, AT, 19043, 3203",
    "DE89370400440532013000, true, false, DE, 37040044, 3000"
  })
  void eachAccountDoesWhatStripesDocumentationSays(
      String iban, boolean succeeds, boolean disputed, String country, String bank, String last4) {
    TestIban account = TestIban.numbered(iban).orElseThrow();
    assertThat(account.succeeds()).isEqualTo(succeeds);
    assertThat(account.disputed()).isEqualTo(disputed);
    assertThat(account.country()).isEqualTo(country);
    assertThat(account.bankCode()).isEqualTo(bank);
    assertThat(account.last4()).isEqualTo(last4);
  }

  @Test
  void realAccountsAreUnknown() {
    assertThat(TestIban.numbered("DE02120300000000202051")).isEmpty();
    assertThat(TestIban.numbered("")).isEmpty();
  }
}
