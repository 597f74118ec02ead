package dev.karamon.error;

import java.util.ArrayList;
import java.util.List;

/** Collects all problems of a request, so that they are reported together. */
public final class Problems {
  private final List<FieldProblem> found = new ArrayList<>();

  /** Adds a value that cannot be taken. */
  public void invalid(String field, String message) {
    found.add(FieldProblem.invalid(field, message));
  }

  /** Adds a field that has to be given. */
  public void required(String field) {
    found.add(FieldProblem.required(field));
  }

  /** Adds what was found elsewhere. */
  public void addAll(List<FieldProblem> problems) {
    found.addAll(problems);
  }

  /** The problems found up to now. */
  public List<FieldProblem> found() {
    return List.copyOf(found);
  }

  /** Throws with all problems when there are any. */
  public void refuseIfAny(ErrorCode code) {
    if (!found.isEmpty()) {
      throw KaramonException.of(code, found);
    }
  }
}
