package dev.karamon.stripe.event;

import dev.karamon.error.ErrorCode;
import dev.karamon.error.ErrorKind;

/** Why a webhook is refused. */
enum WebhookError implements ErrorCode {
  INVALID_SIGNATURE(ErrorKind.MALFORMED),
  NO_WEBHOOK_SECRET(ErrorKind.MALFORMED);

  private final ErrorKind kind;

  WebhookError(ErrorKind kind) {
    this.kind = kind;
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
