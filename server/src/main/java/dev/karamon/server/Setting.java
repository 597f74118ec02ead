package dev.karamon.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be configured: an environment variable and a flag of the same name. */
enum Setting {
  HTTP_HOST("ADDRESS", "127.0.0.1", "Address to listen on."),
  HTTP_PORT("PORT", "8080", "Port to listen on; 0 takes a free one."),
  PUBLIC_URL(
      "URL",
      null,
      "The URL at which browsers and Stripe reach this server (default: http://HOST:PORT). The"
          + " webhook URL and cookies are derived from it."),
  TRUSTED_PROXIES(
      "NETWORKS",
      null,
      "Addresses and networks of the proxies trusted to name the caller, such as"
          + " 10.0.0.0/8,2001:db8::7 (default: none)."),
  FORWARDED_HEADER(
      "x-forwarded-for|forwarded", "x-forwarded-for", "The header those proxies use for it."),
  DATABASE_URL(
      "URL",
      null,
      "postgresql://user:password@host:port/db, with ?sslmode=… for TLS (default: embedded PostgreSQL"
          + " in the data folder)."),
  DATA_DIR("FOLDER", "data", "Holds the embedded database and the generated master key."),
  MASTER_KEY(
      "KEY",
      null,
      "Encrypts secrets at rest and signs tokens; 32 characters or more (default: generated into"
          + " the data folder; required with --database-url)."),
  ADMIN_EMAIL("EMAIL", null, "First admin, created on an empty database."),
  ADMIN_PASSWORD("PASSWORD", null, "Password of the first admin, 8 characters or more."),
  SMTP_URL(
      "URL",
      null,
      "Where mail goes out: smtp://user:password@host:587 (STARTTLS), smtps://…:465 (default: no"
          + " mail; admins hand over the links of members)."),
  MAIL_FROM("ADDRESS", null, "Sender of mail; required with --smtp-url."),
  STRIPE_API_BASE("URL", null, "Base URL of Stripe's API, for tests (default: Stripe's own)."),
  SANDBOX("true|false", "false", "Start the bundled Stripe sandbox and connect it."),
  SANDBOX_PORT("PORT", "8090", "Port of the sandbox on 127.0.0.1; 0 takes a free one."),
  WEBHOOK_MAX_BYTES("BYTES", "1048576", "Largest accepted webhook body."),
  WEBHOOK_TOLERANCE_SECONDS("SECONDS", "300", "Largest age of a webhook's signature."),
  EVENT_RETENTION_DAYS("DAYS", "180", "How long closed and parked Stripe events are kept."),
  LOG_FORMAT("text|json", "text", "How log lines are written.");

  static final String VARIABLE_PREFIX = "KARAMON_";

  private final String valueLabel;
  private final Optional<String> defaultValue;
  private final String description;

  Setting(String valueLabel, @Nullable String defaultValue, String description) {
    this.valueLabel = valueLabel;
    this.defaultValue = Optional.ofNullable(defaultValue);
    this.description = description;
  }

  String variable() {
    return VARIABLE_PREFIX + name();
  }

  String flag() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String valueLabel() {
    return valueLabel;
  }

  Optional<String> defaultValue() {
    return defaultValue;
  }

  String description() {
    return description;
  }

  static Optional<Setting> ofVariable(String variable) {
    return Arrays.stream(values())
        .filter(setting -> setting.variable().equals(variable))
        .findFirst();
  }
}
