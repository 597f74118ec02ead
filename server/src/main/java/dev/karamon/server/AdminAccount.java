package dev.karamon.server;

import static java.util.Objects.requireNonNull;

import dev.karamon.secret.SecretText;

/** The first admin, created on an empty database. */
public record AdminAccount(String email, SecretText password) {
  public AdminAccount {
    requireNonNull(email, "email");
    requireNonNull(password, "password");
  }
}
