package dev.karamon.operation;

/** What an operation has to know of its caller. */
public enum CallerNeed {
  /** Nothing. */
  NONE,
  /** Nothing at the call, but the API has to be able to know members, as log-in does. */
  KNOWABLE,
  /** Which member calls. */
  MEMBER
}
