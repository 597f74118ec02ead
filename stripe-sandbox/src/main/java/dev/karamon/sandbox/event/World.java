package dev.karamon.sandbox.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.fault.BadDays;
import dev.karamon.sandbox.schema.Inspection;
import dev.karamon.sandbox.schema.Shape;
import dev.karamon.sandbox.store.Ids;
import dev.karamon.sandbox.store.Objects;
import dev.karamon.sandbox.store.SandboxTime;
import java.net.URI;

/**
 * What every part of the sandbox works on. Used on one event loop only.
 *
 * @param url where the sandbox is reached, without a trailing slash
 */
public record World(
    Objects objects,
    SandboxTime time,
    BadDays badDays,
    Events events,
    Deliveries deliveries,
    Inspection inspection,
    URI url) {

  /** An empty JSON object. */
  public static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A new object of a described type with a fresh id, in test mode; not stored yet. */
  public ObjectNode fresh(String type, String idPrefix) {
    return Shape.of(type).put("id", Ids.next(idPrefix));
  }
}
