package dev.karamon.endpoint;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.karamon.id.GroupId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who may call an endpoint. */
public record RequestRestriction(
    @Schema(description = "none: everybody; group_auth: members of the groups.") Type type,
    @Schema(description = "The groups, one of which is enough.") Optional<List<GroupId>> groupIds) {
  static final RequestRestriction NONE = new RequestRestriction(Type.NONE, Optional.empty());

  /** The kinds of restriction. */
  public enum Type {
    NONE,
    GROUP_AUTH;

    /** The name on the wire. */
    @JsonValue
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  List<GroupId> groups() {
    return groupIds.orElse(List.of());
  }

  RequestRestriction complete() {
    return new RequestRestriction(type, Optional.of(groups()));
  }
}
