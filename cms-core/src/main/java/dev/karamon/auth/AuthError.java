package dev.karamon.auth;

import dev.karamon.error.ErrorCode;
import dev.karamon.error.ErrorKind;

/** What can go wrong with admins and their sign-ins. */
public enum AuthError implements ErrorCode {
  /** The password is correct, but a code is required as well. */
  SECOND_FACTOR_REQUIRED(ErrorKind.UNAUTHENTICATED),
  /** Somebody has to be left who may do everything. */
  LAST_OWNER(ErrorKind.REFUSED);

  private final ErrorKind kind;

  AuthError(ErrorKind kind) {
    this.kind = kind;
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
