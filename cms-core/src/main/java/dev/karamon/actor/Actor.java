package dev.karamon.actor;

import java.util.Optional;

/**
 * Who acts through the admin API.
 *
 * @param kind {@code admin}, {@code token}, {@code member}, {@code nobody} or {@code system}
 * @param id id within the kind
 * @param label what people recognise it by, such as an e-mail address
 * @param role what it may do
 * @param origin where the request came from; empty when there was none
 */
public record Actor(String kind, String id, String label, Role role, Optional<Origin> origin) {
  /** From which address, in which request. */
  public record Origin(String address, String requestId) {}

  public Actor(String kind, String id, String label, Role role) {
    this(kind, id, label, role, Optional.empty());
  }

  /** Karamon itself, acting without a request. */
  public static Actor system(String label) {
    return new Actor("system", label, label, Role.OWNER);
  }

  /** A member acting for itself; has no say in the admin API. */
  public static Actor member(long id) {
    return new Actor("member", Long.toString(id), "member " + id, Role.VIEWER);
  }

  /** Somebody who is not known, or not yet. */
  public static Actor nobody() {
    return new Actor("nobody", "", "nobody", Role.VIEWER);
  }

  /** The same in a request. */
  public Actor from(Origin from) {
    return new Actor(kind, id, label, role, Optional.of(from));
  }
}
