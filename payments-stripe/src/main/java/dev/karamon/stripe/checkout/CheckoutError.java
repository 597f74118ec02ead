package dev.karamon.stripe.checkout;

import dev.karamon.error.ErrorCode;
import dev.karamon.error.ErrorKind;

/** Why something cannot be bought or cancelled. */
public enum CheckoutError implements ErrorCode {
  /** The member has a live subscription for one of the prices. */
  ALREADY_SUBSCRIBED(ErrorKind.CONFLICT),
  /** The member has bought one of the prices for good. */
  ALREADY_PURCHASED(ErrorKind.CONFLICT),
  /** Recurring and one-time prices cannot be sold on one page. */
  PRICES_DO_NOT_MIX(ErrorKind.REFUSED),
  /** The trial of the endpoint would end too soon, or too late, for Stripe. */
  TRIAL_END_REFUSED(ErrorKind.REFUSED),
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
