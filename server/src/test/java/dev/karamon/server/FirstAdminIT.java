package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.secret.SecretText;
import dev.karamon.server.testing.Admin;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.Crowd;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Node;
import dev.karamon.server.testing.OtherTransaction;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Sql;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of all who want to be the first admin of an empty database, one is. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED, durable = true)
@Timeout(180)
class FirstAdminIT {
  private static final int ROUNDS = 15;
  private static final SecretText PASSWORD = new SecretText("a first password");

  private final DatabaseUrl database;
  private final Node one;
  private final Node other;
  private final Sql sql;

  FirstAdminIT(Site site) {
    this.database = site.freshDatabase();
    this.one = Site.nodeOn(database, site.sandbox().url());
    this.other = Site.nodeOn(database, site.sandbox().url());
    this.sql = new Sql(database);
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void of_two_nodes_that_start_at_once_one_creates_it() {
    for (int round = 0; round < ROUNDS; round++) {
      var created = new ConcurrentLinkedQueue<Boolean>();

      Crowd.each(2, List.of(one, other), node -> created.add(creates(node)));

      assertThat(created).containsExactlyInAnyOrder(true, false);
      assertThat(admins()).isEqualTo("1");
      sql.run("DELETE FROM admin");
    }
  }

  @Test
  void who_waited_for_another_sees_what_that_one_has_created() {
    CompletableFuture<Boolean> late;
    try (var first = OtherTransaction.begin(database)) {
      first.run("SELECT pg_advisory_xact_lock(hashtext('karamon.first-admin'))");
      late = CompletableFuture.supplyAsync(() -> creates(one));
      first.awaitWaiter();
      first.changes(
          "INSERT INTO admin (email, name, role, password_hash, created_at)"
              + " VALUES (?, 'First', 'owner', 'x', now())",
          "first@example.com");
      first.commit();
    }

    assertThat(late.join()).isFalse();
    assertThat(admins()).isEqualTo("1");
  }

  @Test
  void a_link_that_is_followed_twice_at_once_leads_to_one() {
    for (int round = 0; round < ROUNDS; round++) {
      var link = Patience.await(one.services().firstAdmin().setupLink()).reveal();
      var answers = new ConcurrentLinkedQueue<Answer>();

      Crowd.each(2, List.of(one, other), node -> answers.add(setsUp(node, link)));

      assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(204, 403);
      assertThat(admins()).isEqualTo("1");
      sql.run("DELETE FROM admin");
    }
  }

  private static boolean creates(Node node) {
    var email = "admin" + node.url().getPort() + "@example.com";
    return Patience.await(node.services().firstAdmin().create(email, "First", PASSWORD));
  }

  private static Answer setsUp(Node node, String link) {
    return Admin.nobody(node.url())
        .post(
            "/setup",
            Map.of(
                "token",
                link,
                "email",
                "admin" + node.url().getPort() + "@example.com",
                "name",
                "First",
                "password",
                PASSWORD.reveal()));
  }

  private String admins() {
    return sql.value("SELECT count(*) FROM admin");
  }
}
