package dev.karamon.server;

import static dev.karamon.server.testing.Webhooks.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Shop;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestMember;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Purchases that last a week, paid by debit: the week begins when the money comes. */
@KaramonTest(stripe = KaramonTest.Stripe.WITHOUT_DELIVERIES)
class LateMoneyIT {
  private static final Duration WEEK = Duration.ofDays(7);

  private final Site site;

  LateMoneyIT(Site site) {
    this.site = site;
  }

  /** A member who has ordered, and waits for the bank. */
  private record Buyer(TestMember member, Shop shop, String session) {}

  private Buyer buyer() {
    return buyer(WEEK);
  }

  private Buyer buyer(Duration lasting) {
    var price = site.sandbox().oneTimePrice();
    var shop = new Shop(price, site.groupSoldBy(price), site.apiSelling(price));
    shop.group().withPolicies(Map.of("purchase_days", lasting.toDays()));
    var member = site.member();
    var page = member.logsIn(shop.api()).calls("checkout").expect(200);
    site.sandbox().paysByDebit(URI.create(page.at("/url").textValue()));
    return new Buyer(member, shop, page.at("/session_id").textValue());
  }

  /** Days pass in these tests, and nobody but they may look at Stripe meanwhile. */
  @BeforeEach
  void nothing_is_done_by_itself() {
    site.execute("UPDATE scheduled_tasks SET execution_time = now() + interval '1 year'");
  }

  @Test
  void money_that_comes_on_the_eighth_day_buys_all_seven() {
    var buyer = buyer();
    resync(buyer);
    assertThat(buyer.member().isIn(buyer.shop().group())).as("before it has come").isFalse();

    daysPass(8);
    site.sandbox().settles(buyer.session(), true);
    var came = now();
    tell(buyer, came);

    Patience.until(() -> assertThat(buyer.member().isIn(buyer.shop().group())).isTrue());
    assertThat(endOf(buyer)).isEqualTo(came.plus(WEEK));
    var audit = buyer.member().audit();
    resync(buyer);
    tell(buyer, came);
    assertThat(drifts(true)).isEmpty();
    assertThat(endOf(buyer)).isEqualTo(came.plus(WEEK));
    assertThat(buyer.member().audit()).isEqualTo(audit);
  }

  @Test
  void who_is_told_late_of_all_of_it_has_all_seven_days_too() {
    var buyer = buyer();
    daysPass(8);
    site.sandbox().settles(buyer.session(), true);
    resync(buyer);
    var came = now();

    tell(buyer, came);

    Patience.until(() -> assertThat(buyer.member().isIn(buyer.shop().group())).isTrue());
    assertThat(endOf(buyer)).isEqualTo(came.plus(WEEK));
    assertThat(drifts(true)).isEmpty();
  }

  @Test
  void when_nobody_tells_the_days_begin_with_what_is_read() {
    var lasting = Duration.ofDays(900);
    var buyer = buyer(lasting);
    resync(buyer);
    Patience.until(() -> assertThat(stripesTime()).isAfter(ordered(buyer)));
    site.sandbox().settles(buyer.session(), true);
    var before = stripesTime();

    assertThat(drifts(false)).hasSize(1);

    var end = endOf(buyer);
    assertThat(end).isBetween(before.plus(lasting), stripesTime().plus(lasting));
    Patience.until(() -> assertThat(stripesTime().plus(lasting)).isAfter(end));
    resync(buyer);
    assertThat(drifts(true)).isEmpty();
    assertThat(endOf(buyer)).isEqualTo(end);
  }

  private void daysPass(int days) {
    site.clock().passes(Duration.ofDays(days));
    site.adminSignsIn();
  }

  private Instant now() {
    return site.clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static Instant stripesTime() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private Instant ordered(Buyer buyer) {
    var payment = session(buyer).path("payment_intent").textValue();
    var charge = site.sandbox().get("/v1/payment_intents/" + payment).path("latest_charge");
    var created = site.sandbox().get("/v1/charges/" + charge.textValue()).path("created");
    return Instant.ofEpochSecond(created.longValue());
  }

  private JsonNode session(Buyer buyer) {
    return site.sandbox().get("/v1/checkout/sessions/" + buyer.session());
  }

  /** Stripe tells that the money came. */
  private void tell(Buyer buyer, Instant came) {
    var told = event("checkout.session.async_payment_succeeded", came, session(buyer));
    site.webhooks().deliver(told).expect(200);
    var path = "/stripe/events/" + told.path("id").textValue();
    Patience.until(() ->
        assertThat(site.admin().get(path).expect(200).at("/status").textValue()).isEqualTo("done"));
  }

  private void resync(Buyer buyer) {
    site.admin().post("/members/" + buyer.member().id() + "/resync").expect(200);
  }

  /** What differs from Stripe. */
  private JsonNode drifts(boolean dryRun) {
    return site.admin()
        .post("/stripe/reconcile", Map.of("dry_run", dryRun))
        .expect(201)
        .at("/drifts");
  }

  private static Instant endOf(Buyer buyer) {
    return Instant.parse(buyer.member().view().at("/groups/0/grants/0/ends_at").textValue());
  }
}
