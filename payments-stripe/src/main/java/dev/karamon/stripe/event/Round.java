package dev.karamon.stripe.event;

import dev.karamon.stripe.membership.Claim;
import dev.karamon.stripe.membership.MembershipSync;
import dev.karamon.stripe.membership.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Work on claimed customers, sorted by what can be done about it. */
final class Round {
  private final List<CustomerWork> told = new ArrayList<>();
  private final List<MembershipSync.Change> changes = new ArrayList<>();
  private final List<CustomerWork> nobodys = new ArrayList<>();
  private final List<EventApplier.ToRead> toRead = new ArrayList<>();

  private Round() {}

  static Round of(List<CustomerWork> works, MembershipSync.Known known) {
    var round = new Round();
    works.forEach(work -> round.sort(work, known));
    return round;
  }

  private void sort(CustomerWork work, MembershipSync.Known known) {
    var customer = known.of(work.claim().customer());
    if (customer.member().isEmpty()) {
      nobodys.add(work);
      return;
    }
    switch (Decisions.decide(work.open(), customer.marks())) {
      case Decisions.Decision.Apply(var states) when work.claim().wish().isEmpty() -> {
        told.add(work);
        changes.add(new MembershipSync.Change(customer.key(), states, List.of(), work.cause()));
      }
      case Decisions.Decision.Apply wished ->
          toRead.add(new EventApplier.ToRead(work, Wanted.EVERYTHING));
      case Decisions.Decision.Read(var wanted) ->
          toRead.add(
              new EventApplier.ToRead(
                  work, work.claim().wish().isPresent() ? Wanted.EVERYTHING : wanted));
    }
  }

  /** Those of which the events tell everything. */
  List<CustomerWork> told() {
    return told;
  }

  List<MembershipSync.Change> changes() {
    return changes;
  }

  /** Those whose customer is no member that we know of. */
  List<CustomerWork> nobodys() {
    return nobodys;
  }

  List<EventApplier.ToRead> toRead() {
    return toRead;
  }

  List<Claim> finished() {
    return Stream.concat(told.stream(), nobodys.stream()).map(CustomerWork::claim).toList();
  }
}
