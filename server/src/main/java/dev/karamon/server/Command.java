package dev.karamon.server;

import static java.util.Locale.ROOT;

import java.util.Map;
import java.util.Optional;

/** What can be asked of the program. */
enum Command {
  SERVE("Serves the admin panel, the generated endpoints and the webhooks."),
  MIGRATE("Migrates the database to the current schema, then exits."),
  ROTATE_KEY(
      "Seals all secrets in the database with another master key,"
          + " KARAMON_NEW_MASTER_KEY, then exits. A generated key is replaced by another"
          + " generated one."),
  RECONCILE(
      "Compares subscriptions and groups with Stripe, repairs what deviates, then"
          + " exits; status 3 if something still deviates."),
  RESET_ADMIN(
      "Prints a link by which an admin who lost the password or the second factor sets a new"
          + " password, then exits; servers may run."),
  DEV("Serves with the Stripe sandbox and demo data, for development."),
  DEMO("Runs through the whole main job, then exits; status 0 only if every step succeeded.");

  static final String DRY_RUN = "--dry-run";

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

  /** Flags without a value that only this command knows, and what they say. */
  Map<String, String> switches() {
    return this == RECONCILE
        ? Map.of(DRY_RUN, "Only lists what deviates; changes nothing.")
        : Map.of();
  }

  /** What this command has to be told, and how that is called. */
  Optional<String> argument() {
    return this == RESET_ADMIN ? Optional.of("EMAIL") : Optional.empty();
  }

  /** The defaults that differ under this command. */
  Map<Setting, String> defaults() {
    return switch (this) {
      case SERVE, MIGRATE, ROTATE_KEY, RECONCILE, RESET_ADMIN -> Map.of();
      case DEV -> Map.of(Setting.SANDBOX, "true");
      // Beside a server that already runs on the usual ports.
      case DEMO ->
          Map.of(Setting.SANDBOX, "true", Setting.SANDBOX_PORT, "0", Setting.HTTP_PORT, "0");
    };
  }
}
