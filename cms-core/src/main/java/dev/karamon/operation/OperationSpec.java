package dev.karamon.operation;

import io.vertx.core.http.HttpMethod;
import java.util.Optional;

/**
 * The description of an operation.
 *
 * @param name in snake_case, unique in its model
 * @param reads true when it changes nothing; such operations are GET, all others POST
 * @param summary one line
 * @param usualRateLimit how often one caller may call unless an admin sets a limit
 */
public record OperationSpec(
    String name,
    boolean reads,
    String summary,
    CallerNeed caller,
    Optional<RateLimit> usualRateLimit) {
  public OperationSpec {
    if (!name.matches("[a-z][a-z0-9_]*") || summary.isBlank()) {
      throw new IllegalArgumentException("An operation has a snake_case name and a summary");
    }
  }

  /** An operation that changes nothing. */
  public static OperationSpec reads(String name, String summary, CallerNeed caller) {
    return new OperationSpec(name, true, summary, caller, Optional.empty());
  }

  /** An operation that changes something. */
  public static OperationSpec writes(String name, String summary, CallerNeed caller) {
    return new OperationSpec(name, false, summary, caller, Optional.empty());
  }

  /** The same, limited to so many calls of one caller in a minute. */
  public OperationSpec perMinute(int calls) {
    return new OperationSpec(name, reads, summary, caller, Optional.of(new RateLimit(calls, 60)));
  }

  /** The method of its endpoints. */
  public HttpMethod method() {
    return reads ? HttpMethod.GET : HttpMethod.POST;
  }
}
