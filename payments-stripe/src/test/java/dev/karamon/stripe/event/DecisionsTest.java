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
import dev.karamon.stripe.event.meaning.EventMeaning;
import dev.karamon.stripe.gateway.CheckoutMode;
import dev.karamon.stripe.gateway.CheckoutPage;
import dev.karamon.stripe.membership.Mark;
import dev.karamon.stripe.membership.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    expectAsked(decide(events, Map.of()));
  }

  @Test
  void anEventOfTheSecondThatIsKnownIsNotTold() {
    expectAsked(decide(List.of(changed(10, "unpaid")), known(10, 10, "active")));
  }

  @Test
  void anEventBetweenCoveredAndKnownIsNotTold() {
    expectAsked(decide(List.of(changed(10, "unpaid")), known(9, 11, "active")));
  }

  @Test
  void anEventThatIsCoveredChangesNothing() {
    assertThat(statuses(decide(List.of(changed(9, "unpaid")), known(10, 10, "active")))).isEmpty();
  }

  @Test
  void anEventBehindWhatIsKnownIsTaken() {
    assertThat(statuses(decide(List.of(changed(11, "unpaid")), known(10, 10, "active"))))
        .containsExactly("unpaid");
  }

  @Test
  void nothingRevivesWhatHasEnded() {
    assertThat(statuses(decide(List.of(changed(99, "active")), known(10, 10, "canceled"))))
        .isEmpty();
  }

  @Test
  void theEndNeedsNoProof() {
    var events = List.of(changed(10, "canceled"), changed(10, "active"), changed(11, "active"));
    assertThat(statuses(decide(events, known(10, 12, "active")))).containsExactly("canceled");
  }

  @Test
  void theEndKeepsWhatWasKnownFurther() {
    var decision = decide(List.of(changed(10, "canceled")), known(10, 12, "active"));
    assertThat(decision.told().getFirst().known().knownAt()).isEqualTo(at(12));
  }

  @Test
  void theEndIsNewsHoweverFarTheMirrorReaches() {
    for (var end : List.of("canceled", "incomplete_expired")) {
      var decision =
          decide(List.of(changed(10, end), changed(11, "active")), known(20, 30, "active"));
      assertThat(statuses(decision)).containsExactly(end);
      assertThat(decision.told().getFirst().known().knownAt()).isEqualTo(at(30));
      assertThat(statuses(decide(List.of(changed(10, end)), known(20, 30, end)))).isEmpty();
    }
  }

  @Test
  void anIncompleteListOfItemsIsRead() {
    var open = event(10, Optional.of(state(SUB, "active", false)));
    expectAsked(decide(List.of(open), Map.of()));
  }

  @Test
  void anUnknownStatusIsRead() {
    expectAsked(decide(List.of(changed(10, "hibernating")), Map.of()));
  }

  @Test
  void aPayloadThatCannotBeUnderstoodIsRead() {
    expectAsked(decide(List.of(event(10, Optional.empty())), Map.of()));
  }

  @Test
  void aCheckoutOfAnUnknownSubscriptionIsRead() {
    expectAsked(decide(List.of(bought(10, OTHER)), Map.of()));
  }

  @Test
  void aCheckoutWhoseSubscriptionComesAlongIsNotRead() {
    assertThat(statuses(decide(List.of(bought(10, SUB), changed(10, "active")), Map.of())))
        .containsExactly("active");
  }

  @Test
  void aCheckoutWhoseSubscriptionIsKnownChangesNothing() {
    assertThat(statuses(decide(List.of(bought(10, SUB)), known(10, 10, "active")))).isEmpty();
  }

  @Test
  void aCheckoutWhoseSubscriptionWasSeenBeforeItWasPaidIsRead() {
    expectAsked(decide(List.of(bought(12, SUB)), known(10, 10, "incomplete")));
    var both = decide(List.of(changed(10, "incomplete"), bought(12, SUB)), Map.of());
    assertThat(both.unsettled()).extracting(Open::id).containsExactly("evt_cs");
    assertThat(told(both)).containsExactly("incomplete");
  }

  @Test
  void whatIsToldCountsThoughAnotherSubscriptionHasToBeAskedFor() {
    var ofOther =
        new Open(
            "evt_other",
            at(10),
            new EventMeaning.SubscriptionChanged(
                OTHER, Optional.of(state(OTHER, "past_due", true))));
    var decision = decide(List.of(changed(10, "canceled"), ofOther), known(9, 9, "active"));
    assertThat(told(decision)).containsExactly("canceled");
    assertThat(decision.unsettled()).containsExactly(ofOther);
    assertThat(decision.wanted().subscriptions()).containsExactly(OTHER);
  }

  @Test
  void eachStateNamesTheEventThatToldIt() {
    var early = changed(10, "canceled");
    var late =
        new Open(
            "evt_late",
            at(11),
            new EventMeaning.SubscriptionChanged(OTHER, Optional.of(state(OTHER, "active", true))));
    assertThat(decide(List.of(early, late), Map.of()).told())
        .extracting(Decisions.Told::event)
        .containsExactly("evt_10", "evt_late");
  }

  @Test
  void aTestClockBehindTheTimeHidesNothing() {
    var open = event(10, Optional.of(state(SUB, "active", true, true)));
    expectAsked(decide(List.of(open), known(500, 500, "active")));
    var ended = event(10, Optional.of(state(SUB, "canceled", true, true)));
    assertThat(statuses(decide(List.of(ended), known(500, 500, "active"))))
        .containsExactly("canceled");
    var failed = event(10, Optional.empty());
    expectAsked(
        decide(List.of(failed), Map.of(SUB, new Mark("active", at(500), at(500), true, false))));
  }

  @Test
  void whoPaysLateIsReadBecauseTheEventDoesNotTellWhatIsOwed() {
    expectAsked(decide(List.of(changed(11, "past_due")), known(10, 10, "active")));
  }

  @Test
  void whoOwedIsReadBecauseTheEventDoesNotTellWhetherThatWasPaidOrWrittenOff() {
    for (var owed : List.of("past_due", "unpaid")) {
      expectAsked(decide(List.of(changed(11, "active")), known(10, 10, owed)));
      assertThat(statuses(decide(List.of(changed(11, "paused")), known(10, 10, owed))))
          .containsExactly("paused");
    }
    var writtenOff = Map.of(SUB, new Mark("active", at(10), at(10), false, true));
    expectAsked(decide(List.of(changed(11, "active")), writtenOff));
    assertThat(statuses(decide(List.of(changed(11, "canceled")), writtenOff)))
        .containsExactly("canceled");
  }

  @Test
  void aPaidInvoiceIsReadOnlyWhereSomethingWasOwed() {
    var paid = new Open("evt_1", at(11), new EventMeaning.InvoicePaid(SUB));
    var writtenOff = Map.of(SUB, new Mark("active", at(10), at(10), false, true));
    expectAsked(decide(List.of(paid), writtenOff));
    expectAsked(decide(List.of(paid), known(10, 10, "past_due")));
    assertThat(decide(List.of(paid), writtenOff).wanted().subscriptions()).containsExactly(SUB);
    for (var settled :
        List.of(
            Map.<SubscriptionId, Mark>of(),
            known(10, 10, "active"),
            known(12, 12, "past_due"),
            known(10, 10, "canceled"))) {
      assertThat(statuses(decide(List.of(paid), settled))).isEmpty();
    }
  }

  @Test
  void theFirstFailureIsToldWithWhatIsReadHoweverLateItComes() {
    var failed = new Open("evt_1", at(12), new EventMeaning.PaymentFailed(SUB, "in_1"));
    var earlier = new Open("evt_2", at(11), new EventMeaning.PaymentFailed(SUB, "in_1"));
    for (var open :
        List.of(Map.<SubscriptionId, Mark>of(), known(9, 9, "active"), known(50, 50, "past_due"))) {
      var decision = decide(List.of(failed, earlier), open);
      expectAsked(decision);
      assertThat(decision.wanted().failed()).isEqualTo(Map.of("in_1", at(11)));
      assertThat(decision.wanted().subscriptions()).containsExactly(SUB);
    }
    for (var over : List.of(known(50, 50, "active"), known(9, 9, "canceled"))) {
      assertThat(statuses(decide(List.of(failed), over))).isEmpty();
    }
  }

  @Test
  void theTimeOfATestClockProvesNothing() {
    var open = event(10, Optional.of(state(SUB, "active", true, true)));
    expectAsked(decide(List.of(open), Map.of()));
  }

  @Test
  void aFailedPaymentIsReadUnlessItIsCovered() {
    var failed = event(11, Optional.empty());
    expectAsked(decide(List.of(failed), known(10, 10, "active")));
    assertThat(statuses(decide(List.of(failed), known(12, 12, "active")))).isEmpty();
  }

  @Test
  void whatBecameOfAPurchaseIsReadAndNothingElseOfIt() {
    var session = new CheckoutSessionId("cs_1");
    var paid = new Open("evt_1", at(10), new EventMeaning.PurchaseChanged(Optional.of(session)));
    var refunded = new Open("evt_2", at(11), new EventMeaning.PurchaseChanged(Optional.empty()));
    assertThat(decide(List.of(paid), Map.of()).wanted()).isEqualTo(Wanted.purchase(session));
    assertThat(decide(List.of(refunded), Map.of()).wanted()).isEqualTo(Wanted.EVERYTHING);
    assertThat(decide(List.of(paid, refunded), Map.of()).wanted())
        .isEqualTo(Wanted.purchase(session).andAllPurchases());
  }

  @Test
  void whenMoneyCameIsToldWithWhatIsRead() {
    var session = new CheckoutSessionId("cs_1");
    var came = new Open("evt_1", at(12), new EventMeaning.DelayedPaymentSucceeded(session));
    var earlier = new Open("evt_2", at(11), new EventMeaning.DelayedPaymentSucceeded(session));
    var refunded = new Open("evt_3", at(20), new EventMeaning.PurchaseChanged(Optional.empty()));
    var wanted = decide(List.of(came, earlier), Map.of()).wanted();
    assertThat(wanted.purchases()).containsExactly(session);
    assertThat(wanted.came()).isEqualTo(Map.of(session, at(11)));
    assertThat(wanted.andAllPurchases().came()).isEqualTo(wanted.came());
    assertThat(decide(List.of(came, refunded), Map.of()).wanted().came())
        .isEqualTo(Map.of(session, at(12)));
  }

  @Test
  void whenSomethingFreeWasTakenIsToldWithWhatIsRead() {
    for (var status : List.of("no_payment_required", "paid", "unpaid")) {
      var open = new Open("evt_1", at(12), new EventMeaning.CheckoutCompleted(purchased(status)));
      var wanted = decide(List.of(open), Map.of()).wanted();
      assertThat(wanted.purchases()).containsExactly(purchased(status).id());
      assertThat(wanted.came().containsValue(at(12)))
          .isEqualTo(status.equals("no_payment_required"));
    }
  }

  @Test
  void aCustomerWhoIsNoMoreIsRead() {
    var gone = new Open("evt_1", at(10), new EventMeaning.CustomerDeleted());
    expectAsked(decide(List.of(gone), Map.of()));
  }

  @Test
  void anEndCountsThoughTheCustomerIsNoMoreAndNothingElseDoes() {
    var gone = new Open("evt_1", at(12), new EventMeaning.CustomerDeleted());
    var ended = decide(List.of(changed(11, "canceled"), gone), known(10, 10, "active"));
    assertThat(told(ended)).containsExactly("canceled");
    assertThat(ended.unsettled()).containsExactly(gone);

    var late = changed(11, "active");
    var lives = decide(List.of(late, gone), known(10, 10, "trialing"));
    expectAsked(lives);
    assertThat(lives.unsettled()).containsExactlyInAnyOrder(late, gone);
  }

  private static Decision decide(List<Open> events, Map<SubscriptionId, Mark> marks) {
    return Decisions.decide(events, marks);
  }

  private static void expectAsked(Decision decision) {
    assertThat(decision.unsettled()).isNotEmpty();
    assertThat(decision.told()).isEmpty();
  }

  /** What is told by events of which each can be settled. */
  private static List<String> statuses(Decision decision) {
    assertThat(decision.unsettled()).isEmpty();
    return told(decision);
  }

  private static List<String> told(Decision decision) {
    return decision.told().stream().map(told -> told.known().state().status()).toList();
  }

  private static Map<SubscriptionId, Mark> known(long covered, long known, String status) {
    return Map.of(SUB, new Mark(status, at(covered), at(known), false, false));
  }

  private static Open changed(long second, String status) {
    return event(second, Optional.of(state(SUB, status, true)));
  }

  private static Open event(long second, Optional<SubscriptionState> payload) {
    return new Open(
        "evt_" + second, at(second), new EventMeaning.SubscriptionChanged(SUB, payload));
  }

  private static Open bought(long second, SubscriptionId subscription) {
    var session = page(CheckoutMode.SUBSCRIPTION, "paid", Optional.of(subscription));
    return new Open("evt_cs", at(second), new EventMeaning.CheckoutCompleted(session));
  }

  private static CheckoutPage purchased(String paymentStatus) {
    return page(CheckoutMode.PAYMENT, paymentStatus, Optional.empty());
  }

  private static CheckoutPage page(
      CheckoutMode mode, String paymentStatus, Optional<SubscriptionId> subscription) {
    return new CheckoutPage(
        new CheckoutSessionId("cs_1"),
        StripeMode.TEST,
        mode,
        Optional.empty(),
        "complete",
        paymentStatus,
        subscription,
        Optional.of(new CustomerId("cus_1")),
        Optional.empty(),
        Map.of(),
        at(100),
        Optional.empty());
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
