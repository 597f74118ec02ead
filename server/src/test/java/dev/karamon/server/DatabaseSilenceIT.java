package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Admin;
import dev.karamon.server.testing.Cable;
import dev.karamon.server.testing.Crowd;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.OtherTransaction;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Payer;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Sql;
import dev.karamon.server.testing.Webhooks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database is gone without a word: nothing is refused or closed, nothing comes any more. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED, durable = true)
class DatabaseSilenceIT {
  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(3);

  /** After twice the longest statement a connection is given up; then there is work to be done. */
  private static final Duration SOON = Duration.ofSeconds(20);

  private final DatabaseUrl database;
  private final Cable cable;
  private Site site;
  private String price;

  DatabaseSilenceIT(Site around) {
    this.database = around.freshDatabase();
    this.cable = new Cable(database);
  }

  @BeforeEach
  void start() {
    site = Site.on(cable.url(), KaramonTest.Stripe.WITHOUT_DELIVERIES, LONGEST_STATEMENT);
    price = site.sandbox().price();
    site.groupSoldBy(price);
  }

  @AfterEach
  void stop() {
    site.close();
    cable.close();
  }

  @Test
  void events_that_are_being_worked_on_are_worked_on_again() {
    var payer = site.payer(price);
    try (var other = OtherTransaction.begin(database)) {
      other.changes("UPDATE member SET name = ? || id", "Mika");
      site.webhooks().deliver(payer.becomes("active", Instant.now())).expect(200);
      other.awaitWaiter();

      cable.fallSilent();
    }

    Patience.until(SOON, () -> assertThat(grants()).isEqualTo("1"));
  }

  @Test
  void events_that_come_later_are_taken() {
    var payer = paying();
    var webhooks = site.webhooks();
    var start = Instant.now().minusSeconds(60);
    try (var other = OtherTransaction.begin(database)) {
      other.changes(
          "UPDATE stripe_subscription SET status = status WHERE subscription_id = ?",
          payer.subscriptionId());
      Crowd.each(
          2,
          List.<Runnable>of(
              () -> webhooks.deliverOnce(payer.becomes("active", start).toString()),
              () -> {
                other.awaitWaiter();
                cable.fallSilent();
                other.commit();
              }),
          Runnable::run);
    }

    var event = payer.ends(start.plusSeconds(1)).toString();
    Patience.until(
        SOON, () -> assertThat(webhooks.deliverOnce(event)).isEqualTo(Webhooks.Delivery.TAKEN));
    Patience.until(SOON, () -> assertThat(grants()).isEqualTo("0"));
  }

  @Test
  void settings_that_change_elsewhere_are_noticed() {
    var secret = "whsec_that0was0entered0on0another0node";
    var webhooks = site.webhooks();
    var body = paying().becomes("active", Instant.now()).toString();
    cable.fallSilent();
    try (var elsewhere = Site.nodeOn(database, site.sandbox().url())) {
      Admin.signIn(elsewhere.url(), Site.ADMIN_EMAIL, Site.ADMIN_PASSWORD)
          .put("/integrations/stripe/test", Map.of("webhook_secret", secret))
          .expect(200);
    }

    Patience.until(
        SOON,
        () ->
            webhooks
                .send(body, Webhooks.signature(secret, site.clock().instant(), body))
                .expect(200));
  }

  private Payer paying() {
    var payer = site.payer(price);
    site.webhooks().deliver(payer.becomes("active", Instant.now().minusSeconds(600))).expect(200);
    Patience.until(() -> assertThat(grants()).isEqualTo("1"));
    return payer;
  }

  /** How many there are, by a connection of its own. */
  private String grants() {
    return new Sql(database).value("SELECT count(*) FROM membership_grant");
  }
}
