package dev.karamon.stripe.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.stripe.StripeMode;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    assertThat(unpacked(PackedBody.byZstd(events()))).containsExactlyElementsOf(bodies().toList());
    assertThat(unpacked(PackedBody.byZlib(events()))).containsExactlyElementsOf(bodies().toList());
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

  @Test
  void whatIsDamagedIsGivenAsItIs() {
    var packed = packed("{\"id\": \"evt_1\"}");
    var cut = packed.getBuffer(0, packed.length() - 1);
    var changed =
        packed.copy().setByte(packed.length() - 1, (byte) ~packed.getByte(packed.length() - 1));

    assertThat(PackedBody.unpack(cut)).isEqualTo(cut);
    assertThat(PackedBody.unpack(changed)).isEqualTo(changed);
  }

  private static List<StoredEvent> events() {
    return bodies().map(PackedBodyTest::event).toList();
  }

  private static Stream<String> unpacked(Buffer[] packed) {
    return Arrays.stream(packed).map(PackedBody::unpack).map(body -> body.toString(UTF_8));
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
