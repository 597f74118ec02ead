package dev.karamon.auth;

import dev.karamon.http.Actor;
import dev.karamon.http.Role;
import dev.karamon.id.AdminId;

/** A person of the admin panel. */
record Admin(AdminId id, String email, String name, Role role, String passwordHash) {
  Actor actor() {
    return new Actor("admin", id.toString(), email, role);
  }
}
