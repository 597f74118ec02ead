package dev.karamon.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.operation.Category;
import dev.karamon.operation.RateLimit;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** An endpoint as an admin sends it. */
public record EndpointDraft(
    @Schema(
            description = "Below the API, such as checkout or members/{id}.",
            minLength = 1,
            maxLength = 200)
        String path,
    @Schema(description = "Whether it can be called.", defaultValue = "true")
        Optional<Boolean> enabled,
    @Schema(description = "The operation's category: the first choice.") Category category,
    @Schema(
            description = "The operation's model, such as Stripe: the second choice.",
            maxLength = 100)
        String model,
    @Schema(description = "Version of the model; 1 when omitted.", minimum = "1")
        Optional<Integer> modelVersion,
    @Schema(
            description = "The operation's name, such as checkout: the third choice.",
            maxLength = 100)
        String operation,
    @Schema(description = "One line; the operation's own when omitted.", maxLength = 200)
        Optional<String> summary,
    @Schema(description = "For developers; Markdown.", maxLength = 10000)
        Optional<String> description,
    @Schema(description = "Who may call; everybody when omitted.")
        Optional<RequestRestriction> requestRestriction,
    @Schema(description = "How often one caller may call; the operation's default when omitted.")
        Optional<RateLimit> rateLimit,
    @Schema(
            description = "How long callers may cache the answer of a GET, in seconds.",
            minimum = "0",
            maximum = "86400")
        Optional<Integer> cacheSeconds,
    @Schema(description = "What the operation's settings schema describes.", types = "object")
        Optional<JsonNode> settings,
    @Schema(description = "The version that was read; an older one is refused.")
        Optional<Integer> version) {
  public EndpointDraft {
    // An absent tree is read as a tree of null.
    settings = settings.filter(given -> !given.isNull());
  }
}
