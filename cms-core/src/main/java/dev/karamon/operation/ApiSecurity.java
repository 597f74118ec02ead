package dev.karamon.operation;

import dev.karamon.wire.Wire;

/** How the callers of an API are known. */
public enum ApiSecurity implements Wire {
  NONE(false),
  COOKIE(true),
  STATIC_TOKEN(false),
  DYNAMIC_TOKEN(true);

  private final boolean knowsMembers;

  ApiSecurity(boolean knowsMembers) {
    this.knowsMembers = knowsMembers;
  }

  /** True when a call can carry who the member is. */
  public boolean knowsMembers() {
    return knowsMembers;
  }
}
