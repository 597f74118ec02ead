package dev.karamon.sandbox.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** What an update changed, as Stripe puts it into {@code previous_attributes}. */
final class Changes {
  private Changes() {}

  /**
   * The former values of what differs. Objects, lists among them, are compared member by member;
   * arrays are given whole; a member that was not there before is null.
   */
  static ObjectNode previous(ObjectNode before, ObjectNode after) {
    var previous = JsonNodeFactory.instance.objectNode();
    Set<String> names = new LinkedHashSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    for (var name : names) {
      var was = before.path(name).isMissingNode() ? NullNode.getInstance() : before.get(name);
      var is = after.path(name).isMissingNode() ? NullNode.getInstance() : after.get(name);
      if (!was.equals(is)) {
        previous.set(name, difference(was, is));
      }
    }
    return previous;
  }

  private static JsonNode difference(JsonNode was, JsonNode is) {
    return was instanceof ObjectNode before && is instanceof ObjectNode after
        ? previous(before, after)
        : was.deepCopy();
  }
}
