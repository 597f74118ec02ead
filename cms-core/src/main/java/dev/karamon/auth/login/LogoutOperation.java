package dev.karamon.auth.login;

import com.google.auto.service.AutoService;
import dev.karamon.operation.Call;
import dev.karamon.operation.CallerNeed;
import dev.karamon.operation.Operation;
import dev.karamon.operation.OperationSpec;
import io.vertx.core.Future;

/** {@code Login::logout}: ends the caller's session and all its tokens. */
@AutoService(Operation.class)
public final class LogoutOperation
    extends LoginOperation<
        LogoutOperation.Settings, LogoutOperation.Input, LogoutOperation.Output> {

  /** Nothing is fixed. */
  public record Settings() {}

  /** Nothing is sent. */
  public record Input() {}

  /** Nothing but the envelope. */
  public record Output() {}

  @Override
  public OperationSpec spec() {
    return OperationSpec.writes(
        "logout", "Ends the caller's session and all its tokens.", CallerNeed.KNOWABLE);
  }

  @Override
  public Future<Output> run(Call<Settings, Input> call, Logins logins) {
    call.cookies().accept(logins.forget(call.api()));
    return logins.end(call.session()).map(done -> new Output());
  }
}
