package dev.karamon.error;

/**
 * What is wrong with one field of a request.
 *
 * @param field dotted path as the caller wrote it, such as {@code settings.products_list.0}; empty
 *     for the body as a whole
 * @param code short and stable, such as {@code required} or {@code invalid}
 * @param message one sentence that says what to do
 */
public record FieldProblem(String field, String code, String message) {
  public FieldProblem {
    if (code.isBlank() || message.isBlank()) {
      throw new IllegalArgumentException("A field problem needs a code and a message");
    }
  }

  /** A field that has to be given. */
  public static FieldProblem required(String field) {
    return new FieldProblem(field, "required", field + " is required.");
  }

  /** A value that cannot be taken. */
  public static FieldProblem invalid(String field, String message) {
    return new FieldProblem(field, "invalid", message);
  }
}
