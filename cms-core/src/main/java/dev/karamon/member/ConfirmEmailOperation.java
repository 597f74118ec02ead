package dev.karamon.member;

import com.google.auto.service.AutoService;
import dev.karamon.operation.Call;
import dev.karamon.operation.CallerNeed;
import dev.karamon.operation.Operation;
import dev.karamon.operation.OperationSpec;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import java.util.List;

/** {@code Member::confirm_email}: whoever has followed the link has the address. */
@AutoService(Operation.class)
public final class ConfirmEmailOperation
    extends MemberOperation<
        ConfirmEmailOperation.Settings, ConfirmEmailOperation.Input, ConfirmEmailOperation.Output> {

  /** Nothing is fixed. */
  public record Settings() {}

  /** What the link carries. */
  public record Input(
      @Schema(
              description = "The token from the page's query; works once.",
              minLength = 1,
              maxLength = 200)
          String token) {
    /** Without the token. */
    @Override
    public String toString() {
      return "Input[hidden]";
    }
  }

  /** That it is done. */
  public record Output(@Schema(description = "What was done, in words.") List<String> messages) {}

  @Override
  public OperationSpec spec() {
    return OperationSpec.writes(
            "confirm_email",
            "Confirms an e-mail address with the link sent to it.",
            CallerNeed.NONE)
        .perMinute(60);
  }

  @Override
  public Future<Output> run(Call<Settings, Input> call, Registrations registrations) {
    return registrations
        .confirm(call.input().token())
        .map(done -> new Output(List.of("Confirmed.")));
  }
}
