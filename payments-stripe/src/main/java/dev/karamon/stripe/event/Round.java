package dev.karamon.stripe.event;

import dev.karamon.stripe.membership.Claim;
import dev.karamon.stripe.membership.MembershipSync;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Work on claimed customers, sorted by what can be done about it. */
final class Round {
  private final List<String> settled = new ArrayList<>();
  private final List<MembershipSync.Change> changes = new ArrayList<>();
  private final List<String> unlinked = new ArrayList<>();
  private final List<EventApplier.ToRead> toRead = new ArrayList<>();
  private final List<Claim> finished = new ArrayList<>();
  private final Instant now;

  private Round(Instant now) {
    this.now = now;
  }

  static Round of(List<CustomerWork> works, MembershipSync.Known known, Instant now) {
    var round = new Round(now);
    works.forEach(work -> round.sort(work, known));
    return round;
  }

  private void sort(CustomerWork work, MembershipSync.Known known) {
    var customer = known.of(work.claim().customer());
    if (customer.member().isEmpty()) {
      unlinked.addAll(work.readable());
      finished.add(work.claim());
      return;
    }
    var decision = Decisions.decide(work.open(), customer.marks());
    changes.addAll(decision.changes(customer.key()));
    var rest = work.limitedTo(decision.unsettled());
    var left = rest.readable();
    work.readable().stream().filter(id -> !left.contains(id)).forEach(settled::add);
    if (work.claim().readRequest().isPresent()) {
      toRead.add(new EventApplier.ToRead(rest, decision.wanted().andAllPurchases()));
    } else if (!decision.isSettled() && rest.isDue(now)) {
      toRead.add(new EventApplier.ToRead(rest, decision.wanted()));
    } else {
      finished.add(work.claim());
    }
  }

  /** Events from which everything has been taken. */
  List<String> settled() {
    return settled;
  }

  List<MembershipSync.Change> changes() {
    return changes;
  }

  /** Events whose customer is no member that we know of. */
  List<String> unlinked() {
    return unlinked;
  }

  /** What only Stripe can answer, as far as it is to be tried now. */
  List<EventApplier.ToRead> toRead() {
    return toRead;
  }

  /** The claims of customers for whom nothing is left to do now. */
  List<Claim> finished() {
    return finished;
  }
}
