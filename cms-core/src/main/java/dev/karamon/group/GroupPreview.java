package dev.karamon.group;

import dev.karamon.id.MemberId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;

/** What a change of a group would do to its members. */
public record GroupPreview(
    @Schema(description = "How many members would join the group at once.") long joining,
    @Schema(description = "How many members would leave the group at once.") long leaving) {
  static GroupPreview of(Set<MemberId> before, Set<MemberId> after) {
    return new GroupPreview(
        after.stream().filter(member -> !before.contains(member)).count(),
        before.stream().filter(member -> !after.contains(member)).count());
  }
}
