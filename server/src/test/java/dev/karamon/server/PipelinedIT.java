package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karamon.database.Database;
import dev.karamon.database.DatabaseConfig;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A transaction whose COMMIT does not wait for its statements' answers. There is one connection, so
 * that whatever is left open on it shows.
 */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class PipelinedIT {
  private static final String PUT = "INSERT INTO pipelined VALUES ($1)";

  private final Vertx vertx = Vertx.vertx();
  private Database database;

  @BeforeEach
  void a_table_and_one_connection(Site site) {
    site.execute("CREATE TABLE IF NOT EXISTS pipelined (n integer PRIMARY KEY)");
    site.execute("TRUNCATE pipelined");
    database = Database.open(vertx, new DatabaseConfig(site.database().uri().reveal(), 1));
  }

  @AfterEach
  void close() {
    Patience.await(database.close());
    Patience.await(vertx.close());
  }

  @Test
  void what_is_sent_before_commit_is_committed() {
    var answered =
        Patience.await(
            database.pipelined((tx, commit) -> {
              var first = put(tx, 1);
              var second = put(tx, 2);
              commit.run();
              assertThat(first.isComplete()).as("an answer that was not waited for").isFalse();
              return Future.all(first, second).map("answered");
            }));

    assertThat(answered).isEqualTo("answered");
    assertThat(stored()).containsExactly(1, 2);
  }

  @Test
  void when_a_statement_fails_that_commit_has_followed_nothing_is_stored() {
    var failing =
        database.pipelined((tx, commit) -> {
          var sent = List.of(put(tx, 1), put(tx, 1), put(tx, 2));
          commit.run();
          return Future.all(sent);
        });

    assertThatThrownBy(() -> Patience.await(failing)).hasMessageContaining("duplicate key");
    assertThat(stored()).isEmpty();
    Patience.await(database.transaction(tx -> put(tx, 3)));
    assertThat(stored()).containsExactly(3);
  }

  @Test
  void commit_follows_when_it_was_not_sent() {
    Patience.await(database.pipelined((tx, commit) -> put(tx, 1).compose(done -> put(tx, 2))));

    assertThat(stored()).containsExactly(1, 2);
  }

  @Test
  void commit_is_sent_once() {
    Patience.await(
        database.pipelined((tx, commit) -> {
          var done = put(tx, 1);
          commit.run();
          commit.run();
          return done;
        }));

    assertThat(stored()).containsExactly(1);
  }

  @Test
  void work_that_fails_before_is_rolled_back() {
    var failing =
        database.pipelined((tx, commit) ->
            put(tx, 1).compose(done -> Future.<Void>failedFuture("changed its mind")));
    assertThatThrownBy(() -> Patience.await(failing)).hasMessageContaining("changed its mind");

    var throwing =
        database.<Void>pipelined((tx, commit) -> {
          put(tx, 2);
          throw new IllegalStateException("a bug");
        });
    assertThatThrownBy(() -> Patience.await(throwing)).hasMessageContaining("a bug");

    assertThat(stored()).isEmpty();
    Patience.await(database.transaction(tx -> put(tx, 3)));
    assertThat(stored()).containsExactly(3);
  }

  private static Future<Void> put(SqlClient client, int number) {
    return client.preparedQuery(PUT).execute(Tuple.of(number)).mapEmpty();
  }

  private List<Integer> stored() {
    var rows =
        Patience.await(
            database.with(client -> client.query("SELECT n FROM pipelined ORDER BY n").execute()));
    return StreamSupport.stream(rows.spliterator(), false).map(row -> row.getInteger(0)).toList();
  }
}
