package dev.karamon.group;

import dev.karamon.id.GroupId;
import io.swagger.v3.oas.annotations.media.Schema;

/** A group as admins see it. */
public record GroupView(
    GroupId id,
    String name,
    String description,
    @Schema(description = "Members with at least one live grant.") long memberCount,
    @Schema(description = "Send it back with changes.") int version) {
  static GroupView of(MemberGroup group) {
    return new GroupView(
        group.id(), group.name(), group.description(), group.memberCount(), group.version());
  }
}
