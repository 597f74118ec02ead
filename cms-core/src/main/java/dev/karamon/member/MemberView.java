package dev.karamon.member;

import dev.karamon.group.SourceKind;
import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A member as admins see it: the groups the member is in now, each with its reasons. */
public record MemberView(
    MemberId id,
    String email,
    String name,
    MemberStatus status,
    @Schema(description = "Whether the member has confirmed the address.") boolean emailVerified,
    List<Membership> groups,
    @Schema(description = "Send it back with changes.") int version) {

  /** A group the member is in, and why. */
  public record Membership(GroupId id, String name, List<Reason> grants) {}

  /** One live grant. */
  public record Reason(
      SourceKind sourceKind, String sourceRef, Instant startsAt, Optional<Instant> endsAt) {}
}
