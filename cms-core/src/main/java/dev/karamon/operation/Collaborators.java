package dev.karamon.operation;

import java.util.HashMap;
import java.util.Map;

/** What operations work with, by type; filled once at start. */
public final class Collaborators {
  private final Map<Class<?>, Object> byType = new HashMap<>();

  /** Adds one; each type once. */
  public <C> Collaborators with(Class<C> type, C collaborator) {
    if (byType.putIfAbsent(type, collaborator) != null) {
      throw new IllegalStateException("Two collaborators of " + type.getName());
    }
    return this;
  }

  boolean has(Class<?> type) {
    return byType.containsKey(type);
  }

  <C> C of(Class<C> type) {
    var found = type.cast(byType.get(type));
    if (found == null) {
      throw new IllegalStateException("No collaborator of " + type.getName());
    }
    return found;
  }
}
