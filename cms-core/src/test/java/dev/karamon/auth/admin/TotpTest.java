package dev.karamon.auth.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

  // RFC 6238, appendix B, the rows of SHA-1.
  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void codes_are_those_of_the_standard(long seconds, String code) {
    assertThat(Totp.code(SECRET, seconds / Totp.STEP_SECONDS, 8)).isEqualTo(code);
    assertThat(Totp.code(SECRET, seconds / Totp.STEP_SECONDS, 6)).isEqualTo(code.substring(2));
  }

  @Test
  void a_code_is_known_one_step_early_and_one_step_late() {
    var now = Instant.ofEpochSecond(1_111_111_109);
    var step = now.getEpochSecond() / Totp.STEP_SECONDS;
    for (long off = -3; off <= 3; off++) {
      var code = Totp.code(SECRET, step + off, Totp.DIGITS);
      var found = Totp.step(SECRET, code, now);
      if (Math.abs(off) <= 1) {
        assertThat(found).hasValue(step + off);
      } else {
        assertThat(found).isEmpty();
      }
    }
  }

  @Test
  void anything_else_is_no_code() {
    var now = Instant.ofEpochSecond(59);
    for (var text : new String[] {"", "28708", "2870820", "94287082", "２８７０８２", "abcdef"}) {
      assertThat(Totp.step(SECRET, text, now)).isEmpty();
    }
    assertThat(Totp.step(SECRET, "287082", now)).hasValue(1);
  }
}
