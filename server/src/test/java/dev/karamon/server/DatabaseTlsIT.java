package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karamon.database.Database;
import dev.karamon.database.DatabaseConfig;
import dev.karamon.database.JdbcPool;
import dev.karamon.error.KaramonException;
import dev.karamon.secret.SecretText;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.ServerProcess;
import dev.karamon.server.testing.TestAuthority;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code sslmode} and {@code sslrootcert} do, against a PostgreSQL that has a certificate. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseTlsIT {
  private static final String ENCRYPTED =
      "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
  private static final SecretText KEY = new SecretText("a-master-key-that-only-tests-know-of");

  private final Vertx vertx = Vertx.vertx();
  private final Path folder;
  private OwnPostgres postgres;
  private TestAuthority ours;
  private TestAuthority another;

  @SuppressWarnings("NullAway.Init") // before all tests
  DatabaseTlsIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  void start_a_server_with_a_certificate() throws IOException {
    ours = TestAuthority.in(folder.resolve("ours"));
    another = TestAuthority.in(folder.resolve("another"));
    postgres = OwnPostgres.in(folder);
    for (var file : ours.certify("localhost", postgres.cluster())) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      OsAccount.forFilesIn(postgres.cluster()).takeOver(file);
    }
  }

  @AfterAll
  void stop() {
    postgres.close();
    Patience.await(vertx.close());
  }

  @BeforeEach
  void switch_tls_on() {
    tls("on");
  }

  @AfterEach
  void nobody_is_left() {
    Patience.until(() ->
        assertThat(
                postgres
                    .superuser()
                    .value("SELECT count(*) FROM pg_stat_activity WHERE usename = 'karamon'"))
            .isEqualTo("0"));
  }

  @ParameterizedTest
  @CsvSource({
    "disable,     ,     localhost, false",
    "prefer,      ,     localhost, true",
    "require,     ,     localhost, true",
    "require,     ,     127.0.0.1, true",
    "verify-ca,   ours, 127.0.0.1, true",
    "verify-full, ours, localhost, true"
  })
  void all_connections_are_as_the_mode_says(
      String mode, @Nullable String roots, String host, boolean encrypted) throws Exception {
    var url = url(mode, roots, host);
    new KaramonProduct().migrate(url);

    assertThat(encryptedPool(url)).isEqualTo(encrypted);
    assertThat(encryptedJdbc(url)).isEqualTo(encrypted);
  }

  @ParameterizedTest
  @CsvSource({
    "verify-ca,   another, localhost",
    "verify-ca,   ,        localhost",
    "verify-full, another, localhost",
    "verify-full, ,        localhost",
    "verify-full, ours,    127.0.0.1"
  })
  void a_server_that_does_not_prove_who_it_is_gets_no_connection(
      String mode, @Nullable String roots, String host) throws IOException {
    refused(url(mode, roots, host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"require", "verify-ca", "verify-full"})
  void a_server_without_tls_gets_no_connection(String mode) throws IOException {
    tls("off");

    refused(url(mode, mode.equals("require") ? null : "ours", "localhost"));
  }

  @Test
  void where_it_is_only_preferred_a_server_without_tls_is_used() throws Exception {
    tls("off");
    var url = url("prefer", null, "localhost");

    assertThat(encryptedPool(url)).isFalse();
    assertThat(encryptedJdbc(url)).isFalse();
  }

  @Test
  void a_whole_server_trusts_what_its_java_trusts() throws Exception {
    var trust = "-Djavax.net.ssl.trustStore=" + ours.trustStore();
    var password = "-Djavax.net.ssl.trustStorePassword=" + TestAuthority.PASSWORD;
    try (var server =
        ServerProcess.start(
            url("verify-full", null, "localhost"),
            URI.create("http://127.0.0.1:9"),
            folder,
            List.of(trust, password))) {
      assertThat(server.url()).isNotNull();
      // Requests, notifications and recurring tasks.
      Patience.until(() ->
          assertThat(
                  postgres
                      .superuser()
                      .value(
                          """
                          SELECT count(*) FILTER (WHERE s.ssl) >= 3 AND count(*) FILTER (WHERE NOT s.ssl) = 0
                            FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid)
                           WHERE a.usename = 'karamon'
                          """))
              .isEqualTo("t"));
    }
  }

  @Test
  void commands_use_it_too() throws Exception {
    var url = url("verify-full", "ours", "localhost");
    var product = new KaramonProduct();

    var rotated =
        Patience.await(product.rotateKey(vertx, url, KEY, new SecretText("next" + KEY.reveal())));

    assertThat(rotated).contains("stripe_settings.secret_key: 0 sealed anew");
    var config =
        ConfigReader.read(
            new ConfigSource(
                Map.of(
                    "KARAMON_DATABASE_URL", url.uri().reveal(), "KARAMON_MASTER_KEY", KEY.reveal()),
                Map.of(),
                List.of(),
                Map.of()));
    var start = new Product.Start(Command.RECONCILE, config, config.database().orElseThrow(), KEY);
    assertThatThrownBy(() -> Patience.await(product.reconcile(vertx, start, true)))
        .hasMessageContaining("Payments are switched off");
  }

  private void refused(DatabaseUrl url) {
    assertThatThrownBy(() -> new KaramonProduct().migrate(url))
        .isInstanceOf(KaramonException.class)
        .hasMessageStartingWith("PostgreSQL cannot be used: ")
        .hasMessageContaining("(with sslmode=" + url.options().get("sslmode"))
        .hasMessageNotContaining(url.password().reveal());
    assertThatThrownBy(() -> encryptedPool(url))
        .isInstanceOf(KaramonException.class)
        .hasMessageStartingWith("The database cannot be reached right now");
  }

  private boolean encryptedPool(DatabaseUrl url) {
    var database = Database.open(vertx, new DatabaseConfig(url.uri().reveal(), 1));
    return Patience.await(
        database
            .with(client -> client.query(ENCRYPTED).execute())
            .map(rows -> rows.iterator().next().getBoolean(0))
            .eventually(database::close));
  }

  private static boolean encryptedJdbc(DatabaseUrl url) throws SQLException {
    try (var pool = JdbcPool.open(new DatabaseConfig(url.uri().reveal(), 1), away -> {});
        var connection = pool.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(ENCRYPTED)) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  private DatabaseUrl url(String mode, @Nullable String roots, String host) throws IOException {
    var login = postgres.url();
    var query = "?sslmode=" + mode;
    if (roots != null) {
      var file = (roots.equals("ours") ? ours : another).certificate().toString();
      query += "&sslrootcert=" + URLEncoder.encode(file, StandardCharsets.UTF_8);
    }
    return DatabaseUrlSyntax.parse(
        "postgresql://%s:%s@%s:%d/%s%s"
            .formatted(
                login.user(),
                login.password().reveal(),
                host,
                login.port(),
                login.database(),
                query));
  }

  private void tls(String onOrOff) {
    postgres.superuser().run("ALTER SYSTEM SET ssl = " + onOrOff);
    postgres.superuser().run("SELECT pg_reload_conf()");
    Patience.until(() -> assertThat(postgres.superuser().value("SHOW ssl")).isEqualTo(onOrOff));
  }
}
