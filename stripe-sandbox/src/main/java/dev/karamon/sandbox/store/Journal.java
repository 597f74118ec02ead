package dev.karamon.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** What one change does to the objects, so that it can be undone. */
final class Journal {
  private final Deque<Runnable> undoing = new ArrayDeque<>();
  private final Set<ObjectNode> known = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Runnable> afterwards = new ArrayList<>();

  /** Remembers what a stored node is like before somebody may change it in place. */
  void handedOut(ObjectNode node) {
    if (known.add(node)) {
      var before = node.deepCopy();
      undoing.push(() -> node.removeAll().setAll(before));
    }
  }

  /** Remembers how to undo that a node was stored, replaced or removed. */
  void done(ObjectNode node, Runnable undo) {
    known.add(node);
    undoing.push(undo);
  }

  /** Remembers what to do once the change is final. */
  void afterwards(Runnable action) {
    afterwards.add(action);
  }

  void takeBack() {
    undoing.forEach(Runnable::run);
  }

  void conclude() {
    afterwards.forEach(Runnable::run);
  }
}
