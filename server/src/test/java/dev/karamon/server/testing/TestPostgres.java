package dev.karamon.server.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.karamon.database.DatabaseConfig;
import dev.karamon.module.Cms;
import dev.karamon.secret.SecretText;
import dev.karamon.server.DatabaseUrl;
import dev.karamon.server.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The PostgreSQL of all tests of a JVM; databases are copies of one that is migrated once. */
final class TestPostgres implements AutoCloseable {
  private static final Path FOLDER =
      Path.of("target", "test-postgres-" + System.getProperty("karamon.test.jvm", "1"));

  private static final String PREFIX = "test_";
  private static final String TEMPLATE = PREFIX + "template";

  private final EmbeddedPostgres server;
  private final DatabaseUrl superuser;
  private final AtomicInteger copies = new AtomicInteger();

  private TestPostgres(EmbeddedPostgres server) {
    this.server = server;
    this.superuser =
        new DatabaseUrl(
            server.url().host(),
            server.url().port(),
            "postgres",
            "postgres",
            superuserPassword(),
            Map.of());
  }

  /** Starts the server in a folder that is kept between runs, with fresh databases. */
  static TestPostgres start() {
    var postgres = new TestPostgres(EmbeddedPostgres.start(FOLDER));
    try {
      postgres.makeTemplate();
      return postgres;
    } catch (RuntimeException e) {
      // The next class is to fail for the same reason, not because the folder is in use.
      postgres.close();
      throw e;
    }
  }

  /**
   * A new, migrated, empty database.
   *
   * @param durable whether a commit waits for the disk
   */
  DatabaseUrl freshDatabase(boolean durable) {
    var name = PREFIX + copies.incrementAndGet();
    execute(create(name) + " TEMPLATE " + TEMPLATE);
    if (!durable) {
      execute("ALTER DATABASE " + name + " SET synchronous_commit = off");
    }
    return named(name);
  }

  private void makeTemplate() {
    dropLeftovers();
    execute(create(TEMPLATE));
    Cms.migrate(new DatabaseConfig(named(TEMPLATE).uri().reveal(), 2), Node.modules());
  }

  private void dropLeftovers() {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      var names = new ArrayList<String>();
      try (var rows =
          statement.executeQuery("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'")) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
      for (var name : names) {
        statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String create(String name) {
    return "CREATE DATABASE " + name + " OWNER \"" + server.url().user() + "\"";
  }

  private DatabaseUrl named(String database) {
    var url = server.url();
    return new DatabaseUrl(url.host(), url.port(), database, url.user(), url.password(), Map.of());
  }

  private void execute(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        superuser.jdbcUrl(), superuser.user(), superuser.password().reveal());
  }

  private static SecretText superuserPassword() {
    try {
      return new SecretText(
          Files.readString(FOLDER.resolve("postgres/superuser-password"), US_ASCII).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
