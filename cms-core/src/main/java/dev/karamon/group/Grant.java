package dev.karamon.group;

import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import java.time.Instant;
import java.util.Optional;

/**
 * One reason why a member is in a group.
 *
 * @param sourceRef what gives it: the admin's mark, a subscription item, a checkout session
 * @param endsAt exclusive; empty when it does not end by itself
 */
public record Grant(
    MemberId member,
    GroupId group,
    SourceKind sourceKind,
    String sourceRef,
    Instant startsAt,
    Optional<Instant> endsAt) {
  public Grant {
    if (sourceRef.isBlank()) {
      throw new IllegalArgumentException("A grant names its source");
    }
  }

  /** True when it counts at a point in time. */
  public boolean isLive(Instant at) {
    return !startsAt.isAfter(at) && endsAt.map(end -> end.isAfter(at)).orElse(true);
  }
}
