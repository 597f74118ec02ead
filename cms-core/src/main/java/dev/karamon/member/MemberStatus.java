package dev.karamon.member;

import dev.karamon.wire.Wire;

/** Whether a member may log in. */
public enum MemberStatus implements Wire {
  ACTIVE,
  BLOCKED,
  /** Has registered, but not yet shown that the address is its own. */
  UNCONFIRMED
}
