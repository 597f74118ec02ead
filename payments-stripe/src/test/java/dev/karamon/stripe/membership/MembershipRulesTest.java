package dev.karamon.stripe.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.group.Grant;
import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.SubscriptionState.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembershipRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant PERIOD_END = NOW.plusSeconds(1_000);
  private static final Instant LATER = NOW.plusSeconds(2_000);
  private static final MemberId MEMBER = new MemberId(7);
  private static final GroupId GOLD = new GroupId(101);
  private static final GroupId NEWS = new GroupId(102);
  private static final PriceId MONTHLY = new PriceId("price_monthly");
  private static final PriceId UNKNOWN = new PriceId("price_unknown");
  private static final PriceMap PRICES =
      new PriceMap(Map.of(StripeMode.TEST, Map.of(MONTHLY, Set.of(GOLD, NEWS))));

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
    var grants =
        MembershipRules.grants(subscription(status, item(MONTHLY, 1)), MEMBER, PRICES, NOW);
    assertThat(grants.isEmpty()).isEqualTo(verdict != MembershipRules.Verdict.IN);
  }

  @ParameterizedTest
  @CsvSource({"canceled, true", "incomplete_expired, true", "unpaid, false", "active, false"})
  void onlyTwoStatusesAreTheEnd(String status, boolean ended) {
    assertThat(MembershipRules.isEnded(status)).isEqualTo(ended);
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
    var live = new PriceMap(Map.of(StripeMode.LIVE, Map.of(MONTHLY, Set.of(GOLD))));
    var subscription = subscription("active", item(MONTHLY, 1));
    assertThat(MembershipRules.grants(subscription, MEMBER, live, NOW)).isEmpty();
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

  private static List<Grant> grants(SubscriptionState subscription) {
    return MembershipRules.grants(subscription, MEMBER, PRICES, NOW);
  }

  private static Item item(PriceId price, long quantity) {
    return new Item("si_" + price, price, quantity, Optional.of(PERIOD_END));
  }

  private static SubscriptionState subscription(String status, Item... items) {
    return state(status, List.of(items), false, Optional.empty());
  }

  private static SubscriptionState scheduled(
      String status, boolean atPeriodEnd, Optional<Instant> cancelAt) {
    return state(status, List.of(item(MONTHLY, 1)), atPeriodEnd, cancelAt);
  }

  private static SubscriptionState state(
      String status, List<Item> items, boolean atPeriodEnd, Optional<Instant> cancelAt) {
    return new SubscriptionState(
        new SubscriptionId("sub_1"),
        new CustomerId("cus_1"),
        StripeMode.TEST,
        status,
        items,
        true,
        atPeriodEnd,
        cancelAt,
        false,
        Optional.empty(),
        Optional.empty(),
        NOW,
        Map.of(),
        Optional.empty(),
        false);
  }
}
