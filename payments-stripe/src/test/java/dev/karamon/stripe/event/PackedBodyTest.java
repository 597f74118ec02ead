package dev.karamon.stripe.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackedBodyTest {
  static Stream<String> bodies() {
    var noise = new byte[300_000];
    new Random(7).nextBytes(noise);
    return Stream.of(
        "{}",
        "{\"id\": \"evt_1\", \"name\": \"Zoë 山田\"}",
        "{\"a\": \"" + "a".repeat(4_096 - 9) + "\"}",
        "{\"a\": \"" + "a".repeat(1_000_000) + "\"}",
        "{\"a\": \"" + Arrays.toString(noise) + "\"}");
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void whatIsPackedComesBackByteByByte(String json) {
    assertThat(packed(json).unpacked()).asString(UTF_8).isEqualTo(json);
  }

  @Test
  void bodiesThatArePackedOneAfterTheOtherDoNotMix() {
    var packed = bodies().map(PackedBodyTest::packed).toList();

    assertThat(packed)
        .extracting(body -> new String(body.unpacked(), UTF_8))
        .containsExactlyElementsOf(bodies().toList());
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void aServerWithoutTheLibraryReadsWhatOthersPackedAndTheyWhatItPacked(String json) {
    for (var packer : Zstandard.values()) {
      var packed = stored(packer.pack(json.getBytes(UTF_8)));
      for (var reader : Zstandard.values()) {
        assertThat(packed.unpacked(reader))
            .as("by %s, read by %s", packer, reader)
            .asString(UTF_8)
            .isEqualTo(json);
      }
    }
  }

  @Test
  void whatOlderVersionsPackedIsRead() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var zlib = new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_SPEED))) {
      zlib.write("{\"id\": \"evt_1\"}".getBytes(UTF_8));
    }

    assertThat(stored(packed.toByteArray()).unpacked())
        .asString(UTF_8)
        .isEqualTo("{\"id\": \"evt_1\"}");
  }

  @Test
  void zstandardIsWhatIsUsedAndAnyToolReads() {
    var packed = packed("{\"a\": \"" + "a".repeat(1_000) + "\"}").stored();

    assertThat(packed.getInt(0)).isEqualTo(0x28B52FFD);
    assertThat(packed.length()).isLessThan(50);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", " {\"a\": 1}", "\n{}", "x", "(", "xyz, which is no JSON"})
  void whatWasNeverPackedIsGivenAsItIs(String stored) {
    assertThat(stored(stored.getBytes(UTF_8)).unpacked()).asString(UTF_8).isEqualTo(stored);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsDamagedIsGivenAsItIs(Zstandard reader) {
    var packed = packed("{\"id\": \"evt_1\"}").stored().getBytes();
    var cut = Arrays.copyOf(packed, packed.length - 1);
    var changed = packed.clone();
    changed[packed.length - 1] = (byte) ~packed[packed.length - 1];

    assertThat(stored(cut).unpacked(reader)).isEqualTo(cut);
    assertThat(stored(changed).unpacked(reader)).isEqualTo(changed);
  }

  private static PackedBody packed(String json) {
    return PackedBody.of(json.getBytes(UTF_8));
  }

  private static PackedBody stored(byte[] bytes) {
    return new PackedBody(Buffer.buffer(bytes));
  }
}
