package dev.karamon.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;
import java.util.TreeMap;

/** The named schemas of one document, in the order of their names. */
final class NamedSchemas {
  private final Map<String, Schema<?>> byName = new TreeMap<>();

  /** Adds a record with all it refers to; answers with a reference to it. */
  Schema<?> add(RecordSchema record) {
    record.named().forEach(this::add);
    return RecordSchema.ref(record.name());
  }

  /** Adds what a record refers to, but not the record itself. */
  void addOthers(RecordSchema record) {
    record.others().forEach(this::add);
  }

  /** Puts all of them into a document. */
  void into(Components components) {
    byName.forEach(components::addSchemas);
  }

  /** Adds a schema; the same one may be added again, a different one with its name may not. */
  void add(String name, Schema<?> schema) {
    var known = byName.putIfAbsent(name, schema);
    if (known != null && !known.equals(schema)) {
      throw new IllegalStateException("Two different records are called " + name);
    }
  }
}
