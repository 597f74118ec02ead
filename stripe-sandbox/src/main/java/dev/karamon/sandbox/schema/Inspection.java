package dev.karamon.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Lets nothing out that does not fit Stripe's schema, and remembers what did not. */
public final class Inspection {
  private static final int KEPT = 20;

  private final List<String> found = new ArrayList<>();

  /** Fails unless an answer or an event fits. */
  public void require(String what, JsonNode node) {
    var problems = Conformity.problems(node);
    if (!problems.isEmpty()) {
      var finding = what + " does not fit Stripe's schema: " + problems;
      if (found.size() < KEPT) {
        found.add(finding);
      }
      throw new IllegalStateException(finding);
    }
  }

  /** What did not fit since the sandbox was started. */
  public List<String> found() {
    return List.copyOf(found);
  }
}
