package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karamon.database.DatabaseConfig;
import dev.karamon.module.Cms;
import dev.karamon.module.CmsModule;
import dev.karamon.secret.MasterKey;
import dev.karamon.secret.SecretBox;
import dev.karamon.secret.SecretText;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All secrets get the new key, or none does. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class KeyRotationIT {
  private static final MasterKey OLD = new MasterKey("the-old-master-key-of-this-database");
  private static final MasterKey NEXT = new MasterKey("the-next-master-key-of-this-database");
  private static final MasterKey OTHER = new MasterKey("a-master-key-from-somewhere-quite-else");
  private static final SecretText SECRET = new SecretText("whsec_what_is_to_be_kept");

  private final Site site;
  private final DatabaseUrl database;
  private Vertx vertx;

  @SuppressWarnings("NullAway.Init") // opened before each test
  KeyRotationIT(Site site) {
    this.site = site;
    this.database = site.freshDatabase();
  }

  @BeforeEach
  void open_event_loops() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void close_event_loops() {
    Patience.await(vertx.close());
  }

  @Test
  void everything_opens_with_the_new_key_and_nothing_with_the_old_one() throws SQLException {
    put(1, OLD);
    put(2, OLD);
    putSecondFactor(OLD);
    assertThat(rotate(database, OLD, NEXT))
        .contains(
            "stripe_webhook_secret.secret: 2 sealed anew",
            "admin_second_factor.secret: 1 sealed anew",
            "stripe_settings.secret_key: 0 sealed anew");
    for (long id : List.of(1L, 2L)) {
      assertThat(new SecretBox(NEXT).open(box(id), row(id))).isEqualTo(SECRET);
      assertThat(new SecretBox(OLD).openIfOurs(box(id), row(id))).isEmpty();
      assertThat(new SecretBox(NEXT).openIfOurs(box(id), row(id + 1))).isEmpty();
    }
    assertThat(rotate(database, OLD, NEXT))
        .containsExactly("Everything was already sealed with the new key.");
  }

  @Test
  void one_that_does_not_open_stops_all() throws SQLException {
    put(1, OLD);
    put(2, OTHER);
    var before = box(1);
    assertThatThrownBy(() -> rotate(database, OLD, NEXT))
        .hasMessageContaining("Nothing was changed");
    assertThat(box(1)).isEqualTo(before);
  }

  @Test
  void with_a_wrong_old_key_nothing_is_changed() throws SQLException {
    put(1, OLD);
    var before = box(1);
    assertThatThrownBy(() -> rotate(database, OTHER, NEXT))
        .hasMessageContaining("Nothing was changed");
    assertThat(box(1)).isEqualTo(before);
  }

  @Test
  void a_value_moved_to_another_row_does_not_open() throws SQLException {
    put(1, OLD);
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO stripe_webhook_secret (id, mode, secret, created_at)"
              + " SELECT 7, mode, secret, created_at FROM stripe_webhook_secret WHERE id = 1");
    }
    assertThatThrownBy(() -> rotate(database, OLD, NEXT))
        .hasMessageContaining("Nothing was changed");
  }

  @Test
  void while_a_server_runs_it_is_refused() {
    assertThatThrownBy(() -> rotate(site.database(), OLD, NEXT))
        .hasMessageContaining("A server is running");
  }

  private List<String> rotate(DatabaseUrl where, MasterKey old, MasterKey next) {
    return Patience.await(
        Cms.rotateKey(
            vertx,
            new DatabaseConfig(where.uri().reveal(), 1),
            ServiceLoader.load(CmsModule.class).stream().map(ServiceLoader.Provider::get).toList(),
            old,
            next,
            Clock.systemUTC()));
  }

  private void put(long id, MasterKey key) throws SQLException {
    try (var connection = connect();
        var statement =
            connection.prepareStatement(
                "INSERT INTO stripe_webhook_secret (id, mode, secret, created_at)"
                    + " VALUES (?, 'test', ?, now())")) {
      statement.setLong(1, id);
      statement.setBytes(2, new SecretBox(key).seal(SECRET, row(id)));
      statement.execute();
    }
  }

  private void putSecondFactor(MasterKey key) throws SQLException {
    try (var connection = connect();
        var admin =
            connection.prepareStatement(
                "INSERT INTO admin (email, name, role, password_hash, created_at)"
                    + " VALUES ('a@example.com', 'A', 'owner', '', now()) RETURNING id");
        var id = admin.executeQuery();
        var factor =
            connection.prepareStatement(
                "INSERT INTO admin_second_factor (admin_id, secret, created_at)"
                    + " VALUES (?, ?, now())")) {
      id.next();
      factor.setLong(1, id.getLong(1));
      factor.setBytes(2, new SecretBox(key).seal(SECRET, "admin_second_factor:" + id.getLong(1)));
      factor.execute();
    }
  }

  private byte[] box(long id) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery("SELECT secret FROM stripe_webhook_secret WHERE id = " + id)) {
      rows.next();
      return rows.getBytes(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.user(), database.password().reveal());
  }

  private static String row(long id) {
    return "stripe_webhook_secret:" + id;
  }
}
