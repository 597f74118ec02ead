package dev.karamon.auth.login;

import com.google.auto.service.AutoService;
import dev.karamon.operation.Call;
import dev.karamon.operation.CallerNeed;
import dev.karamon.operation.Operation;
import dev.karamon.operation.OperationSpec;
import dev.karamon.secret.Passwords;
import dev.karamon.secret.SecretText;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import java.util.List;

/** {@code Login::reset_password}: whoever has followed the link sets a new password. */
@AutoService(Operation.class)
public final class ResetPasswordOperation
    extends LoginOperation<
        ResetPasswordOperation.Settings,
        ResetPasswordOperation.Input,
        ResetPasswordOperation.Output> {

  /** Nothing is fixed. */
  public record Settings() {}

  /** What the link carries, and the next password. */
  public record Input(
      @Schema(
              description = "The token from the page's query; works once.",
              minLength = 1,
              maxLength = 200)
          String token,
      @Schema(
              description = "The new password.",
              minLength = Passwords.MIN_LENGTH,
              maxLength = Passwords.MAX_LENGTH,
              format = "password")
          String newPassword) {
    /** Without the secrets. */
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
            "reset_password",
            "Sets a new password with the link that was sent, and ends all sessions.",
            CallerNeed.NONE)
        .perMinute(60);
  }

  @Override
  public Future<Output> run(Call<Settings, Input> call, Logins logins) {
    return logins
        .passwords()
        .reset(call.input().token(), new SecretText(call.input().newPassword()))
        .map(done -> new Output(List.of("Your password was changed. Log in.")));
  }
}
