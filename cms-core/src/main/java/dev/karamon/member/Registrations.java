package dev.karamon.member;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.group.Groups;
import dev.karamon.http.Extended;
import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;

/** What members do with their own account. */
public final class Registrations {
  private final Members members;
  private final Groups groups;

  public Registrations(Members members, Groups groups) {
    this.members = members;
    this.groups = groups;
  }

  /**
   * Registers a member; a group that may not be given away is refused.
   *
   * @param mayLogIn false leaves the member blocked until an admin lets it in
   */
  Future<MemberId> register(MemberDraft draft, boolean mayLogIn, Optional<GroupId> group) {
    var status = mayLogIn ? MemberStatus.ACTIVE : MemberStatus.BLOCKED;
    return refusal(group)
        .compose(refusal ->
            refusal.isPresent()
                ? Future.failedFuture(new KaramonException(CommonError.REFUSED, refusal.get()))
                : members.register(draft, status, group.map(Set::of).orElse(Set.of())));
  }

  /** Why registration cannot put members into this group. */
  Future<Optional<String>> refusal(Optional<GroupId> group) {
    return group
        .map(groups::refusalAsDefault)
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  /** The member's own data. */
  Future<MemberView> own(MemberId id) {
    return members.find(id).map(Extended::thing);
  }
}
