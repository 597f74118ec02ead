package dev.karamon.http;

/**
 * Who acts through the admin API.
 *
 * @param kind {@code admin}, {@code token}, {@code member} or {@code system}
 * @param id id within the kind
 * @param label what people recognise it by, such as an e-mail address
 * @param role what it may do
 */
public record Actor(String kind, String id, String label, Role role) {
  /** The product itself, when nobody asked. */
  public static Actor system(String label) {
    return new Actor("system", label, label, Role.OWNER);
  }

  /** A member acting for itself; has no say in the admin API. */
  public static Actor member(long id) {
    return new Actor("member", Long.toString(id), "member " + id, Role.VIEWER);
  }
}
