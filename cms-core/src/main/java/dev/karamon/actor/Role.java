package dev.karamon.actor;

import dev.karamon.wire.Wire;

/** What an admin may do; each role may do all that the one before it may. */
public enum Role implements Wire {
  VIEWER,
  EDITOR,
  OWNER;

  /** True when this role may do what the other is needed for. */
  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }
}
