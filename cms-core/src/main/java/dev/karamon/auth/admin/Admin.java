package dev.karamon.auth.admin;

import dev.karamon.actor.Actor;
import dev.karamon.actor.Role;
import dev.karamon.id.AdminId;
import java.time.Instant;

/**
 * A person of the admin panel.
 *
 * @param secondFactor whether signing in takes a code as well
 */
record Admin(
    AdminId id,
    String email,
    String name,
    Role role,
    String passwordHash,
    boolean secondFactor,
    Instant createdAt,
    int version) {
  /** The same with another password. */
  Admin withPassword(String hash) {
    return new Admin(id, email, name, role, hash, secondFactor, createdAt, version);
  }

  Actor actor() {
    return new Actor("admin", id.toString(), email, role);
  }

  /** What the audit log calls an admin. */
  static String subject(AdminId id) {
    return "admin:" + id;
  }

  /** Without the hash. */
  @Override
  public String toString() {
    return "Admin[" + id + ", " + email + "]";
  }
}
