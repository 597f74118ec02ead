package dev.karamon.database;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;
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

  /** Connection, authorization, no such database, no room, shutting down. */
  private static final Set<String> OUT_OF_REACH = Set.of("08", "28", "3D", "53", "57");

  private static final String NOT_ALLOWED = "42501";

  private static final Set<MigrationState> FROM_THE_FUTURE =
      EnumSet.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);

  /** Another node may migrate for hours. */
  private static final int WITHOUT_END = -1;

  private Migrations() {}

  /** Applies what is missing, in the order given; blocks. Returns the names of what was applied. */
  public static List<String> migrate(DatabaseConfig config, List<Source> sources) {
    var connections = new PatientConnections(config);
    check(config);
    var applied = new ArrayList<String>();
    for (var source : sources) {
      var flyway = flyway(connections, source);
      for (var migration : run(source, flyway, config).migrations) {
        applied.add(source.name() + " " + migration.version + " " + migration.description);
      }
    }
    return applied;
  }

  private static Flyway flyway(DataSource connections, Source source) {
    return Flyway.configure()
        .dataSource(connections)
        .lockRetryCount(WITHOUT_END)
        .locations("classpath:" + source.location())
        .table("flyway_" + source.name())
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .validateOnMigrate(true)
        // Migrations of a newer version, too, are none that may be missing here.
        .ignoreMigrationPatterns(new String[0])
        .cleanDisabled(true)
        .load();
  }

  private static void check(DatabaseConfig config) {
    try {
      Prerequisites.check(config);
    } catch (SQLException e) {
      throw named(e, config)
          .orElseGet(() ->
              new KaramonException(
                  CommonError.REFUSED, "The database cannot be used: " + e.getMessage()));
    }
  }

  private static MigrateResult run(Source source, Flyway flyway, DatabaseConfig config) {
    try {
      return flyway.migrate();
    } catch (FlywayValidateException e) {
      throw newer(source, flyway).orElseGet(() -> wrong(source, e));
    } catch (FlywayException e) {
      throw named(e, config).orElseGet(() -> wrong(source, e));
    }
  }

  private static KaramonException wrong(Source source, FlywayException failure) {
    return new KaramonException(
        CommonError.REFUSED,
        "The database schema of " + source.name() + " cannot be migrated: " + failure.getMessage());
  }

  private static Optional<KaramonException> newer(Source source, Flyway flyway) {
    return Arrays.stream(flyway.info().applied())
        .filter(migration -> FROM_THE_FUTURE.contains(migration.getState()))
        .reduce((former, last) -> last)
        .map(last ->
            new KaramonException(
                CommonError.REFUSED,
                ("The database was migrated by a newer version of Karamon (to %s %s), which this one"
                        + " does not know: start that version or a newer one, or restore the backup"
                        + " from before it")
                    .formatted(source.name(), last.getVersion())));
  }

  /** Tells a server that is unreachable, refuses access or lacks a right from a wrong schema. */
  private static Optional<KaramonException> named(Throwable failure, DatabaseConfig config) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        if (NOT_ALLOWED.equals(sql.getSQLState())) {
          return Optional.of(Prerequisites.notAllowed(config, String.valueOf(sql.getMessage())));
        }
        if (OUT_OF_REACH.contains(stateClass(sql))) {
          return Optional.of(outOfReach(sql, config.encryption()));
        }
      }
    }
    return Optional.empty();
  }

  private static KaramonException outOfReach(SQLException failure, Encryption encryption) {
    return KaramonException.tryLater(
        CommonError.DATABASE_UNAVAILABLE,
        "PostgreSQL cannot be used: " + failure.getMessage() + how(failure, encryption),
        Duration.ofSeconds(2));
  }

  /** Certificates fail to connect, and a server that wants TLS refuses whoever comes without. */
  private static String how(SQLException failure, Encryption encryption) {
    var matters =
        encryption.mode() == Encryption.Mode.DISABLE
            ? stateClass(failure).equals("28")
            : stateClass(failure).equals("08");
    return matters ? " (with " + encryption + ")" : "";
  }

  private static String stateClass(SQLException failure) {
    var state = failure.getSQLState();
    return state == null || state.length() < 2 ? "" : state.substring(0, 2);
  }
}
