package dev.karamon.stripe.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.PurchaseState;
import dev.karamon.stripe.StripeMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownPurchaseTest {
  private static final Instant CHARGED = at(100);
  private static final Instant CAME = at(900);
  private static final Instant READ = at(950);

  @Test
  void what_is_heard_of_when_it_is_paid_counts_from_its_charge() {
    assertThat(after(paid(), Optional.empty(), Optional.empty())).contains(CHARGED);
  }

  @Test
  void what_was_seen_unpaid_counts_from_the_reading_that_finds_it_paid() {
    assertThat(after(paid(), Optional.empty(), Optional.of(unpaid()))).contains(READ);
  }

  @Test
  void what_was_free_counts_from_the_reading_that_finds_it_unless_its_page_had_run_out() {
    var free = purchase("no_payment_required");

    assertThat(after(free.paidAt(Optional.of(at(5_000))), Optional.empty(), Optional.empty()))
        .contains(READ);
    assertThat(after(free.paidAt(Optional.of(at(940))), Optional.empty(), Optional.empty()))
        .contains(at(940));
    assertThat(after(free.paidAt(Optional.of(at(5_000))), Optional.of(CAME), Optional.empty()))
        .contains(CAME);
  }

  @Test
  void no_later_reading_moves_it() {
    var mirrored = Optional.of(paid().paidAt(Optional.of(at(920))));

    assertThat(after(paid(), Optional.empty(), mirrored)).contains(at(920));
  }

  @Test
  void an_event_that_tells_is_right_whatever_was_read_before() {
    for (var mirrored :
        List.of(
            Optional.<PurchaseState>empty(),
            Optional.of(unpaid()),
            Optional.of(paid()),
            Optional.of(paid().paidAt(Optional.of(at(920)))))) {
      assertThat(after(paid(), Optional.of(CAME), mirrored)).contains(CAME);
    }
  }

  @Test
  void what_is_not_paid_counts_from_no_time_but_what_was_told_is_kept() {
    assertThat(after(unpaid(), Optional.empty(), Optional.empty())).isEmpty();
    assertThat(after(unpaid(), Optional.empty(), Optional.of(unpaid()))).isEmpty();
    assertThat(after(unpaid(), Optional.of(CAME), Optional.of(unpaid()))).contains(CAME);
  }

  private static Optional<Instant> after(
      PurchaseState state, Optional<Instant> cameAt, Optional<PurchaseState> mirrored) {
    return new KnownPurchase(state, cameAt, READ).after(mirrored).paidAt();
  }

  private static PurchaseState paid() {
    return purchase("paid").paidAt(Optional.of(CHARGED));
  }

  private static PurchaseState unpaid() {
    return purchase("unpaid");
  }

  private static PurchaseState purchase(String paymentStatus) {
    return new PurchaseState(
        new CheckoutSessionId("cs_1"),
        StripeMode.TEST,
        Optional.empty(),
        paymentStatus,
        Optional.empty(),
        Optional.of("pi_1"),
        false,
        false,
        List.of(new PriceId("price_1")),
        at(90),
        Optional.empty(),
        Map.of());
  }

  private static Instant at(long second) {
    return Instant.ofEpochSecond(second);
  }
}
