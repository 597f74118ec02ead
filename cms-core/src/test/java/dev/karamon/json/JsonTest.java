package dev.karamon.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTF-16LE",
        "UTF-16BE",
        "x-UTF-16LE-BOM",
        "UTF-16",
        "UTF-32LE",
        "UTF-32BE",
        "X-UTF-32LE-BOM",
        "X-UTF-32BE-BOM"
      })
  void whatIsNotInUtf8IsRefused(String encoding) {
    for (var body :
        new String[] {"{\"name\":\"Gold\"}", "7", "\"\"", " {}", "[\"金\"]", "\ufeff7"}) {
      var failure = refused(body.getBytes(Charset.forName(encoding)));
      assertThat(failure.code()).as(body).isEqualTo(CommonError.INVALID_JSON);
      assertThat(failure.getMessage()).as(body).isEqualTo("The body is not in UTF-8.");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"Go\0ld\"}",
        "{\"name\":\0\"Gold\"}",
        "{\"name\":\"Gold\"}\0",
        "\0{}",
        "7\0",
        "\0",
        "{\"name\0\":7}"
      })
  void theCharacterNulIsRefused(String body) {
    assertThat(refused(body.getBytes(StandardCharsets.UTF_8)).code())
        .isEqualTo(CommonError.INVALID_JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "{}", "\"金\"", "\ufeff{}", "\"\ud83d\ude00\""})
  void whatIsInUtf8IsRead(String body) {
    assertThat(Json.parse(Buffer.buffer(body))).isNotNull();
  }

  private static KaramonException refused(byte[] body) {
    return catchThrowableOfType(KaramonException.class, () -> Json.parse(Buffer.buffer(body)));
  }
}
