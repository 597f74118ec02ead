package dev.karamon.endpoint;

import dev.karamon.id.GroupId;
import dev.karamon.wire.Wire;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/** Who may call an endpoint. */
public record RequestRestriction(
    @Schema(description = "none: everybody; group_auth: members of the groups.") Type type,
    @Schema(description = "The groups, one of which is enough.") Optional<List<GroupId>> groupIds) {
  static final RequestRestriction NONE = new RequestRestriction(Type.NONE, Optional.empty());

  /** The kinds of restriction. */
  public enum Type implements Wire {
    NONE,
    GROUP_AUTH
  }

  List<GroupId> groups() {
    return groupIds.orElse(List.of());
  }

  RequestRestriction complete() {
    return new RequestRestriction(type, Optional.of(groups()));
  }
}
