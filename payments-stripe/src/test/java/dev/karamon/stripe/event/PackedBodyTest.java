package dev.karamon.stripe.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.stripe.StripeMode;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    assertThat(PackedBody.unpack(packed(json)).toString(UTF_8)).isEqualTo(json);
  }

  @Test
  void bodiesThatArePackedTogetherDoNotMix() {
    var packed = PackedBody.pack(bodies().map(PackedBodyTest::event).toList());

    assertThat(packed)
        .extracting(body -> PackedBody.unpack(body).toString(UTF_8))
        .containsExactlyElementsOf(bodies().toList());
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void aServerWithoutTheLibraryReadsWhatOthersPackedAndTheyWhatItPacked(String json) {
    for (var packer : Zstandard.values()) {
      var packed = Buffer.buffer(packer.pack(json.getBytes(UTF_8)));
      for (var reader : Zstandard.values()) {
        assertThat(PackedBody.unpack(packed, reader).toString(UTF_8))
            .as("by %s, read by %s", packer, reader)
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

    assertThat(PackedBody.unpack(Buffer.buffer(packed.toByteArray())).toString(UTF_8))
        .isEqualTo("{\"id\": \"evt_1\"}");
  }

  @Test
  void zstandardIsWhatIsUsedAndAnyToolReads() {
    var packed = packed("{\"a\": \"" + "a".repeat(1_000) + "\"}");

    assertThat(packed.getInt(0)).isEqualTo(0x28B52FFD);
    assertThat(packed.length()).isLessThan(50);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", " {\"a\": 1}", "\n{}", "x", "(", "xyz, which is no JSON"})
  void whatWasNeverPackedIsGivenAsItIs(String stored) {
    assertThat(PackedBody.unpack(Buffer.buffer(stored)).toString(UTF_8)).isEqualTo(stored);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsDamagedIsGivenAsItIs(Zstandard reader) {
    var packed = packed("{\"id\": \"evt_1\"}");
    var cut = packed.getBuffer(0, packed.length() - 1);
    var changed =
        packed.copy().setByte(packed.length() - 1, (byte) ~packed.getByte(packed.length() - 1));

    assertThat(PackedBody.unpack(cut, reader)).isEqualTo(cut);
    assertThat(PackedBody.unpack(changed, reader)).isEqualTo(changed);
  }

  private static Buffer packed(String json) {
    return PackedBody.pack(List.of(event(json)))[0];
  }

  private static StoredEvent event(String json) {
    return new StoredEvent(
        "evt_1",
        "customer.updated",
        StripeMode.TEST,
        Instant.EPOCH,
        Instant.EPOCH,
        EventStatus.PENDING,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Buffer.buffer(json));
  }
}
