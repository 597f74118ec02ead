package dev.karamon.server;

import static java.util.Locale.ROOT;

import java.util.Map;

/** What can be asked of the program. */
enum Command {
  SERVE("Serves the admin panel, the generated endpoints and the webhooks."),
  MIGRATE("Brings the database up to date and ends."),
  ROTATE_KEY(
      "Seals all secrets in the database with another master key, KARAMON_NEW_MASTER_KEY, and ends."
          + " A generated key is replaced by another generated one."),
  DEV("Serves with the Stripe sandbox and demo data, for development."),
  DEMO("Plays the whole main job and ends; status 0 only if every step held.");

  private final String description;

  Command(String description) {
    this.description = description;
  }

  String text() {
    return name().toLowerCase(ROOT).replace('_', '-');
  }

  String description() {
    return description;
  }

  /** The defaults that differ under this command. */
  Map<Setting, String> defaults() {
    return switch (this) {
      case SERVE, MIGRATE, ROTATE_KEY -> Map.of();
      case DEV -> Map.of(Setting.SANDBOX, "true");
      // Beside a server that already runs on the usual ports.
      case DEMO ->
          Map.of(Setting.SANDBOX, "true", Setting.SANDBOX_PORT, "0", Setting.HTTP_PORT, "0");
    };
  }
}
