package dev.karamon.stripe.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.event.Decisions.Decision;
import dev.karamon.stripe.event.Decisions.Open;
import dev.karamon.stripe.gateway.CheckoutMode;
import dev.karamon.stripe.gateway.CheckoutPage;
import dev.karamon.stripe.membership.KnownSubscription;
import dev.karamon.stripe.membership.Mark;
import dev.karamon.stripe.membership.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionsTest {
  private static final SubscriptionId SUB = new SubscriptionId("sub_1");
  private static final SubscriptionId OTHER = new SubscriptionId("sub_2");

  @Test
  void theOnlyEventOfAnUnknownSubscriptionIsTheNewest() {
    assertThat(statuses(decide(List.of(changed(10, "active")), Map.of())))
        .containsExactly("active");
  }

  @Test
  void theNewestOfSeveralEventsWinsInWhateverOrderTheyCome() {
    var early = changed(10, "incomplete");
    var late = changed(12, "active");
    assertThat(statuses(decide(List.of(early, late), Map.of()))).containsExactly("active");
    assertThat(statuses(decide(List.of(late, early), Map.of()))).containsExactly("active");
  }

  @Test
  void twoEventsOfOneSecondAreNotTold() {
    var events = List.of(changed(10, "incomplete"), changed(10, "active"));
    assertThat(decide(events, Map.of())).isInstanceOf(Decision.Read.class);
  }

  @Test
  void anEventOfTheSecondThatIsKnownIsNotTold() {
    assertThat(decide(List.of(changed(10, "unpaid")), known(10, 10, false)))
        .isInstanceOf(Decision.Read.class);
  }

  @Test
  void anEventBetweenCoveredAndKnownIsNotTold() {
    assertThat(decide(List.of(changed(10, "unpaid")), known(9, 11, false)))
        .isInstanceOf(Decision.Read.class);
  }

  @Test
  void anEventThatIsCoveredChangesNothing() {
    assertThat(statuses(decide(List.of(changed(9, "unpaid")), known(10, 10, false)))).isEmpty();
  }

  @Test
  void anEventBehindWhatIsKnownIsTaken() {
    assertThat(statuses(decide(List.of(changed(11, "unpaid")), known(10, 10, false))))
        .containsExactly("unpaid");
  }

  @Test
  void nothingRevivesWhatHasEnded() {
    assertThat(statuses(decide(List.of(changed(99, "active")), known(10, 10, true)))).isEmpty();
  }

  @Test
  void theEndNeedsNoProof() {
    var events = List.of(changed(10, "canceled"), changed(10, "active"), changed(11, "active"));
    assertThat(statuses(decide(events, known(10, 12, false)))).containsExactly("canceled");
  }

  @Test
  void theEndKeepsWhatWasKnownFurther() {
    var decision = (Decision.Apply) decide(List.of(changed(10, "canceled")), known(10, 12, false));
    assertThat(decision.states().getFirst().knownAt()).isEqualTo(at(12));
  }

  @Test
  void anIncompleteListOfItemsIsRead() {
    var open = event(10, Optional.of(state(SUB, "active", false)));
    assertThat(decide(List.of(open), Map.of())).isInstanceOf(Decision.Read.class);
  }

  @Test
  void anUnknownStatusIsRead() {
    assertThat(decide(List.of(changed(10, "hibernating")), Map.of()))
        .isInstanceOf(Decision.Read.class);
  }

  @Test
  void aPayloadThatCannotBeUnderstoodIsRead() {
    assertThat(decide(List.of(event(10, Optional.empty())), Map.of()))
        .isInstanceOf(Decision.Read.class);
  }

  @Test
  void aCheckoutOfAnUnknownSubscriptionIsRead() {
    assertThat(decide(List.of(bought(10, OTHER)), Map.of())).isInstanceOf(Decision.Read.class);
  }

  @Test
  void aCheckoutWhoseSubscriptionComesAlongIsNotRead() {
    assertThat(statuses(decide(List.of(bought(10, SUB), changed(10, "active")), Map.of())))
        .containsExactly("active");
  }

  @Test
  void aCheckoutWhoseSubscriptionIsKnownChangesNothing() {
    assertThat(statuses(decide(List.of(bought(10, SUB)), known(10, 10, false)))).isEmpty();
  }

  @Test
  void whoPaysLateIsReadBecauseTheEventDoesNotTellWhatIsOwed() {
    assertThat(decide(List.of(changed(11, "past_due")), known(10, 10, false)))
        .isInstanceOf(Decision.Read.class);
  }

  @Test
  void theTimeOfATestClockProvesNothing() {
    var open = event(10, Optional.of(state(SUB, "active", true, true)));
    assertThat(decide(List.of(open), Map.of())).isInstanceOf(Decision.Read.class);
  }

  @Test
  void aFailedPaymentIsReadUnlessItIsCovered() {
    var failed = event(11, Optional.empty());
    assertThat(decide(List.of(failed), known(10, 10, false))).isInstanceOf(Decision.Read.class);
    assertThat(statuses(decide(List.of(failed), known(12, 12, false)))).isEmpty();
  }

  @Test
  void whatBecameOfAPurchaseIsReadAndNothingElseOfIt() {
    var session = new CheckoutSessionId("cs_1");
    var paid = new Open("evt_1", at(10), new EventMeaning.PurchaseChanged(Optional.of(session)));
    var refunded = new Open("evt_2", at(11), new EventMeaning.PurchaseChanged(Optional.empty()));
    assertThat(((Decision.Read) decide(List.of(paid), Map.of())).wanted())
        .isEqualTo(new Wanted(false, Set.of(session)));
    assertThat(((Decision.Read) decide(List.of(paid, refunded), Map.of())).wanted())
        .isEqualTo(Wanted.EVERYTHING);
  }

  @Test
  void aCustomerWhoIsNoMoreIsRead() {
    var gone = new Open("evt_1", at(10), new EventMeaning.CustomerDeleted());
    assertThat(decide(List.of(gone), Map.of())).isInstanceOf(Decision.Read.class);
  }

  private static Decision decide(List<Open> events, Map<SubscriptionId, Mark> marks) {
    return Decisions.decide(events, marks);
  }

  private static List<String> statuses(Decision decision) {
    return ((Decision.Apply) decision)
        .states().stream().map(KnownSubscription::state).map(SubscriptionState::status).toList();
  }

  private static Map<SubscriptionId, Mark> known(long covered, long known, boolean ended) {
    return Map.of(SUB, new Mark(at(covered), at(known), ended));
  }

  private static Open changed(long second, String status) {
    return event(second, Optional.of(state(SUB, status, true)));
  }

  private static Open event(long second, Optional<SubscriptionState> payload) {
    return new Open(
        "evt_" + second, at(second), new EventMeaning.SubscriptionChanged(SUB, payload));
  }

  private static Open bought(long second, SubscriptionId subscription) {
    var session =
        new CheckoutPage(
            new CheckoutSessionId("cs_1"),
            StripeMode.TEST,
            CheckoutMode.SUBSCRIPTION,
            Optional.empty(),
            "complete",
            "paid",
            Optional.of(subscription),
            Optional.of(new CustomerId("cus_1")),
            Optional.empty(),
            Map.of(),
            at(100),
            Optional.empty());
    return new Open("evt_cs", at(second), new EventMeaning.CheckoutCompleted(session));
  }

  private static SubscriptionState state(SubscriptionId id, String status, boolean complete) {
    return state(id, status, complete, false);
  }

  private static SubscriptionState state(
      SubscriptionId id, String status, boolean complete, boolean onTestClock) {
    return new SubscriptionState(
        id,
        new CustomerId("cus_1"),
        StripeMode.TEST,
        status,
        List.of(
            new SubscriptionState.Item("si_1", new PriceId("price_1"), 1, Optional.of(at(1_000)))),
        complete,
        false,
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        at(1),
        Map.of(),
        Optional.empty(),
        onTestClock);
  }

  private static Instant at(long second) {
    return Instant.ofEpochSecond(second);
  }
}
