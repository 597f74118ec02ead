package dev.karamon.member;

import com.google.auto.service.AutoService;
import dev.karamon.operation.Call;
import dev.karamon.operation.CallerNeed;
import dev.karamon.operation.Operation;
import dev.karamon.operation.OperationSpec;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code Member::details}: the caller's own data. */
@AutoService(Operation.class)
public final class MemberDetailsOperation
    extends MemberOperation<
        MemberDetailsOperation.Settings,
        MemberDetailsOperation.Input,
        MemberDetailsOperation.Output> {

  /** Nothing is fixed. */
  public record Settings() {}

  /** Nothing is sent. */
  public record Input() {}

  /** The member as it sees itself. */
  public record Details(
      long memberId,
      String email,
      String name,
      @Schema(description = "Groups by id.", example = "{\"102\":\"Gold\"}")
          Map<String, String> groupIds) {}

  /** The envelope of one thing. */
  public record Output(@Schema(description = "The caller's own data.") Details details) {}

  @Override
  public OperationSpec spec() {
    return OperationSpec.reads("details", "Shows the caller's own data.", CallerNeed.MEMBER);
  }

  @Override
  public Future<Output> run(Call<Settings, Input> call, Registrations registrations) {
    return registrations
        .own(call.member().member())
        .map(view -> {
          var groups = new LinkedHashMap<String, String>();
          view.groups().forEach(group -> groups.put(group.id().toString(), group.name()));
          return new Output(new Details(view.id().value(), view.email(), view.name(), groups));
        });
  }
}
