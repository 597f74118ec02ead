package dev.karamon.stripe.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.group.Grant;
import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.PurchaseState;
import dev.karamon.stripe.StatusSql;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.SubscriptionState.Item;
import dev.karamon.stripe.Unpaid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MembershipRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant PERIOD_END = NOW.plusSeconds(1_000);
  private static final Instant LATER = NOW.plusSeconds(2_000);
  private static final Instant FAILED = NOW.minusSeconds(500);
  private static final Instant PAID_UNTIL = NOW.minusSeconds(4_000);
  private static final Instant PAID = NOW.minusSeconds(9_000);
  private static final MemberId MEMBER = new MemberId(7);
  private static final GroupId GOLD = new GroupId(101);
  private static final GroupId NEWS = new GroupId(102);
  private static final GroupId ARCHIVE = new GroupId(103);
  private static final PriceId MONTHLY = new PriceId("price_monthly");
  private static final PriceId YEARLY = new PriceId("price_yearly");
  private static final PriceId UNKNOWN = new PriceId("price_unknown");
  private static final GroupRules USUAL = rules(Map.of());

  @ParameterizedTest
  @CsvSource({
    "trialing, IN",
    "active, IN",
    "past_due, IN",
    "incomplete, OUT",
    "incomplete_expired, OUT",
    "unpaid, OUT",
    "paused, OUT",
    "canceled, OUT",
    "something_new, UNKNOWN"
  })
  void everyStatusHasItsVerdict(String status, MembershipRules.Verdict verdict) {
    assertThat(MembershipRules.verdict(status)).isEqualTo(verdict);
    var grants = MembershipRules.grants(subscription(status, item(MONTHLY, 1)), MEMBER, USUAL, NOW);
    assertThat(grants.isEmpty()).isEqualTo(verdict != MembershipRules.Verdict.IN);
    assertThat(StatusSql.GIVING_ACCESS.contains("'" + status + "'"))
        .isEqualTo(verdict == MembershipRules.Verdict.IN);
  }

  @ParameterizedTest
  @CsvSource({"canceled, true", "incomplete_expired, true", "unpaid, false", "active, false"})
  void onlyTwoStatusesAreTheEnd(String status, boolean ended) {
    assertThat(SubscriptionState.isEnded(status)).isEqualTo(ended);
  }

  @Test
  void onePriceLeadsToAllItsGroups() {
    assertThat(grants(subscription("active", item(MONTHLY, 1))))
        .extracting(Grant::group)
        .containsExactlyInAnyOrder(GOLD, NEWS);
  }

  @Test
  void anItemWithoutQuantityAndAnUnknownPriceGrantNothing() {
    assertThat(grants(subscription("active", item(MONTHLY, 0), item(UNKNOWN, 1)))).isEmpty();
  }

  @Test
  void aPriceOfTheOtherModeGrantsNothing() {
    var live =
        new GroupRules(
            1, StripeMode.TEST, Map.of(StripeMode.LIVE, Map.of(MONTHLY, Set.of(GOLD))), Map.of());
    var subscription = subscription("active", item(MONTHLY, 1));
    assertThat(MembershipRules.grants(subscription, MEMBER, live, NOW)).isEmpty();
  }

  @Test
  void whatIsPaidInTheModeThatIsNotSelectedGrantsNothing() {
    var switched = new GroupRules(1, StripeMode.LIVE, USUAL.groups(), Map.of());
    var subscription = subscription("active", item(MONTHLY, 1));
    assertThat(MembershipRules.grants(subscription, MEMBER, switched, NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "WHILE_RETRYING, true, in without end",
    "WHILE_RETRYING, false, out",
    "GRACE_DAYS, true, 3 days from the failure",
    "GRACE_DAYS, false, 3 days from the failure",
    "UNTIL_PERIOD_END, true, until what is paid",
    "UNTIL_PERIOD_END, false, until what is paid",
    "REMOVE, true, out",
    "REMOVE, false, out"
  })
  void whoPaysLateStaysAsTheGroupDecides(
      GroupPolicy.PastDue policy, boolean retrying, String expected) {
    var late = late(Optional.of(new Unpaid(FAILED, retrying)), Optional.empty());
    var grants = MembershipRules.grants(late, MEMBER, with(pastDue(policy)), NOW);
    switch (expected) {
      case "out" -> assertThat(of(GOLD, grants)).isEmpty();
      case "in without end" -> assertThat(of(GOLD, grants).orElseThrow().endsAt()).isEmpty();
      case "until what is paid" ->
          assertThat(of(GOLD, grants).orElseThrow().endsAt()).contains(PAID_UNTIL);
      default ->
          assertThat(of(GOLD, grants).orElseThrow().endsAt())
              .contains(FAILED.plus(Duration.ofDays(3)));
    }
    assertThat(of(NEWS, grants).isPresent())
        .as("the other group does what is usual")
        .isEqualTo(retrying);
  }

  @Test
  void whatIsOwedForOneItemEndsNothingThatAnotherHasPaidFor() {
    var owed = Optional.of(new Unpaid(FAILED, true));
    var items =
        List.of(
            item(MONTHLY, 1).paid(Optional.of(PAID_UNTIL)),
            new Item("si_yearly", YEARLY, 1, Optional.of(LATER)));
    var late = state("past_due", items, false, Optional.empty(), false, owed);
    var untilPaid = pastDue(GroupPolicy.PastDue.UNTIL_PERIOD_END);

    var grants =
        MembershipRules.grants(
            late, MEMBER, rules(Map.of(GOLD, untilPaid, ARCHIVE, untilPaid)), NOW);

    assertThat(of(GOLD, grants).orElseThrow().endsAt()).contains(PAID_UNTIL);
    assertThat(of(ARCHIVE, grants).orElseThrow().endsAt()).contains(LATER);
  }

  @ParameterizedTest
  @EnumSource(
      value = GroupPolicy.PastDue.class,
      names = {"REMOVE"},
      mode = EnumSource.Mode.EXCLUDE)
  void whileNobodyKnowsWhatIsOwedNobodyLosesAnything(GroupPolicy.PastDue policy) {
    var late = late(Optional.empty(), Optional.empty());
    var grants = MembershipRules.grants(late, MEMBER, with(pastDue(policy)), NOW);
    assertThat(of(GOLD, grants).orElseThrow().endsAt()).isEmpty();
  }

  @Test
  void whoseInvoiceWasWrittenOffIsLikeSomebodyWhoPaysLate() {
    var owed = Optional.of(new Unpaid(FAILED, false));
    var paid = item(MONTHLY, 1).paid(Optional.of(PAID_UNTIL));
    var active = state("active", List.of(paid), false, Optional.empty(), false, owed);
    var strict = with(pastDue(GroupPolicy.PastDue.WHILE_RETRYING));
    assertThat(MembershipRules.grants(active, MEMBER, strict, NOW)).isEmpty();
    var exact = with(pastDue(GroupPolicy.PastDue.UNTIL_PERIOD_END));
    assertThat(of(GOLD, MembershipRules.grants(active, MEMBER, exact, NOW)).orElseThrow().endsAt())
        .contains(PAID_UNTIL);
  }

  @Test
  void whoPaysLateAndHasCancelledLeavesAtTheEarlierOfTheTwo() {
    var owed = Optional.of(new Unpaid(FAILED, true));
    var grace = with(pastDue(GroupPolicy.PastDue.GRACE_DAYS));
    var soon = late(owed, Optional.of(PERIOD_END));
    assertThat(of(GOLD, MembershipRules.grants(soon, MEMBER, grace, NOW)).orElseThrow().endsAt())
        .contains(PERIOD_END);
    var far = late(owed, Optional.of(NOW.plus(Duration.ofDays(300))));
    assertThat(of(GOLD, MembershipRules.grants(far, MEMBER, grace, NOW)).orElseThrow().endsAt())
        .contains(FAILED.plus(Duration.ofDays(3)));
  }

  @ParameterizedTest
  @CsvSource({"KEEP, true", "REMOVE, false"})
  void aPauseOfCollectionDoesWhatTheGroupDecides(GroupPolicy.Then policy, boolean in) {
    var paused =
        state("active", List.of(item(MONTHLY, 1)), false, Optional.empty(), true, Optional.empty());
    var rules =
        with(
            new GroupPolicy(
                GroupPolicy.PastDue.WHILE_RETRYING,
                7,
                policy,
                Optional.empty(),
                GroupPolicy.Then.REMOVE,
                GroupPolicy.Then.REMOVE));
    assertThat(of(GOLD, MembershipRules.grants(paused, MEMBER, rules, NOW)).isPresent())
        .isEqualTo(in);
  }

  @ParameterizedTest
  @CsvSource({"paid, true", "no_payment_required, true", "unpaid, false"})
  void aPurchaseCountsOnceItIsSettled(String paymentStatus, boolean in) {
    var purchase = purchase(paymentStatus, false, false);
    assertThat(MembershipRules.grants(purchase, MEMBER, USUAL, NOW).size()).isEqualTo(in ? 2 : 0);
  }

  @Test
  void aPurchaseLastsAsLongAsTheGroupSaysFromWhenItWasPaid() {
    var forADay = with(purchases(Optional.of(1), GroupPolicy.Then.REMOVE, GroupPolicy.Then.REMOVE));
    var grants = MembershipRules.grants(purchase("paid", false, false), MEMBER, forADay, NOW);
    assertThat(of(GOLD, grants).orElseThrow().endsAt()).contains(PAID.plus(Duration.ofDays(1)));
    assertThat(of(NEWS, grants).orElseThrow().endsAt()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "true, false, REMOVE, KEEP, false",
    "true, false, KEEP, REMOVE, true",
    "false, true, KEEP, REMOVE, false",
    "false, true, REMOVE, KEEP, true",
    "true, true, KEEP, KEEP, true",
    "false, false, REMOVE, REMOVE, true"
  })
  void moneyThatWentBackDoesWhatTheGroupDecides(
      boolean refunded,
      boolean lost,
      GroupPolicy.Then refund,
      GroupPolicy.Then dispute,
      boolean in) {
    var rules = with(purchases(Optional.empty(), refund, dispute));
    var grants = MembershipRules.grants(purchase("paid", refunded, lost), MEMBER, rules, NOW);
    assertThat(of(GOLD, grants).isPresent()).isEqualTo(in);
  }

  @Test
  void aRunningSubscriptionHasNoEnd() {
    assertThat(grants(subscription("active", item(MONTHLY, 1))))
        .allSatisfy(grant -> assertThat(grant.endsAt()).isEmpty());
  }

  @Test
  void bothWaysOfCancellingAtThePeriodsEndMeanTheSame() {
    var classic = scheduled("active", true, Optional.empty());
    var flexible = scheduled("active", false, Optional.of(PERIOD_END));
    assertThat(grants(classic)).isEqualTo(grants(flexible)).hasSize(2);
    assertThat(grants(classic).getFirst().endsAt()).contains(PERIOD_END);
  }

  @Test
  void aCancellationDateBehindThePeriodCounts() {
    assertThat(grants(scheduled("active", false, Optional.of(LATER))).getFirst().endsAt())
        .contains(LATER);
  }

  @Test
  void aCancellationDateWithinThePeriodLeavesWhatIsPaid() {
    var within = Optional.of(NOW.plusSeconds(10));
    assertThat(grants(scheduled("active", false, within)).getFirst().endsAt()).contains(PERIOD_END);
  }

  @Test
  void anItemThatStripeHasDroppedPutsNoEndOff() {
    var replaced =
        state(
            "active",
            List.of(
                new Item("si_yearly", YEARLY, 0, Optional.of(LATER)),
                new Item("si_monthly", MONTHLY, 1, Optional.of(PERIOD_END))),
            true,
            Optional.empty(),
            false,
            Optional.empty());
    assertThat(grants(replaced))
        .hasSize(2)
        .allSatisfy(grant -> {
          assertThat(grant.sourceRef()).isEqualTo("si_monthly");
          assertThat(grant.endsAt()).contains(PERIOD_END);
        });
    assertThat(replaced.currentPeriodEnd()).contains(PERIOD_END);
    assertThat(replaced.endsOn()).contains(PERIOD_END);
  }

  @ParameterizedTest
  @CsvSource({"0, 1000, 2000", "1500, 1500, 2000", "3000, 3000, 3000"})
  void eachItemEndsWithItsOwnPeriodOrWhenItIsCancelledIfThatIsLater(
      long cancelAt, long monthlyEnd, long yearlyEnd) {
    var mixed =
        state(
            "active",
            List.of(
                new Item("si_monthly", MONTHLY, 1, Optional.of(PERIOD_END)),
                new Item("si_yearly", YEARLY, 1, Optional.of(LATER))),
            cancelAt == 0,
            Optional.of(NOW.plusSeconds(cancelAt)).filter(NOW::isBefore),
            false,
            Optional.empty());
    var grants = grants(mixed);
    assertThat(of(GOLD, grants).orElseThrow().endsAt()).contains(NOW.plusSeconds(monthlyEnd));
    assertThat(of(ARCHIVE, grants).orElseThrow().endsAt()).contains(NOW.plusSeconds(yearlyEnd));
    assertThat(mixed.endsOn()).as("all of it").contains(NOW.plusSeconds(yearlyEnd));
  }

  private static List<Grant> grants(SubscriptionState subscription) {
    return MembershipRules.grants(subscription, MEMBER, USUAL, NOW);
  }

  private static Optional<Grant> of(GroupId group, List<Grant> grants) {
    return grants.stream().filter(grant -> grant.group().equals(group)).findFirst();
  }

  private static GroupRules rules(Map<GroupId, GroupPolicy> policies) {
    return new GroupRules(
        1,
        StripeMode.TEST,
        Map.of(StripeMode.TEST, Map.of(MONTHLY, Set.of(GOLD, NEWS), YEARLY, Set.of(ARCHIVE))),
        policies);
  }

  /** Gold has this policy; the other group has the usual one. */
  private static GroupRules with(GroupPolicy policy) {
    return rules(Map.of(GOLD, policy));
  }

  private static GroupPolicy pastDue(GroupPolicy.PastDue pastDue) {
    return new GroupPolicy(
        pastDue,
        3,
        GroupPolicy.Then.KEEP,
        Optional.empty(),
        GroupPolicy.Then.REMOVE,
        GroupPolicy.Then.REMOVE);
  }

  private static GroupPolicy purchases(
      Optional<Integer> days, GroupPolicy.Then refund, GroupPolicy.Then lostDispute) {
    return new GroupPolicy(
        GroupPolicy.PastDue.WHILE_RETRYING, 7, GroupPolicy.Then.KEEP, days, refund, lostDispute);
  }

  private static PurchaseState purchase(String paymentStatus, boolean refunded, boolean lost) {
    return new PurchaseState(
        new CheckoutSessionId("cs_1"),
        StripeMode.TEST,
        Optional.of(new CustomerId("cus_1")),
        paymentStatus,
        Optional.of(PAID),
        Optional.of("pi_1"),
        refunded,
        lost,
        List.of(MONTHLY),
        NOW,
        Optional.empty(),
        Map.of());
  }

  private static Item item(PriceId price, long quantity) {
    return new Item("si_" + price, price, quantity, Optional.of(PERIOD_END));
  }

  private static SubscriptionState subscription(String status, Item... items) {
    return state(status, List.of(items), false, Optional.empty(), false, Optional.empty());
  }

  private static SubscriptionState scheduled(
      String status, boolean atPeriodEnd, Optional<Instant> cancelAt) {
    return state(status, List.of(item(MONTHLY, 1)), atPeriodEnd, cancelAt, false, Optional.empty());
  }

  private static SubscriptionState late(Optional<Unpaid> unpaid, Optional<Instant> cancelAt) {
    var item = item(MONTHLY, 1).paid(unpaid.map(owed -> PAID_UNTIL));
    return state("past_due", List.of(item), false, cancelAt, false, unpaid);
  }

  private static SubscriptionState state(
      String status,
      List<Item> items,
      boolean atPeriodEnd,
      Optional<Instant> cancelAt,
      boolean paused,
      Optional<Unpaid> unpaid) {
    return new SubscriptionState(
        new SubscriptionId("sub_1"),
        new CustomerId("cus_1"),
        StripeMode.TEST,
        status,
        items,
        true,
        atPeriodEnd,
        cancelAt,
        paused,
        Optional.empty(),
        Optional.empty(),
        NOW,
        Map.of(),
        unpaid,
        false);
  }
}
