package dev.karamon.database;

import io.vertx.pgclient.PgConnectOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings the schema of each part up to date; a changed or missing past migration stops the start.
 */
public final class Migrations {
  /**
   * The migrations of one part, with a history of their own.
   *
   * @param name what the history table is named after
   * @param location folder on the class path
   */
  public record Source(String name, String location) {}

  private Migrations() {}

  /** Applies what is missing, in the order given; blocks. Returns the names of what was applied. */
  public static List<String> migrate(DatabaseConfig config, List<Source> sources) {
    var options = config.options();
    var applied = new ArrayList<String>();
    for (var source : sources) {
      var flyway =
          Flyway.configure()
              .dataSource(jdbcUrl(options), options.getUser(), options.getPassword())
              .locations("classpath:" + source.location())
              .table("flyway_" + source.name())
              .baselineOnMigrate(true)
              .baselineVersion("0")
              .validateOnMigrate(true)
              .cleanDisabled(true)
              .load();
      for (var migration : run(source, flyway).migrations) {
        applied.add(source.name() + " " + migration.version + " " + migration.description);
      }
    }
    return applied;
  }

  private static MigrateResult run(Source source, Flyway flyway) {
    try {
      return flyway.migrate();
    } catch (FlywayException e) {
      throw new IllegalStateException(
          "The database schema of " + source.name() + " cannot be migrated: " + e.getMessage(), e);
    }
  }

  private static String jdbcUrl(PgConnectOptions options) {
    var host = options.getHost().contains(":") ? "[" + options.getHost() + "]" : options.getHost();
    var ssl = options.getSslMode().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return "jdbc:postgresql://%s:%d/%s?sslmode=%s&connectTimeout=10"
        .formatted(
            host,
            options.getPort(),
            URLEncoder.encode(options.getDatabase(), StandardCharsets.UTF_8),
            ssl);
  }
}
