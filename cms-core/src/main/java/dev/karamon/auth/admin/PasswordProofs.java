package dev.karamon.auth.admin;

import dev.karamon.actor.Actor;
import dev.karamon.async.Require;
import dev.karamon.auth.SignInThrottle;
import dev.karamon.database.DatabaseErrors;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.id.AdminId;
import dev.karamon.secret.Passwords;
import dev.karamon.secret.SecretText;
import io.vertx.core.Future;

/**
 * Asks signed-in admins for their password once more, where a stolen session must not be enough.
 */
final class PasswordProofs {
  private final Passwords passwords;
  private final SignInThrottle throttle;

  PasswordProofs(Passwords passwords, SignInThrottle throttle) {
    this.passwords = passwords;
    this.throttle = throttle;
  }

  /** Who acts, when it is an admin; a token has no account. */
  static AdminId own(Actor actor) {
    if (!actor.kind().equals("admin")) {
      throw new KaramonException(
          CommonError.NOT_FOUND, "A token has no account. Sign in as an admin.");
    }
    return new AdminId(Long.parseLong(actor.id()));
  }

  /** Fails for a token: one that leaked would outlive its end through what it leaves behind. */
  static void refuseToken(Actor actor, String deed) {
    if (!actor.kind().equals("admin")) {
      throw new KaramonException(
          CommonError.FORBIDDEN, "A token cannot " + deed + ". Sign in to do that.");
    }
  }

  /** An admin deleted during a request counts as not signed in. */
  static <T> Future<T> orGone(Throwable failure) {
    var gone =
        DatabaseErrors.violatedConstraint(failure)
            .filter(constraint -> constraint.endsWith("_admin_id_fkey"))
            .isPresent();
    return Future.failedFuture(
        gone
            ? new KaramonException(CommonError.UNAUTHENTICATED, "This account no longer exists.")
            : failure);
  }

  /**
   * Fails unless it is the admin's password.
   *
   * @param field what the field with the password is called
   */
  Future<Void> prove(Admin admin, String field, SecretText password) {
    var attempt = SignInThrottle.Attempt.ofAccount("admin-password", admin.id().toString());
    return throttle
        .admit(attempt)
        .compose(admitted ->
            passwords
                .matches(password, admin.passwordHash())
                .compose(matches -> Require.that(matches, () -> notYours(field)))
                .recover(failure -> throttle.failed(admitted, failure))
                .compose(proven -> throttle.succeeded(admitted)));
  }

  private static KaramonException notYours(String field) {
    return KaramonException.field(CommonError.REFUSED, field, "This is not your password.");
  }
}
