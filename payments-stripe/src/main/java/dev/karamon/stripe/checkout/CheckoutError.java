package dev.karamon.stripe.checkout;

import dev.karamon.error.ErrorCode;
import dev.karamon.error.ErrorKind;

/** Why something cannot be bought or cancelled. */
public enum CheckoutError implements ErrorCode {
  /** The member has a live subscription for one of the prices. */
  ALREADY_SUBSCRIBED(ErrorKind.CONFLICT),
  /** The member has nothing that this endpoint may cancel. */
  NOTHING_TO_CANCEL(ErrorKind.NOT_FOUND);

  private final ErrorKind kind;

  CheckoutError(ErrorKind kind) {
    this.kind = kind;
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
