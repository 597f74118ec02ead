package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Sandbox;
import dev.karamon.server.testing.Shop;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Sql;
import dev.karamon.server.testing.TestMember;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prices that are paid once. */
@KaramonTest
class PurchasesIT {
  private final Site site;

  PurchasesIT(Site site) {
    this.site = site;
  }

  private Shop shop() {
    var price = site.sandbox().oneTimePrice();
    return new Shop(price, site.groupSoldBy(price), site.apiSelling(price));
  }

  /** A member who has paid, and what Stripe calls the payment. */
  private record Buyer(TestMember member, String session, String payment) {}

  private Buyer buyer(Shop shop) {
    var member = site.member();
    var page = member.logsIn(shop.api()).calls("checkout").expect(200);
    site.sandbox().pays(URI.create(page.at("/url").textValue()));
    Patience.until(() -> assertThat(member.isIn(shop.group())).isTrue());
    var id = page.at("/session_id").textValue();
    var session = site.sandbox().get("/v1/checkout/sessions/" + id);
    return new Buyer(member, id, session.path("payment_intent").textValue());
  }

  @Test
  void who_has_paid_once_is_in_without_an_end() {
    var shop = shop();

    var buyer = buyer(shop);

    var grant = buyer.member().view().at("/groups/0/grants/0");
    assertThat(grant.path("source_kind").textValue()).isEqualTo("purchase");
    assertThat(grant.path("source_ref").textValue()).isEqualTo(buyer.session());
    assertThat(grant.path("ends_at").isNull()).isTrue();
  }

  @Test
  void a_group_may_say_how_long_a_purchase_lasts() {
    var shop = shop();
    shop.group().withPolicies(Map.of("purchase_days", 30));

    var buyer = buyer(shop);

    var end = Instant.parse(buyer.member().view().at("/groups/0/grants/0/ends_at").textValue());
    assertThat(end)
        .isBetween(
            Instant.now().plus(Duration.ofDays(29)), Instant.now().plus(Duration.ofDays(31)));
  }

  @Test
  void more_purchases_than_are_recomputed_at_once_all_count() {
    var shop = shop();
    var buyer = buyer(shop);
    site.execute(
        """
        INSERT INTO stripe_purchase (session_id, mode, customer_id, payment_status, paid_at,
                                     refunded, dispute_lost, prices, created_at)
        SELECT session_id || '_' || n, mode, customer_id, payment_status, paid_at, refunded,
               dispute_lost, prices, created_at
          FROM stripe_purchase, generate_series(1, 2100) n WHERE session_id = '%s'
        """
            .formatted(buyer.session()));

    var other = site.groupSoldBy(shop.price());

    var grants = "SELECT count(*) FROM membership_grant WHERE group_id = " + other.id();
    assertThat(new Sql(site.database()).value(grants)).isEqualTo("2101");
  }

  @Test
  void what_was_bought_for_good_is_not_sold_again() {
    var shop = shop();
    var buyer = buyer(shop);

    buyer.member().logsIn(shop.api()).calls("checkout").expectFailure(409, "already_purchased");
  }

  @ParameterizedTest
  @CsvSource({"remove, false", "keep, true"})
  void a_full_refund_does_what_the_group_says(String policy, boolean stays) {
    var shop = shop();
    shop.group().withPolicies(Map.of("refund", policy));
    var buyer = buyer(shop);

    site.sandbox().post("/v1/refunds", Map.of("payment_intent", buyer.payment(), "amount", "100"));
    Patience.until(() -> assertThat(eventsOf(buyer, "charge.refunded")).isEqualTo(1));
    assertThat(buyer.member().isIn(shop.group())).as("after a part").isTrue();
    site.sandbox().post("/v1/refunds", Map.of("payment_intent", buyer.payment()));

    Patience.until(() -> assertThat(eventsOf(buyer, "charge.refunded")).isEqualTo(2));
    Patience.until(() -> assertThat(buyer.member().isIn(shop.group())).isEqualTo(stays));
  }

  @Test
  void a_refund_that_failed_was_none() {
    var shop = shop();
    shop.group().withPolicies(Map.of("purchase_days", 30));
    var buyer = buyer(shop);
    var end = buyer.member().view().at("/groups/0/grants/0/ends_at");
    var refund = site.sandbox().post("/v1/refunds", Map.of("payment_intent", buyer.payment()));
    Patience.until(() -> assertThat(buyer.member().isIn(shop.group())).isFalse());

    site.sandbox().refundFails(refund.path("id").textValue());

    Patience.until(() -> assertThat(buyer.member().isIn(shop.group())).isTrue());
    assertThat(buyer.member().view().at("/groups/0/grants/0/ends_at")).isEqualTo(end);
  }

  @Test
  void a_lost_dispute_ends_what_was_bought_and_another_can_be_bought() {
    var shop = shop();
    var member = site.member();
    var page = member.logsIn(shop.api()).calls("checkout").expect(200);
    site.sandbox().pays(URI.create(page.at("/url").textValue()), Sandbox.DISPUTED_CARD);
    Patience.until(() -> assertThat(member.isIn(shop.group())).isTrue());
    var session = site.sandbox().get("/v1/checkout/sessions/" + page.at("/session_id").textValue());
    var payment = session.path("payment_intent").textValue();
    var dispute = site.sandbox().get("/v1/disputes?payment_intent=" + payment).at("/data/0/id");
    assertThat(member.isIn(shop.group())).as("while it is disputed").isTrue();

    site.sandbox().post("/v1/disputes/" + dispute.textValue() + "/close", Map.of());

    Patience.until(() -> assertThat(member.isIn(shop.group())).isFalse());
    member.logsIn(shop.api()).calls("checkout").expect(200);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_delayed_payment_counts_when_it_has_come(boolean comes) {
    var shop = shop();
    var member = site.member();
    var page = member.logsIn(shop.api()).calls("checkout").expect(200);
    var session = page.at("/session_id").textValue();
    site.sandbox().paysByDebit(URI.create(page.at("/url").textValue()));
    Patience.until(() -> assertThat(done("checkout.session.completed", member)).isEqualTo(1));
    assertThat(member.isIn(shop.group())).as("before it has come").isFalse();

    site.sandbox().settles(session, comes);

    var type = "checkout.session.async_payment_" + (comes ? "succeeded" : "failed");
    Patience.until(() -> assertThat(done(type, member)).isEqualTo(1));
    assertThat(member.isIn(shop.group())).isEqualTo(comes);
  }

  private long eventsOf(Buyer buyer, String type) {
    return done(type, buyer.member());
  }

  private long done(String type, TestMember member) {
    return site.admin()
        .get("/stripe/events?status=done&type=" + type + "&member_id=" + member.id())
        .expect(200)
        .at("/total")
        .longValue();
  }

  @Test
  void recurring_and_one_time_prices_are_not_sold_on_one_page() {
    var api = site.api("dynamic_token");

    var refused =
        api.asksFor(
                "checkout",
                "Stripe::checkout",
                site.sells(site.sandbox().price(), site.sandbox().oneTimePrice()),
                Map.of())
            .expectProblem(422, "refused");

    assertThat(refused.errorFields()).containsExactly("settings.products_list");
  }
}
