package dev.karamon.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.error.FieldProblem;
import java.util.ArrayList;
import java.util.List;

/** Finds texts that PostgreSQL cannot keep as they are: with NUL, or with half a character. */
final class UnstorableTexts {
  private final List<FieldProblem> problems = new ArrayList<>();

  private UnstorableTexts() {}

  /** What is wrong with the texts in a body: its values, and the names of its fields. */
  static List<FieldProblem> in(JsonNode body) {
    var texts = new UnstorableTexts();
    texts.visit("", body);
    return texts.problems;
  }

  private void visit(String field, JsonNode node) {
    if (node.isTextual()) {
      check(field, field, node.textValue());
    }
    for (int i = 0; i < node.size() && node.isArray(); i++) {
      visit(Text.path(field, Integer.toString(i)), node.get(i));
    }
    for (var property : node.properties()) {
      var name = Text.path(field, property.getKey());
      check(name, "The name of a field", property.getKey());
      visit(name, property.getValue());
    }
  }

  private void check(String field, String subject, String text) {
    if (text.indexOf('\0') >= 0) {
      problems.add(
          FieldProblem.invalid(field, subject + " contains the character NUL; leave it out."));
    } else if (text.codePoints().anyMatch(UnstorableTexts::isHalf)) {
      problems.add(
          FieldProblem.invalid(
              field, subject + " contains half of a surrogate pair; send the whole character."));
    }
  }

  /** A surrogate pair counts as one character. */
  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
