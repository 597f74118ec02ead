package dev.karamon.member;

import dev.karamon.id.MemberId;
import java.util.Optional;

/**
 * A person of the site's front-end.
 *
 * @param passwordHash empty while the member cannot sign in with a password
 */
public record Member(
    MemberId id,
    String email,
    String name,
    MemberStatus status,
    Optional<String> passwordHash,
    int version) {
  /** Without the hash. */
  @Override
  public String toString() {
    return "Member[" + id + ", " + email + "]";
  }
}
