package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Sql;
import dev.karamon.stripe.StatusSql;
import dev.karamon.stripe.event.EventStatus;
import java.util.EnumSet;
import java.util.List;
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
