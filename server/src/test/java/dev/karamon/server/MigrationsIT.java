package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import org.junit.jupiter.api.Test;

/** Bringing a database up to date that is up to date. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class MigrationsIT {
  @Test
  void migrating_again_does_nothing(Site site) {
    var group = site.group("Kept");

    assertThat(new KaramonProduct().migrate(site.database())).isEmpty();

    assertThat(group.view().path("name").textValue()).isEqualTo(group.name());
  }
}
