package dev.karamon.server;

import static java.util.Objects.requireNonNull;

/** The first admin, made on an empty database. */
public record AdminAccount(String email, Secret password) {
  public AdminAccount {
    requireNonNull(email, "email");
    requireNonNull(password, "password");
  }
}
