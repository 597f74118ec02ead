package dev.karamon.stripe.gateway;

import dev.karamon.error.ErrorCode;
import dev.karamon.error.ErrorKind;
import dev.karamon.error.KaramonException;

/** What can go wrong with Stripe. */
public enum StripeError implements ErrorCode {
  /** No answer: refused connection, timeout, a fault on Stripe's side. */
  STRIPE_UNREACHABLE(ErrorKind.UNAVAILABLE),
  /** An answer that is not what Stripe's API promises. */
  STRIPE_UNREADABLE(ErrorKind.UNAVAILABLE),
  /** Stripe asks to call less often. */
  STRIPE_RATE_LIMITED(ErrorKind.UNAVAILABLE),
  /** Too many calls of ours wait for Stripe, or Stripe works on the same thing right now. */
  STRIPE_BUSY(ErrorKind.UNAVAILABLE),
  /** Stripe is not switched on here. */
  STRIPE_DISABLED(ErrorKind.UNAVAILABLE),
  /** Stripe cannot be used, for a reason that only an admin is told and can mend. */
  STRIPE_UNAVAILABLE(ErrorKind.UNAVAILABLE),
  /** The secret key is unknown to Stripe, revoked or expired. */
  STRIPE_KEY_INVALID(ErrorKind.REFUSED),
  /** The secret key is restricted and lacks a permission. */
  STRIPE_KEY_PERMISSION(ErrorKind.REFUSED),
  /** The customer of a request does not exist (any more). */
  STRIPE_CUSTOMER_MISSING(ErrorKind.REFUSED),
  /** A price of a request does not exist in this mode of this account. */
  STRIPE_PRICE_MISSING(ErrorKind.REFUSED),
  /** Something else that a request names does not exist. */
  STRIPE_RESOURCE_MISSING(ErrorKind.REFUSED),
  /** A payment was declined. */
  STRIPE_CARD_DECLINED(ErrorKind.REFUSED),
  /** Stripe refuses the request; the message is Stripe's own. */
  STRIPE_REFUSED(ErrorKind.REFUSED),
  /** An idempotency key was used before for a different request. */
  STRIPE_IDEMPOTENCY_CONFLICT(ErrorKind.CONFLICT);

  private final ErrorKind kind;

  StripeError(ErrorKind kind) {
    this.kind = kind;
  }

  /**
   * True when Stripe described something otherwise than is known: to ask again does not help. An
   * unreadable answer that says when to come again was given by something on the way.
   */
  public static boolean isUnknownShape(KaramonException failure) {
    return failure.code() == STRIPE_UNREADABLE && failure.retryAfter().isEmpty();
  }

  /** True when Stripe does not take the secret key, or not for what was asked. */
  public static boolean isKeyRefused(Throwable failure) {
    return failure instanceof KaramonException named
        && (named.code() == STRIPE_KEY_INVALID || named.code() == STRIPE_KEY_PERMISSION);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
