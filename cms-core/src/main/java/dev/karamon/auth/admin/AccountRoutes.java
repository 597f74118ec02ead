package dev.karamon.auth.admin;

import dev.karamon.actor.Role;
import dev.karamon.admin.AdminRoute;
import dev.karamon.error.ErrorKind;
import dev.karamon.secret.Passwords;
import dev.karamon.secret.SecretText;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/** An admin's own account in the admin API. */
public final class AccountRoutes {
  /** What admins may change about their own account. */
  public record Change(
      @Schema(description = "Your name.", maxLength = 100) String name,
      @Schema(description = "The version that was read; any other is refused.")
          Optional<Integer> version) {}

  /** The new password and the current one. */
  public record NewPassword(
      @Schema(
              description = "Your current password.",
              minLength = 1,
              maxLength = Passwords.MAX_LENGTH,
              format = "password")
          String oldPassword,
      @Schema(
              description = "Your new password.",
              minLength = Passwords.MIN_LENGTH,
              maxLength = Passwords.MAX_LENGTH,
              format = "password")
          String newPassword) {
    /** Without the passwords. */
    @Override
    public String toString() {
      return "NewPassword[hidden]";
    }
  }

  /** The password once more. */
  public record PasswordProof(
      @Schema(
              description = "Your password.",
              minLength = 1,
              maxLength = Passwords.MAX_LENGTH,
              format = "password")
          String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return "PasswordProof[hidden]";
    }
  }

  /** A first code of the authenticator app. */
  public record CodeProof(
      @Schema(description = "The code shown by the authenticator app.", maxLength = 40)
          String code) {
    /** Without the code. */
    @Override
    public String toString() {
      return "CodeProof[hidden]";
    }
  }

  /** Password and code once more. */
  public record FullProof(
      @Schema(
              description = "Your password.",
              minLength = 1,
              maxLength = Passwords.MAX_LENGTH,
              format = "password")
          String password,
      @Schema(description = "A code from the app, or a recovery code.", maxLength = 40)
          String code) {
    /** Without both. */
    @Override
    public String toString() {
      return "FullProof[hidden]";
    }
  }

  private AccountRoutes() {}

  /** The routes of the admin API for an admin's own account. */
  public static List<AdminRoute<?>> of(OwnAccounts accounts) {
    return List.of(
        AdminRoute.get("/account")
            .role(Role.VIEWER)
            .mayFail(ErrorKind.NOT_FOUND)
            .does("ownAccount", "Your own account.")
            .answers(OwnAccounts.View.class, call -> accounts.find(call.actor())),
        AdminRoute.put("/account")
            .role(Role.VIEWER)
            .mayFail(ErrorKind.NOT_FOUND)
            .does("updateOwnAccount", "Change your name.")
            .takes(Change.class)
            .answers(
                OwnAccounts.View.class,
                call -> accounts.rename(call.actor(), call.body().name(), call.body().version())),
        AdminRoute.put("/account/password")
            .role(Role.VIEWER)
            .mayFail(ErrorKind.NOT_FOUND, ErrorKind.RATE_LIMITED)
            .does("changeOwnPassword", "Change your password and end your other sessions.")
            .takes(NewPassword.class)
            .done(call ->
                accounts.changePassword(
                    call.actor(),
                    new SecretText(call.body().oldPassword()),
                    new SecretText(call.body().newPassword()),
                    call.cookie(AdminSessions.COOKIE))),
        AdminRoute.post("/account/second-factor")
            .role(Role.VIEWER)
            .mayFail(ErrorKind.NOT_FOUND, ErrorKind.RATE_LIMITED)
            .does("addSecondFactor", "Start setting up an authenticator app.")
            .takes(PasswordProof.class)
            .creates(
                SecondFactors.Enrolment.class,
                call ->
                    accounts.addSecondFactor(call.actor(), new SecretText(call.body().password()))),
        AdminRoute.post("/account/second-factor/confirmation")
            .role(Role.VIEWER)
            .mayFail(ErrorKind.NOT_FOUND, ErrorKind.RATE_LIMITED)
            .does("confirmSecondFactor", "Confirm the app with a code; returns the recovery codes.")
            .takes(CodeProof.class)
            .answers(
                SecondFactors.Codes.class,
                call -> accounts.confirmSecondFactor(call.actor(), call.body().code())),
        AdminRoute.post("/account/second-factor/recovery-codes")
            .role(Role.VIEWER)
            .mayFail(ErrorKind.NOT_FOUND, ErrorKind.RATE_LIMITED)
            .does("renewRecoveryCodes", "Replace the recovery codes with new ones.")
            .takes(FullProof.class)
            .answers(
                SecondFactors.Codes.class,
                call ->
                    accounts.renewRecoveryCodes(
                        call.actor(), new SecretText(call.body().password()), call.body().code())),
        AdminRoute.post("/account/second-factor/removal")
            .role(Role.VIEWER)
            .mayFail(ErrorKind.NOT_FOUND, ErrorKind.RATE_LIMITED)
            .does(
                "removeSecondFactor",
                "Remove the second factor; the password is then enough to sign in.")
            .takes(FullProof.class)
            .done(call ->
                accounts.removeSecondFactor(
                    call.actor(), new SecretText(call.body().password()), call.body().code())));
  }
}
