package dev.karamon.group;

import dev.karamon.json.Patterns;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** A group as an admin sends it. */
public record GroupDraft(
    @Schema(
            description = "The name that members and admins see; unique.",
            minLength = 1,
            maxLength = 100,
            pattern = Patterns.NOT_BLANK)
        String name,
    @Schema(description = "For admins.", maxLength = 2000) Optional<String> description,
    @Schema(description = "The version that was read; an older one is refused.")
        Optional<Integer> version) {}
