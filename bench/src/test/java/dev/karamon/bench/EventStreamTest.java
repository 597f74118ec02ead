package dev.karamon.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private static final String SECRET = "whsec_test";
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final int CUSTOMERS = 3;

  private final EventStream stream = new EventStream(SECRET, CUSTOMERS, NOW);

  @Test
  void a_body_is_an_event_of_about_five_kilobytes_with_everything_filled_in() {
    var body = stream.body(7);

    assertThat(body.length).isBetween(4_500, 6_000);
    assertThat(new String(body, UTF_8)).doesNotContain("@").contains("\"id\": \"evt_bench7\"");
    var event = BareEvent.read(body);
    assertThat(event.customer()).isEqualTo("cus_bench2");
    assertThat(event.subscription()).isEqualTo("sub_bench2");
  }

  @Test
  void each_event_of_a_customer_is_later_than_the_one_before_it_and_in_the_past() {
    var created =
        IntStream.iterate(0, n -> n < 60, n -> n + CUSTOMERS)
            .mapToObj(n -> BareEvent.read(stream.body(n)).created().toInstant())
            .toList();

    assertThat(created).isSorted().doesNotHaveDuplicates();
    assertThat(created.getLast()).isBefore(NOW);
  }

  @Test
  void what_is_expected_afterwards_is_what_the_last_event_of_each_customer_says() {
    for (int events = 0; events < 60; events++) {
      var last = new HashMap<String, EventStream.Worth>();
      for (int number = 0; number < events; number++) {
        var event = BareEvent.read(stream.body(number));
        var ends = Optional.ofNullable(event.cancelAt()).map(at -> at.toInstant());
        last.put(event.customer(), new EventStream.Worth(event.price(), ends));
      }
      assertThat(stream.worthAfter(events)).isEqualTo(last);
    }
  }

  @Test
  void planned_ends_lie_in_the_future_and_are_taken_back() {
    var ends =
        IntStream.iterate(0, n -> n < 15, n -> n + CUSTOMERS)
            .mapToObj(n -> BareEvent.read(stream.body(n)).cancelAt())
            .toList();

    assertThat(ends.get(0)).isNull();
    assertThat(ends.get(1)).isNotNull();
    assertThat(ends.get(1).toInstant()).isAfter(NOW.plus(Duration.ofDays(1)));
    assertThat(ends.get(2)).isNull();
  }

  @Test
  void a_signature_holds_for_its_body_and_its_secret_only() {
    var body = stream.body(0);
    var header = stream.signature(body, NOW);

    assertThat(Signatures.isValid(Signatures.mac(SECRET), header, body)).isTrue();
    assertThat(Signatures.isValid(Signatures.mac("whsec_other"), header, body)).isFalse();
    assertThat(Signatures.isValid(Signatures.mac(SECRET), header, stream.body(1))).isFalse();
    assertThat(Signatures.isValid(Signatures.mac(SECRET), "v1=00", body)).isFalse();
  }
}
