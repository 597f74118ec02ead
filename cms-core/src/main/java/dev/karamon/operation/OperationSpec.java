package dev.karamon.operation;

import io.vertx.core.http.HttpMethod;

/**
 * What is said of an operation.
 *
 * @param name in snake_case, unique in its model
 * @param reads true when it changes nothing; such operations are GET, all others POST
 * @param summary one line
 */
public record OperationSpec(String name, boolean reads, String summary, CallerNeed caller) {
  public OperationSpec {
    if (!name.matches("[a-z][a-z0-9_]*") || summary.isBlank()) {
      throw new IllegalArgumentException("An operation has a snake_case name and a summary");
    }
  }

  /** An operation that changes nothing. */
  public static OperationSpec reads(String name, String summary, CallerNeed caller) {
    return new OperationSpec(name, true, summary, caller);
  }

  /** An operation that changes something. */
  public static OperationSpec writes(String name, String summary, CallerNeed caller) {
    return new OperationSpec(name, false, summary, caller);
  }

  /** The method of its endpoints. */
  public HttpMethod method() {
    return reads ? HttpMethod.GET : HttpMethod.POST;
  }
}
