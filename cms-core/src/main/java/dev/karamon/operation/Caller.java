package dev.karamon.operation;

import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A member who is logged in.
 *
 * @param session empty for who is logged in elsewhere
 * @param groups the groups the member is in at this moment, with their names
 */
public record Caller(MemberId member, Optional<UUID> session, Map<GroupId, String> groups) {
  public Caller {
    groups = Map.copyOf(groups);
  }
}
