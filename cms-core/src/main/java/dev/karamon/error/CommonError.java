package dev.karamon.error;

/** The codes that every feature may use. */
public enum CommonError implements ErrorCode {
  INVALID_JSON(ErrorKind.MALFORMED),
  INVALID_REQUEST(ErrorKind.MALFORMED),
  UNAUTHENTICATED(ErrorKind.UNAUTHENTICATED),
  FORBIDDEN(ErrorKind.FORBIDDEN),
  NOT_FOUND(ErrorKind.NOT_FOUND),
  METHOD_NOT_ALLOWED(ErrorKind.METHOD_NOT_ALLOWED),
  VERSION_CONFLICT(ErrorKind.CONFLICT),
  ALREADY_EXISTS(ErrorKind.CONFLICT),
  IN_USE(ErrorKind.CONFLICT),
  BODY_TOO_LARGE(ErrorKind.TOO_LARGE),
  URI_TOO_LONG(ErrorKind.URI_TOO_LONG),
  EXPECTATION_FAILED(ErrorKind.EXPECTATION_FAILED),
  UNSUPPORTED_MEDIA_TYPE(ErrorKind.UNSUPPORTED_MEDIA_TYPE),
  REFUSED(ErrorKind.REFUSED),
  RATE_LIMITED(ErrorKind.RATE_LIMITED),
  DATABASE_UNAVAILABLE(ErrorKind.UNAVAILABLE),
  UNAVAILABLE(ErrorKind.UNAVAILABLE),
  INTERNAL(ErrorKind.INTERNAL);

  private final ErrorKind kind;

  CommonError(ErrorKind kind) {
    this.kind = kind;
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
