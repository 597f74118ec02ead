package dev.karamon.database;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import java.sql.DriverManager;
import java.sql.SQLException;

/** What a database has to be like before anything is made in it; says what to do when it is not. */
final class Prerequisites {
  private static final int OLDEST = 15;
  private static final String ENCODING = "UTF8";

  private static final String QUERY =
      """
      SELECT current_setting('server_version_num')::int / 10000 AS major,
             current_setting('server_version') AS version,
             current_setting('server_encoding') AS encoding,
             current_database() AS name,
             to_regclass('flyway_core') IS NULL
               AND NOT coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS locked
      """;

  private Prerequisites() {}

  static void check(DatabaseConfig config) throws SQLException {
    var options = config.options();
    try (var connection =
            DriverManager.getConnection(
                config.jdbcUrl(), options.getUser(), options.getPassword());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(QUERY)) {
      rows.next();
      if (rows.getInt("major") < OLDEST) {
        throw refused(
            "This is PostgreSQL %s, and Karamon needs %d or newer: upgrade it, or name another one in the database URL"
                .formatted(rows.getString("version"), OLDEST));
      }
      if (!rows.getString("encoding").equals(ENCODING)) {
        throw refused(
            "The database %s has the encoding %s, which cannot store every text: create another one (CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0), and name it in the database URL"
                .formatted(rows.getString("name"), rows.getString("encoding")));
      }
      // Flyway would try for ten seconds.
      if (rows.getBoolean("locked")) {
        throw notAllowed(config, "permission denied");
      }
    }
  }

  /** The answer to a failure for lack of a right. */
  static KaramonException notAllowed(DatabaseConfig config, String reason) {
    var options = config.options();
    return refused(
        "The role %s may not create what Karamon needs in the database %s (%s). Make it the owner: ALTER DATABASE \"%s\" OWNER TO \"%s\""
            .formatted(
                options.getUser(),
                options.getDatabase(),
                reason,
                options.getDatabase(),
                options.getUser()));
  }

  private static KaramonException refused(String message) {
    return new KaramonException(CommonError.REFUSED, message);
  }
}
