package dev.karamon.stripe.membership;

import dev.karamon.group.Grant;
import dev.karamon.group.SourceKind;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.SubscriptionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Membership as a function of a subscription: no state, no clock, no order of events. */
public final class MembershipRules {
  private static final Set<String> ENDED = Set.of("canceled", "incomplete_expired");

  private MembershipRules() {}

  /** What a status means for membership. */
  public enum Verdict {
    /** In the groups of its prices. */
    IN,
    /** In none of them. */
    OUT,
    /** A status that we do not know: nothing changes. */
    UNKNOWN
  }

  /**
   * What a status means. A payment that Stripe still retries keeps the member in, and so does a
   * pause of collection.
   */
  public static Verdict verdict(String status) {
    return switch (status) {
      case "trialing", "active", "past_due" -> Verdict.IN;
      case "incomplete", "incomplete_expired", "unpaid", "paused", "canceled" -> Verdict.OUT;
      default -> Verdict.UNKNOWN;
    };
  }

  /** True for a status that nothing revives. */
  public static boolean isEnded(String status) {
    return ENDED.contains(status);
  }

  /** The grants that a subscription gives a member: one for each group of each item's price. */
  public static List<Grant> grants(
      SubscriptionState subscription, MemberId member, PriceMap prices, Instant now) {
    if (verdict(subscription.status()) != Verdict.IN) {
      return List.of();
    }
    var ends = ends(subscription);
    var grants = new ArrayList<Grant>();
    for (var item : subscription.items()) {
      if (item.quantity() > 0) {
        for (var group : prices.of(subscription.mode(), item.price())) {
          grants.add(new Grant(member, group, SourceKind.SUBSCRIPTION, item.id(), now, ends));
        }
      }
    }
    return grants;
  }

  /** Only what Stripe was told to end has an end; an unpaid period decides by its status. */
  private static Optional<Instant> ends(SubscriptionState subscription) {
    return subscription.status().equals("past_due") ? Optional.empty() : subscription.endsOn();
  }
}
