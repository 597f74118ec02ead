package dev.karamon.error;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The one exception for failures that have a name; its message is safe to show to the caller. */
public final class KaramonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** So many problems are listed; a last entry counts the others. */
  private static final int MAX_LISTED = 100;

  private final transient ErrorCode code;
  private final transient List<FieldProblem> problems;
  private final transient Optional<Duration> retryAfter;

  public KaramonException(ErrorCode code, String message) {
    this(code, message, List.of(), Optional.empty());
  }

  private KaramonException(
      ErrorCode code, String message, List<FieldProblem> problems, Optional<Duration> retryAfter) {
    // No stack trace: these are answers, not faults, and hostile callers can provoke them at will.
    super(message, null, false, code.kind() == ErrorKind.INTERNAL);
    this.code = code;
    this.problems = List.copyOf(problems);
    this.retryAfter = retryAfter;
  }

  /** A request with wrong fields; the message of the first problem speaks for all. */
  public static KaramonException of(ErrorCode code, List<FieldProblem> problems) {
    var message = problems.getFirst().message();
    var more = problems.size() - 1;
    var summary = more == 0 ? message : message + " (and " + more + " more)";
    return new KaramonException(code, summary, listed(problems), Optional.empty());
  }

  private static List<FieldProblem> listed(List<FieldProblem> problems) {
    var more = problems.size() - MAX_LISTED;
    if (more <= 0) {
      return problems;
    }
    var listed = new ArrayList<>(problems.subList(0, MAX_LISTED));
    listed.add(new FieldProblem("", "more", more + " more problems are not listed."));
    return listed;
  }

  /** One field that a rule refuses. */
  public static KaramonException field(ErrorCode code, String field, String message) {
    return of(code, List.of(new FieldProblem(field, code.wire(), message)));
  }

  /** Nothing of that name that the caller may know of. */
  public static KaramonException notFound(String what) {
    return new KaramonException(CommonError.NOT_FOUND, what + " does not exist.");
  }

  /** A change of a version that is no longer the stored one. */
  public static KaramonException stale(String what) {
    return new KaramonException(
        CommonError.VERSION_CONFLICT,
        "Somebody else changed this "
            + what
            + " in the meantime. Read it again, then repeat your change.");
  }

  /** Not now; trying again after the given time may help. */
  public static KaramonException tryLater(ErrorCode code, String message, Duration retryAfter) {
    return new KaramonException(code, message, List.of(), Optional.of(retryAfter));
  }

  /** The name of the failure. */
  public ErrorCode code() {
    return code;
  }

  /** The code and the message in one line. */
  public String summary() {
    return code.wire() + ": " + getMessage();
  }

  /** All that is wrong with the fields; empty when the failure is not about fields. */
  public List<FieldProblem> problems() {
    return problems;
  }

  /** When trying again may help. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** The message, never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
