package dev.karamon.group;

import dev.karamon.wire.Wire;

/** Why a member is in a group. */
public enum SourceKind implements Wire {
  MANUAL,
  SUBSCRIPTION,
  PURCHASE
}
