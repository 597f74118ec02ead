package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karamon.error.KaramonException;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.OtherTransaction;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Sql;
import dev.karamon.stripe.StatusSql;
import dev.karamon.stripe.event.EventStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What migrations leave behind, and bringing a database up to date that is up to date. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class MigrationsIT {
  @Test
  void migrating_again_does_nothing(Site site) {
    var group = site.group("Kept");

    assertThat(new KaramonProduct().migrate(site.database())).isEmpty();

    assertThat(group.view().path("name").textValue()).isEqualTo(group.name());
  }

  @Test
  void a_database_that_a_newer_version_has_migrated_is_refused(Site site) {
    var database = site.freshDatabase();
    new Sql(database)
        .run(
            """
            INSERT INTO flyway_core
            SELECT 99, '99', 'tomorrow', type, 'V99__tomorrow.sql', checksum, installed_by,
                   installed_on, execution_time, success
              FROM flyway_core WHERE version = '1'
            """);

    assertThatThrownBy(() -> new KaramonProduct().migrate(database))
        .isInstanceOf(KaramonException.class)
        .hasMessageStartingWith(
            "The database was migrated by a newer version of Karamon (to core 99)");
  }

  @Test
  void limits_that_are_meant_for_requests_end_no_migration(Site site) throws Exception {
    var database = site.freshDatabase();
    for (var limit :
        List.of("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")) {
      new Sql(database)
          .run("ALTER DATABASE %s SET %s = '300ms'".formatted(database.database(), limit));
    }
    try (var other = OtherTransaction.begin(database)) {
      other.run("SET idle_in_transaction_session_timeout = 0");
      other.run("LOCK TABLE flyway_core");
      var migrating = CompletableFuture.supplyAsync(() -> new KaramonProduct().migrate(database));
      other.awaitWaiter();
      TimeUnit.SECONDS.sleep(1);
      assertThat(migrating).isNotDone();

      other.commit();

      assertThat(migrating.get(30, TimeUnit.SECONDS)).isEmpty();
    }
  }

  @Test
  void the_index_of_events_that_were_not_applied_serves_the_statements_about_them(Site site) {
    var index =
        new Sql(site.database())
            .value("SELECT indexdef FROM pg_indexes WHERE indexname = 'stripe_event_open_idx'");
    var unapplied = EnumSet.complementOf(EnumSet.of(EventStatus.DONE, EventStatus.IGNORED));

    assertThat(literals(index))
        .containsExactlyInAnyOrderElementsOf(literals(StatusSql.UNAPPLIED_EVENTS))
        .containsAll(literals(StatusSql.OPEN_EVENTS))
        .containsExactlyInAnyOrderElementsOf(unapplied.stream().map(EventStatus::wire).toList());
  }

  private static List<String> literals(String sql) {
    return Pattern.compile("'(\\w+)'").matcher(sql).results().map(found -> found.group(1)).toList();
  }
}
