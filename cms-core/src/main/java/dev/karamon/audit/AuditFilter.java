package dev.karamon.audit;

import dev.karamon.error.CommonError;
import dev.karamon.error.Problems;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which entries are asked for.
 *
 * @param action the action, or a prefix of it when it ends with a dot
 * @param from from this moment on
 * @param to until before this moment
 */
record AuditFilter(
    Optional<String> actor,
    Optional<String> action,
    Optional<String> subject,
    Optional<Instant> from,
    Optional<Instant> to) {

  static AuditFilter read(Function<String, Optional<String>> parameters) {
    var problems = new Problems();
    var from = time(parameters, "from", problems);
    var to = time(parameters, "to", problems);
    problems.refuseIfAny(CommonError.INVALID_REQUEST);
    return new AuditFilter(
        parameters.apply("actor"),
        parameters.apply("action"),
        parameters.apply("subject"),
        from,
        to);
  }

  private static Optional<Instant> time(
      Function<String, Optional<String>> parameters, String name, Problems problems) {
    var text = parameters.apply(name);
    try {
      // Longer years are nothing that PostgreSQL and we agree on.
      return text.map(given -> Instant.parse(given.matches("[0-9]{4}-.*") ? given : ""));
    } catch (DateTimeParseException e) {
      problems.invalid(name, name + " has to be a time such as 2026-01-31T09:00:00Z.");
      return Optional.empty();
    }
  }
}
