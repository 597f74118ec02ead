package dev.karamon.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Everything the sandbox knows, by kind and id. Used on one event loop only. Nodes handed out are
 * the stored ones: who answers or records them copies them first.
 *
 * <p>Kinds are the values of Stripe's member {@code object}; those that begin with an underscore
 * are the sandbox's own and never answered.
 */
public final class Objects {
  private static final String NOTE = "_note";

  private final Map<String, SequencedMap<String, ObjectNode>> kinds = new LinkedHashMap<>();
  private Runnable onChange = () -> {};
  private Optional<Journal> journal = Optional.empty();

  /**
   * Makes a change as a whole or not at all: if it throws, everything stored is as before.
   *
   * @param stays which failures keep what was done by then
   */
  public <T> T whole(Supplier<T> change, Predicate<RuntimeException> stays) {
    if (journal.isPresent()) {
      return change.get();
    }
    var begun = new Journal();
    journal = Optional.of(begun);
    T result;
    try {
      result = change.get();
    } catch (RuntimeException e) {
      journal = Optional.empty();
      if (stays.test(e)) {
        begun.conclude();
      } else {
        begun.takeBack();
        touch();
      }
      throw e;
    }
    journal = Optional.empty();
    begun.conclude();
    return result;
  }

  /** Runs what cannot be undone: at the end of the current change, or now if there is none. */
  public void afterwards(Runnable action) {
    journal.ifPresentOrElse(it -> it.afterwards(action), action);
  }

  /** Stores a Stripe object under its own {@code object} and {@code id}. */
  public void put(ObjectNode node) {
    put(node.get("object").textValue(), node.get("id").textValue(), node);
  }

  /** Stores a node under a kind and an id. */
  public void put(String kind, String id, ObjectNode node) {
    var nodes = kinds.computeIfAbsent(kind, _ -> new LinkedHashMap<>());
    var former = nodes.put(id, node);
    journal.ifPresent(
        it -> it.done(node, former == null ? () -> nodes.remove(id) : () -> nodes.put(id, former)));
    touch();
  }

  /** Forgets a node. */
  public void remove(String kind, String id) {
    var nodes = of(kind);
    var former = nodes.get(id);
    if (former != null) {
      var before = new LinkedHashMap<>(nodes);
      journal.ifPresent(it ->
          it.done(
              former,
              () -> {
                nodes.clear();
                nodes.putAll(before);
              }));
      nodes.remove(id);
      touch();
    }
  }

  /** The node of that kind and id. */
  public Optional<ObjectNode> find(String kind, String id) {
    return Optional.ofNullable(of(kind).get(id)).map(this::handOut);
  }

  private SequencedMap<String, ObjectNode> of(String kind) {
    return kinds.getOrDefault(kind, new LinkedHashMap<>());
  }

  private ObjectNode handOut(ObjectNode node) {
    journal.ifPresent(it -> it.handedOut(node));
    return node;
  }

  /** The node that a path names, or Stripe's 404. */
  public ObjectNode atPath(String kind, String id) {
    return find(kind, id).orElseThrow(() -> StripeError.noSuchPathObject(kind, id));
  }

  /** The live node that a parameter names, or Stripe's 400; a deleted one is missing. */
  public ObjectNode named(String kind, String id, String parameter) {
    return find(kind, id)
        .filter(node -> !node.path("deleted").asBoolean(false))
        .orElseThrow(() -> StripeError.noSuchObject(kind, id, parameter));
  }

  /** All nodes of a kind, the newest first. */
  public Stream<ObjectNode> newestFirst(String kind) {
    return of(kind).reversed().values().stream().map(this::handOut);
  }

  /** All nodes of a kind, the oldest first, safe against changes meanwhile. */
  public List<ObjectNode> oldestFirst(String kind) {
    return of(kind).values().stream().map(this::handOut).toList();
  }

  /** Forgets the oldest nodes of a kind beyond a number. */
  public void keepNewest(String kind, int count) {
    var nodes = of(kind);
    while (nodes.size() > count) {
      var oldest = nodes.pollFirstEntry();
      journal.ifPresent(it ->
          it.done(oldest.getValue(), () -> nodes.putFirst(oldest.getKey(), oldest.getValue())));
    }
  }

  /** What the sandbox keeps about an object and Stripe does not show; created when first asked. */
  public ObjectNode note(String id) {
    return find(NOTE, id)
        .orElseGet(() -> {
          var note = JsonNodeFactory.instance.objectNode();
          put(NOTE, id, note);
          return note;
        });
  }

  /** The next value of a named counter, from 1. */
  public long next(String counter) {
    var note = note("counter:" + counter);
    var value = note.path("value").asLong(0) + 1;
    note.put("value", value);
    return value;
  }

  /** Tells that a stored node was changed in place. */
  public void touch() {
    onChange.run();
  }

  void onChange(Runnable listener) {
    onChange = listener;
  }

  ObjectNode dump() {
    var dump = JsonNodeFactory.instance.objectNode();
    kinds.forEach((kind, nodes) -> dump.putObject(kind).setAll(nodes));
    return dump;
  }

  void restore(JsonNode dump) {
    kinds.clear();
    dump.properties()
        .forEach(kind ->
            kind.getValue()
                .properties()
                .forEach(node -> put(kind.getKey(), node.getKey(), (ObjectNode) node.getValue())));
  }
}
