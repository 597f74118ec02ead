package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.karamon.secret.SecretText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
  @TempDir Path dataDir;

  @BeforeEach
  void use_what_is_unpacked() throws IOException {
    UnpackedPostgres.linkInto(dataDir);
  }

  @Test
  void keeps_its_data_its_port_and_its_password_over_a_restart() throws Exception {
    DatabaseUrl first;
    try (var postgres = EmbeddedPostgres.start(dataDir);
        var connection = connect(postgres.url())) {
      first = postgres.url();
      connection.createStatement().execute("CREATE TABLE kept AS SELECT 42 AS answer");
    }

    try (var postgres = EmbeddedPostgres.start(dataDir);
        var connection = connect(postgres.url())) {
      assertThat(postgres.url()).isEqualTo(first);
      assertThat(value(connection, "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void is_durable_and_guarded() throws Exception {
    try (var postgres = EmbeddedPostgres.start(dataDir);
        var connection = connect(postgres.url())) {
      assertThat(value(connection, "SHOW fsync")).isEqualTo("on");
      assertThat(value(connection, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(value(connection, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(value(connection, "SHOW data_checksums")).isEqualTo("on");
      assertThat(value(connection, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(value(connection, "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(value(connection, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
          .isEqualTo("f");
      assertThatThrownBy(() -> connect(withPassword(postgres.url(), "another")))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
    for (var secret : new String[] {"postgres/password", "postgres/superuser-password"}) {
      var permissions = Files.getPosixFilePermissions(dataDir.resolve(secret));
      assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }
  }

  @Test
  void a_second_server_on_the_same_folder_is_refused_and_the_first_lives_on() throws Exception {
    try (var postgres = EmbeddedPostgres.start(dataDir)) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(dataDir))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("in use by another server (process ")
          .hasMessageContaining("KARAMON_DATA_DIR");

      assertThat(postgres.isAlive()).isTrue();
      connect(postgres.url()).close();
    }
  }

  @Test
  void takes_another_port_when_the_remembered_one_is_taken() throws Exception {
    int remembered;
    try (var postgres = EmbeddedPostgres.start(dataDir)) {
      remembered = postgres.url().port();
    }

    try (var other = new ServerSocket(remembered, 1, InetAddress.getLoopbackAddress());
        var postgres = EmbeddedPostgres.start(dataDir)) {
      assertThat(postgres.url().port()).isNotEqualTo(other.getLocalPort());
      connect(postgres.url()).close();
    }
  }

  @Test
  void a_pid_file_left_by_a_crash_does_not_keep_it_from_starting() throws Exception {
    EmbeddedPostgres.start(dataDir).close();
    var pidFile = PostgresFolder.of(dataDir).pidFile();
    Files.writeString(pidFile, ProcessHandle.current().pid() + "\n" + dataDir + "\n");

    try (var postgres = EmbeddedPostgres.start(dataDir)) {
      connect(postgres.url()).close();
    }
  }

  @Test
  void what_an_interrupted_first_start_left_is_made_anew() throws Exception {
    var folder = PostgresFolder.of(dataDir);
    Files.createDirectories(folder.unfinishedCluster().resolve("base"));
    Files.writeString(folder.unfinishedCluster().resolve("PG_VERSION"), "18\n");
    Files.delete(folder.binaries(UnpackedPostgres.VERSION));
    Files.createDirectories(
        folder.root().resolve(UnpackedPostgres.VERSION + ".new").resolve("bin"));

    try (var postgres = EmbeddedPostgres.start(dataDir)) {
      connect(postgres.url()).close();
    }
  }

  @Test
  void a_cluster_of_another_major_version_is_refused_untouched() throws Exception {
    var folder = PostgresFolder.of(dataDir);
    Files.createDirectories(folder.cluster());
    Files.writeString(folder.cluster().resolve("PG_VERSION"), "99\n");

    assertThatThrownBy(() -> EmbeddedPostgres.start(dataDir))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("of PostgreSQL 99");

    assertThat(folder.cluster()).isDirectoryContaining("glob:**PG_VERSION");
  }

  @Test
  void as_root_the_owner_of_the_folder_runs_it() throws Exception {
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    var nobody = 65_534;
    var folder = PostgresFolder.of(dataDir);
    Files.setAttribute(folder.root(), "unix:uid", nobody);

    Files.setPosixFilePermissions(dataDir, PosixFilePermissions.fromString("rwx------"));
    assertThatThrownBy(() -> EmbeddedPostgres.start(dataDir))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("make every folder above it traversable");

    Files.setPosixFilePermissions(dataDir, PosixFilePermissions.fromString("rwx--x--x"));
    try (var postgres = EmbeddedPostgres.start(dataDir)) {
      connect(postgres.url()).close();
      assertThat(Files.getAttribute(folder.pidFile(), "unix:uid")).isEqualTo(nobody);
    }
  }

  @Test
  void programs_of_a_former_version_are_cleared_away() throws Exception {
    var former = PostgresFolder.of(dataDir).binaries("18.5.0");
    Files.createDirectories(former.resolve("bin"));

    EmbeddedPostgres.start(dataDir).close();

    assertThat(former).doesNotExist();
  }

  @Test
  void a_folder_that_cannot_be_made_is_a_clear_error() throws IOException {
    var file = Files.writeString(dataDir.resolve("file"), "");

    assertThatThrownBy(() -> EmbeddedPostgres.start(file))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("The embedded PostgreSQL cannot use the folder " + file);
  }

  private static DatabaseUrl withPassword(DatabaseUrl url, String password) {
    return new DatabaseUrl(
        url.host(),
        url.port(),
        url.database(),
        url.user(),
        new SecretText(password),
        url.options());
  }

  private static Connection connect(DatabaseUrl url) throws SQLException {
    return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password().reveal());
  }

  private static String value(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
