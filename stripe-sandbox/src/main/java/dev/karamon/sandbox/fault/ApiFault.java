package dev.karamon.sandbox.fault;

/**
 * How some of the coming API calls fail.
 *
 * @param method of the calls, or {@code *}
 * @param path with which the calls' paths begin
 * @param times how many calls fail
 */
public record ApiFault(Kind kind, String method, String path, int times) {

  /** In which way. BEFORE: nothing was done; AFTER: it was done, and the caller does not know. */
  public enum Kind {
    ERROR_BEFORE,
    ERROR_AFTER,
    RATE_LIMIT,
    KEY_IN_USE,
    TIMEOUT_BEFORE,
    TIMEOUT_AFTER,
    CLOSE_BEFORE,
    CLOSE_AFTER;

    /** Whether the call is carried out all the same. */
    public boolean after() {
      return this == ERROR_AFTER || this == TIMEOUT_AFTER || this == CLOSE_AFTER;
    }
  }

  /** Refuses what could match no call. */
  public ApiFault {
    if (!path.startsWith("/v1/")) {
      throw new IllegalArgumentException("path must begin with /v1/, not " + path);
    }
    if (!method.equals("*") && !method.matches("GET|POST|DELETE")) {
      throw new IllegalArgumentException("method must be *, GET, POST or DELETE, not " + method);
    }
    if (times < 1 || times > 1_000_000) {
      throw new IllegalArgumentException("times must be 1 to 1000000, not " + times);
    }
  }

  boolean matches(String calledMethod, String calledPath) {
    return (method.equals("*") || method.equals(calledMethod)) && calledPath.startsWith(path);
  }

  ApiFault once() {
    return new ApiFault(kind, method, path, times - 1);
  }
}
