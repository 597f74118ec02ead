package dev.karamon.error;

/** The few kinds of failure; the HTTP status of each is decided once, at the HTTP edge. */
public enum ErrorKind {
  /** The request cannot be read: broken JSON, wrong types, unknown or missing fields. */
  MALFORMED,
  /** The caller is not authenticated. */
  UNAUTHENTICATED,
  /** The caller is known but may not. */
  FORBIDDEN,
  /** There is no such thing, or none that the caller may know of. */
  NOT_FOUND,
  /** The path exists but not with this method. */
  METHOD_NOT_ALLOWED,
  /** The state of things does not allow it now: a stale version, a duplicate. */
  CONFLICT,
  /** The body is larger than the bound. */
  TOO_LARGE,
  /** The URL is longer than the bound. */
  URI_TOO_LONG,
  /** The caller expects of us what we do not do. */
  EXPECTATION_FAILED,
  /** The body is not of the media type that is read here. */
  UNSUPPORTED_MEDIA_TYPE,
  /** The request is readable but a rule refuses it. */
  REFUSED,
  /** The caller called too often. */
  RATE_LIMITED,
  /** Something that is needed is out of reach for now; trying again may help. */
  UNAVAILABLE,
  /** A fault of ours. */
  INTERNAL
}
