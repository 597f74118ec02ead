package dev.karamon.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.id.ApiId;
import dev.karamon.id.EndpointId;
import dev.karamon.operation.CallerNeed;
import dev.karamon.operation.Category;
import dev.karamon.operation.OperationSpec;
import dev.karamon.operation.RateLimit;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/**
 * What an admin defines: a path that runs an operation with fixed settings.
 *
 * @param path below the API, without a leading slash; parameters in braces
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Endpoint(
    EndpointId id,
    ApiId apiId,
    String path,
    @Schema(description = "GET or POST; the operation decides.") String method,
    boolean enabled,
    Category category,
    String model,
    int modelVersion,
    String operation,
    String summary,
    String description,
    RequestRestriction requestRestriction,
    Optional<RateLimit> rateLimit,
    int cacheSeconds,
    @Schema(description = "What the operation's settings schema describes.", types = "object")
        JsonNode settings,
    @Schema(description = "Send it back with changes.") int version) {

  /** How often one caller may call: the admin's limit, or else the operation's default. */
  public Optional<RateLimit> rateLimit(OperationSpec operation) {
    return rateLimit.or(operation::usualRateLimit);
  }

  /** Whether only members who are logged in get an answer. */
  public boolean needsMember(OperationSpec operation) {
    return operation.caller() == CallerNeed.MEMBER || forGroups();
  }

  /** Whether it is for members of certain groups. */
  public boolean forGroups() {
    return requestRestriction.type() == RequestRestriction.Type.GROUP_AUTH;
  }
}
