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
  RECONCILE(
      "Compares subscriptions and groups with Stripe, repairs what deviates and ends; status 3 if"
          + " something deviates still."),
  DEV("Serves with the Stripe sandbox and demo data, for development."),
  DEMO("Plays the whole main job and ends; status 0 only if every step held.");

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

  /** The defaults that differ under this command. */
  Map<Setting, String> defaults() {
    return switch (this) {
      case SERVE, MIGRATE, ROTATE_KEY, RECONCILE -> Map.of();
      case DEV -> Map.of(Setting.SANDBOX, "true");
      // Beside a server that already runs on the usual ports.
      case DEMO ->
          Map.of(Setting.SANDBOX, "true", Setting.SANDBOX_PORT, "0", Setting.HTTP_PORT, "0");
    };
  }
}
