package dev.karamon.stripe.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.secret.SecretText;
import dev.karamon.stripe.event.WebhookSignature.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {
  private static final SecretText SECRET = new SecretText("whsec_first_secret_0001");
  private static final SecretText SECOND = new SecretText("whsec_second_secret_002");
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final byte[] BODY = "{\"id\":\"evt_1\"}".getBytes(UTF_8);

  @Test
  void aSignatureOfTheSecretIsValid() throws Exception {
    assertThat(verify(header(NOW, SECRET))).isEqualTo(Verdict.VALID);
  }

  @Test
  void anyLiveSecretMayHaveSigned() throws Exception {
    var result =
        WebhookSignature.verify(
            Optional.of(header(NOW, SECOND)),
            BODY,
            List.of(SECRET, SECOND),
            NOW,
            Duration.ofMinutes(5));
    assertThat(result.verdict()).isEqualTo(Verdict.VALID);
    assertThat(result.secret()).isEqualTo(1);
  }

  @Test
  void anyOfSeveralSignaturesMayFit() throws Exception {
    var time = NOW.getEpochSecond();
    var header = "t=" + time + ",v1=" + "0".repeat(64) + ",v1=" + sign(time, SECRET) + ",v0=xyz";
    assertThat(verify(header)).isEqualTo(Verdict.VALID);
  }

  @Test
  void anotherSecretIsAForgery() throws Exception {
    assertThat(verify(header(NOW, SECOND))).isEqualTo(Verdict.FORGED);
  }

  @Test
  void aTamperedBodyIsAForgery() throws Exception {
    var tampered = "{\"id\":\"evt_2\"}".getBytes(UTF_8);
    var result =
        WebhookSignature.verify(
            Optional.of(header(NOW, SECRET)),
            tampered,
            List.of(SECRET),
            NOW,
            Duration.ofMinutes(5));
    assertThat(result.verdict()).isEqualTo(Verdict.FORGED);
  }

  @ParameterizedTest
  @CsvSource({
    "0, VALID",
    "300, VALID",
    "-300, VALID",
    "301, OUT_OF_TIME",
    "-301, OUT_OF_TIME",
    "-90000000, OUT_OF_TIME"
  })
  void theTimeMayLieThatFarAwayInEitherDirection(long seconds, Verdict verdict) throws Exception {
    assertThat(verify(header(NOW.plusSeconds(seconds), SECRET))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "t=abc,v1=00",
        "t=",
        "v1=00",
        "t=1800000000",
        "t=1800000000,v1=",
        "t=1800000000,v1=zz",
        "t=99999999999999999999,v1=00",
        "t=-1,v1=00",
        "=,=,=",
        "t=1800000000,t=1800000000,v1=00",
        "nonsense"
      })
  void whatStripeDoesNotWriteIsMalformed(String header) {
    assertThat(verify(header)).isEqualTo(Verdict.MALFORMED);
  }

  @Test
  void noHeaderAndAnEndlessHeaderAreMalformed() {
    var none =
        WebhookSignature.verify(
            Optional.empty(), BODY, List.of(SECRET), NOW, Duration.ofMinutes(5));
    assertThat(none.verdict()).isEqualTo(Verdict.MALFORMED);
    assertThat(verify("t=1800000000," + "v1=00,".repeat(2_000))).isEqualTo(Verdict.MALFORMED);
  }

  private static Verdict verify(String header) {
    return WebhookSignature.verify(
            Optional.of(header), BODY, List.of(SECRET), NOW, Duration.ofMinutes(5))
        .verdict();
  }

  private static String header(Instant time, SecretText secret) throws Exception {
    return "t=" + time.getEpochSecond() + ",v1=" + sign(time.getEpochSecond(), secret);
  }

  private static String sign(long time, SecretText secret) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.reveal().getBytes(UTF_8), "HmacSHA256"));
    mac.update((time + ".").getBytes(UTF_8));
    return HexFormat.of().formatHex(mac.doFinal(BODY));
  }
}
