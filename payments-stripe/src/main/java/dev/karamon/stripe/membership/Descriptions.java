package dev.karamon.stripe.membership;

import dev.karamon.group.Grant;
import dev.karamon.stripe.PurchaseState;
import dev.karamon.stripe.SubscriptionState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What decides membership, in words; two states that decide the same read the same. */
final class Descriptions {
  private Descriptions() {}

  static boolean isSame(SubscriptionState one, SubscriptionState other) {
    return of(one).equals(of(other));
  }

  static boolean isSame(List<Grant> one, List<Grant> other) {
    return of(one).equals(of(other));
  }

  static String of(SubscriptionState state) {
    var parts = new ArrayList<String>();
    parts.add(state.status());
    state
        .heldItems()
        .map(item ->
            item.price()
                + " × "
                + item.quantity()
                + item.periodEnd().map(end -> " until " + end).orElse("")
                + item.paidUntil().map(end -> ", paid until " + end).orElse(""))
        .sorted()
        .forEach(parts::add);
    if (!state.isEnded()) {
      state.endsOn().ifPresent(end -> parts.add("ends on " + end));
    }
    if (state.collectionPaused()) {
      parts.add("collection paused");
    }
    state
        .unpaid()
        .ifPresent(owed ->
            parts.add(
                "unpaid since %s, %s"
                    .formatted(owed.since(), owed.retrying() ? "retrying" : "given up")));
    return String.join("; ", parts);
  }

  static String of(PurchaseState state) {
    var parts = new ArrayList<String>();
    parts.add(state.paymentStatus());
    state.prices().stream().map(Object::toString).sorted().forEach(parts::add);
    state.paidAt().ifPresent(at -> parts.add("paid at " + at));
    if (state.refunded()) {
      parts.add("refunded");
    }
    if (state.disputeLost()) {
      parts.add("dispute lost");
    }
    return String.join("; ", parts);
  }

  static String of(List<Grant> grants) {
    return grants.isEmpty()
        ? "no group"
        : grants.stream()
            .map(grant ->
                "member %s in group %s by %s%s"
                    .formatted(
                        grant.member(),
                        grant.group(),
                        grant.sourceRef(),
                        grant.endsAt().map(end -> " until " + end).orElse("")))
            .sorted()
            .collect(Collectors.joining("; "));
  }
}
