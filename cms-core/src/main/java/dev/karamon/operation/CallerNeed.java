package dev.karamon.operation;

/** What an operation has to know of its caller. */
public enum CallerNeed {
  /** Nothing. */
  NONE,
  /** Nothing at the call, but the API has to be able to know members, as log-in does. */
  KNOWABLE,
  /** Nothing at the call, but the API has to know members by the access tokens it issues. */
  TOKENS,
  /** Which member calls. */
  MEMBER;

  /** Whether APIs of this security can meet it. */
  public boolean isMetBy(ApiSecurity security) {
    return switch (this) {
      case NONE -> true;
      case KNOWABLE, MEMBER -> security.knowsMembers();
      case TOKENS -> security == ApiSecurity.DYNAMIC_TOKEN;
    };
  }

  /** Whether it is about log-ins, to which callers may come with tokens that have ended. */
  public boolean isLogIn() {
    return this == KNOWABLE || this == TOKENS;
  }
}
