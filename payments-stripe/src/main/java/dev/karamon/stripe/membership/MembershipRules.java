package dev.karamon.stripe.membership;

import dev.karamon.group.Grant;
import dev.karamon.group.SourceKind;
import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.PurchaseState;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.Unpaid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Membership as a function of Stripe's state and the rules: no clock, no order of events. */
public final class MembershipRules {
  private MembershipRules() {}

  /** What a status means for membership. */
  public enum Verdict {
    /** In the groups of its prices, as far as their policies go. */
    IN,
    /** In none of them. */
    OUT,
    /** A status that we do not know: nothing changes. */
    UNKNOWN
  }

  /** What a status means. */
  public static Verdict verdict(String status) {
    return switch (status) {
      case "trialing", "active", "past_due" -> Verdict.IN;
      case "incomplete", "incomplete_expired", "unpaid", "paused", "canceled" -> Verdict.OUT;
      default -> Verdict.UNKNOWN;
    };
  }

  /** False for an unknown status, which leaves everything as it is. */
  public static boolean isKnown(String status) {
    return verdict(status) != Verdict.UNKNOWN;
  }

  /** True for one that gives access, as far as the groups' policies go. */
  static boolean isIn(SubscriptionState subscription) {
    return verdict(subscription.status()) == Verdict.IN;
  }

  /**
   * The grants that a subscription gives a member: one for each group of each item's price.
   *
   * @param from when a grant that is new begins
   */
  static List<Grant> grants(
      SubscriptionState subscription, MemberId member, GroupRules rules, Instant from) {
    if (!isIn(subscription)) {
      return List.of();
    }
    var grants = new ArrayList<Grant>();
    for (var item : subscription.heldItems().toList()) {
      for (var group : rules.groupsOf(subscription.mode(), item.price())) {
        term(subscription, item, rules.policyOf(group))
            .map(term ->
                new Grant(member, group, SourceKind.SUBSCRIPTION, item.id(), from, term.end()))
            .ifPresent(grants::add);
      }
    }
    return grants;
  }

  /** The grants that a completed checkout of one-time prices gives a member. */
  static List<Grant> grants(
      PurchaseState purchase, MemberId member, GroupRules rules, Instant from) {
    if (!purchase.isSettled()) {
      return List.of();
    }
    var terms = new HashMap<GroupId, Term>();
    for (var price : purchase.prices()) {
      for (var group : rules.groupsOf(purchase.mode(), price)) {
        term(purchase, rules.policyOf(group)).ifPresent(term -> terms.put(group, term));
      }
    }
    return terms.entrySet().stream()
        .map(granted ->
            new Grant(
                member,
                granted.getKey(),
                SourceKind.PURCHASE,
                purchase.session().value(),
                from,
                granted.getValue().end()))
        .toList();
  }

  /** How long a grant lasts. */
  private record Term(Optional<Instant> end) {
    static final Term OPEN = new Term(Optional.empty());

    static Term until(Instant end) {
      return new Term(Optional.of(end));
    }

    Term atMostUntil(Optional<Instant> other) {
      return end.isEmpty() || other.filter(end.get()::isAfter).isPresent() ? new Term(other) : this;
    }
  }

  /** Empty when there is nothing to grant. */
  private static Optional<Term> term(
      SubscriptionState subscription, SubscriptionState.Item item, GroupPolicy policy) {
    var pauseEndsIt =
        subscription.collectionPaused() && policy.pausedCollection() == GroupPolicy.Then.REMOVE;
    if (pauseEndsIt) {
      return Optional.empty();
    }
    var owed = subscription.owes() ? pastDue(subscription, item, policy) : Optional.of(Term.OPEN);
    return owed.map(term -> term.atMostUntil(subscription.endsOn(item)));
  }

  /** What is owed is known whenever Stripe was asked; until then no member loses anything. */
  private static Optional<Term> pastDue(
      SubscriptionState subscription, SubscriptionState.Item item, GroupPolicy policy) {
    var unpaid = subscription.unpaid();
    return switch (policy.pastDue()) {
      case REMOVE -> Optional.empty();
      case WHILE_RETRYING ->
          Optional.of(Term.OPEN).filter(open -> unpaid.map(Unpaid::retrying).orElse(true));
      case GRACE_DAYS ->
          Optional.of(
              new Term(unpaid.map(owed -> owed.since().plus(Duration.ofDays(policy.graceDays())))));
      case UNTIL_PERIOD_END ->
          Optional.of(new Term(unpaid.flatMap(owed -> item.paidUntil().or(item::periodEnd))));
    };
  }

  private static Optional<Term> term(PurchaseState purchase, GroupPolicy policy) {
    var isOver =
        (purchase.refunded() && policy.refund() == GroupPolicy.Then.REMOVE)
            || (purchase.disputeLost() && policy.lostDispute() == GroupPolicy.Then.REMOVE);
    return isOver
        ? Optional.empty()
        : Optional.of(
            policy
                .purchaseDays()
                .map(days ->
                    Term.until(
                        purchase.paidAt().orElse(purchase.created()).plus(Duration.ofDays(days))))
                .orElse(Term.OPEN));
  }
}
