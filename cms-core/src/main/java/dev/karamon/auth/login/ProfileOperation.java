package dev.karamon.auth.login;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import dev.karamon.operation.Call;
import dev.karamon.operation.CallerNeed;
import dev.karamon.operation.Operation;
import dev.karamon.operation.OperationSpec;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code Login::profile}: who is logged in, in which groups. */
@AutoService(Operation.class)
public final class ProfileOperation
    extends LoginOperation<
        ProfileOperation.Settings, ProfileOperation.Input, ProfileOperation.Output> {

  /** Nothing is fixed. */
  public record Settings() {}

  /** Nothing is sent. */
  public record Input() {}

  /** The member who calls. */
  public record Output(
      @Schema(description = "Id of the member.") long memberId,
      @Schema(description = "E-mail address.") String email,
      @Schema(description = "The member's name.") String name,
      @Schema(description = "Names of the member's groups, by id.", example = "{\"102\":\"Gold\"}")
          Map<String, String> groupIds,
      @JsonAnyGetter @Schema(description = "What modules know about the member.")
          Map<String, JsonNode> fields) {}

  @Override
  public OperationSpec spec() {
    return OperationSpec.reads(
        "profile", "Returns the member who is logged in, with their groups.", CallerNeed.MEMBER);
  }

  @Override
  public List<Class<? extends Record>> outputFields(Logins logins) {
    return logins.memberFields();
  }

  @Override
  public Future<Output> run(Call<Settings, Input> call, Logins logins) {
    var caller = call.member();
    var groups = new TreeMap<String, String>();
    caller.groups().forEach((id, name) -> groups.put(id.toString(), name));
    return logins
        .profile(caller.member())
        .map(profile ->
            new Output(
                profile.member().id().value(),
                profile.member().email(),
                profile.member().name(),
                groups,
                profile.fields()));
  }
}
