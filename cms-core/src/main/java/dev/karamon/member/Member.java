package dev.karamon.member;

import dev.karamon.id.MemberId;
import java.util.Optional;

/**
 * A person of the site's front-end.
 *
 * @param passwordHash empty while the member cannot sign in with a password
 * @param emailVerified whether the member has shown that the address is its own
 */
public record Member(
    MemberId id,
    String email,
    String name,
    MemberStatus status,
    Optional<String> passwordHash,
    boolean emailVerified,
    int version) {
  /** Without the hash. */
  @Override
  public String toString() {
    return "Member[" + id + ", " + email + "]";
  }
}
