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

/** {@code Login::change_password}: a member changes the password. */
@AutoService(Operation.class)
public final class ChangePasswordOperation
    extends LoginOperation<
        ChangePasswordOperation.Settings,
        ChangePasswordOperation.Input,
        ChangePasswordOperation.Output> {

  /** Nothing is fixed. */
  public record Settings() {}

  /** The current and the new password. */
  public record Input(
      @Schema(
              description = "The current password.",
              minLength = 1,
              maxLength = Passwords.MAX_LENGTH,
              format = "password")
          String currentPassword,
      @Schema(
              description = "The new password.",
              minLength = Passwords.MIN_LENGTH,
              maxLength = Passwords.MAX_LENGTH,
              format = "password")
          String newPassword) {
    /** Without the passwords. */
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
            "change_password",
            "Changes the caller's password and ends all sessions, including this one.",
            CallerNeed.MEMBER)
        .perMinute(60);
  }

  @Override
  public Future<Output> run(Call<Settings, Input> call, Logins logins) {
    var input = call.input();
    return logins
        .passwords()
        .change(
            call.member().member(),
            new SecretText(input.currentPassword()),
            new SecretText(input.newPassword()),
            call.address())
        .map(done -> {
          call.cookies().accept(logins.forget(call.api()));
          return new Output(List.of("Your password was changed. Log in again."));
        });
  }
}
