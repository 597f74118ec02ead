package dev.karamon.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A few JDBC connections, for libraries that know nothing else. Who asks for one waits as long as
 * the database is away, until it is interrupted or the pool is closed.
 */
public final class JdbcPool extends HikariDataSource {
  private static final int SIZE = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration VALIDATION = Duration.ofSeconds(2);
  private static final String SOCKET_TIMEOUT_SECONDS = "30";

  private final Consumer<Throwable> away;

  private JdbcPool(HikariConfig settings, Consumer<Throwable> away) {
    super(settings);
    this.away = away;
  }

  /**
   * Opens a pool; connections are opened in the background.
   *
   * @param away called with the reason, every few seconds without a connection
   */
  public static JdbcPool open(DatabaseConfig config, Consumer<Throwable> away) {
    var options = config.options();
    var settings = new HikariConfig();
    settings.setPoolName("karamon-jdbc");
    settings.setJdbcUrl(config.jdbcUrl());
    settings.setUsername(options.getUser());
    settings.setPassword(options.getPassword());
    settings.setMaximumPoolSize(SIZE);
    settings.setMinimumIdle(1);
    settings.setConnectionTimeout(PATIENCE.toMillis());
    settings.setValidationTimeout(VALIDATION.toMillis());
    // The database may be away when the pool is opened, too.
    settings.setInitializationFailTimeout(-1);
    settings.addDataSourceProperty("ApplicationName", "karamon");
    settings.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
    settings.addDataSourceProperty("tcpKeepAlive", "true");
    // After a failover a connection to the old primary would be of no use and yet stay.
    settings.addDataSourceProperty("targetServerType", "primary");
    return new JdbcPool(settings, away);
  }

  @Override
  public Connection getConnection() throws SQLException {
    while (true) {
      try {
        return super.getConnection();
      } catch (SQLTransientConnectionException e) {
        if (isClosed()) {
          throw e;
        }
        away.accept(e.getCause() == null ? e : e.getCause());
      }
    }
  }
}
