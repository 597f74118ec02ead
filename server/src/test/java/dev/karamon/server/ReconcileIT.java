package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Sql;
import dev.karamon.server.testing.TestGroup;
import dev.karamon.server.testing.TestMember;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was lost comes back: no event is delivered here. */
@KaramonTest(stripe = KaramonTest.Stripe.WITHOUT_DELIVERIES)
class ReconcileIT {
  private final Site site;
  private final Sql sql;

  ReconcileIT(Site site) {
    this.site = site;
    this.sql = new Sql(site.database());
  }

  /** A member who pays at Stripe, of which no event has told. */
  private record Payer(TestMember member, TestGroup group, String subscription) {}

  private Payer payer() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());
    site.sandbox().pays(member.checksOut());
    var customer = member.profile().at("/stripe/customer_id").textValue();
    var subscriptions = site.sandbox().get("/v1/subscriptions?customer=" + customer);
    return new Payer(member.member(), shop.group(), subscriptions.at("/data/0/id").textValue());
  }

  @BeforeEach
  void everything_is_as_stripe_says() {
    reconcile(false);
  }

  @Test
  void a_subscription_of_which_nothing_was_heard_is_told_and_then_repaired() {
    var payer = payer();

    var told = reconcile(true);
    assertThat(kinds(told)).containsExactly("subscription_unknown_here");
    assertThat(told.at("/drifts/0/subject").textValue()).isEqualTo(payer.subscription());
    assertThat(told.at("/drifts/0/member_id").longValue()).isEqualTo(payer.member().id());
    assertThat(told.at("/drifts/0/repaired").booleanValue()).isFalse();
    assertThat(payer.member().isIn(payer.group())).as("after the dry run").isFalse();

    var repaired = reconcile(false);
    assertThat(repaired.at("/drifts/0/repaired").booleanValue()).isTrue();
    assertThat(payer.member().isIn(payer.group())).isTrue();
    assertThat(payer.member().audit().at("/items/0/cause").textValue())
        .isEqualTo("reconcile " + repaired.at("/run_id").longValue());
    assertThat(kinds(reconcile(true))).isEmpty();
  }

  @Test
  void a_cancellation_of_which_nothing_was_heard_is_repaired() {
    var payer = payer();
    reconcile(false);
    site.sandbox().delete("/v1/subscriptions/" + payer.subscription());

    var report = reconcile(false);

    assertThat(kinds(report)).containsExactly("mirror_differs");
    assertThat(report.at("/drifts/0/expected").textValue()).startsWith("canceled");
    assertThat(payer.member().isIn(payer.group())).isFalse();
  }

  @Test
  void a_plan_that_was_replaced_does_not_put_the_end_of_the_new_one_off() {
    var yearly = site.sandbox().price("year");
    var monthly = site.sandbox().price();
    var group = site.groupSoldBy(yearly, monthly);
    var payer = site.payer(yearly);
    reconcile(false);
    var path = "/v1/subscriptions/" + payer.subscriptionId();
    var item = payer.subscription().at("/items/data/0/id").textValue();
    site.sandbox()
        .post(
            path,
            Map.of("items[0][id]", item, "items[0][deleted]", "true", "items[1][price]", monthly));
    reconcile(false);
    var ending = site.sandbox().post(path, Map.of("cancel_at_period_end", "true"));
    var end = Instant.ofEpochSecond(ending.path("cancel_at").longValue());
    reconcile(false);
    assertThat(kinds(reconcile(true))).isEmpty();

    group.withPolicies(Map.of("past_due", "remove"));

    var member = payer.member().view();
    assertThat(member.at("/groups/0/grants/0/ends_at").textValue()).isEqualTo(end.toString());
    assertThat(member.at("/stripe/ends_on").textValue()).isEqualTo(end.toString());
    assertThat(member.at("/stripe/current_period_end").textValue()).isEqualTo(end.toString());
    assertThat(kinds(reconcile(true))).isEmpty();
  }

  @Test
  void grants_that_do_not_follow_from_stripe_are_put_right() {
    var payer = payer();
    reconcile(false);
    sql.run("DELETE FROM membership_grant WHERE member_id = " + payer.member().id());

    assertThat(kinds(reconcile(false))).containsExactly("grants_differ");

    assertThat(payer.member().isIn(payer.group())).isTrue();
  }

  @Test
  void a_subscription_that_stripe_does_not_know_takes_nothing_away() {
    var payer = payer();
    reconcile(false);
    sql.run(
        """
        INSERT INTO stripe_subscription (subscription_id, mode, customer_id, status,
          cancel_at_period_end, collection_paused, created_at, covered_at, known_at)
        SELECT 'sub_nowhere', mode, customer_id, 'active', false, false, now(), now(), now()
          FROM stripe_subscription WHERE subscription_id = '%s'
        """
            .formatted(payer.subscription()));

    var report = reconcile(false);

    assertThat(kinds(report)).containsExactly("subscription_unknown_at_stripe");
    assertThat(payer.member().isIn(payer.group())).isTrue();
    sql.run("DELETE FROM stripe_subscription WHERE subscription_id = 'sub_nowhere'");
  }

  @Test
  void a_subscription_of_nobody_is_told() {
    var customer = site.sandbox().customer(Map.of());
    var subscription = site.sandbox().subscription(customer, site.sandbox().price(), Map.of());

    var report = reconcile(false);

    assertThat(kinds(report)).containsExactly("customer_of_nobody");
    assertThat(report.at("/drifts/0/customer_id").textValue()).isEqualTo(customer);
    site.sandbox().delete("/v1/subscriptions/" + subscription.path("id").textValue());
  }

  @Test
  void a_subscription_that_names_a_member_of_ours_is_linked() {
    var member = site.memberWithoutPassword();
    var price = site.sandbox().price();
    var group = site.groupSoldBy(price);
    var customer = site.sandbox().customer(Map.of());
    site.sandbox()
        .subscription(
            customer, price, Map.of("metadata[karamon_member_id]", Long.toString(member.id())));

    reconcile(false);

    assertThat(member.isIn(group)).isTrue();
  }

  @Test
  void a_purchase_of_which_nothing_was_heard_is_repaired() {
    var price = site.sandbox().oneTimePrice();
    var group = site.groupSoldBy(price);
    var member = site.member().logsIn(site.apiSelling(price));
    site.sandbox().pays(member.checksOut());

    assertThat(kinds(reconcile(false))).containsExactly("purchase_differs");

    assertThat(member.member().isIn(group)).isTrue();
  }

  @Test
  void runs_can_be_looked_at_later() {
    var report = reconcile(true);

    var found = site.admin().get("/stripe/reconcile/" + report.at("/run_id").longValue());

    assertThat(found.expect(200).json()).isEqualTo(report);
    assertThat(site.admin().get("/stripe/reconcile").expect(200).at("/items/0/run_id"))
        .isEqualTo(report.path("run_id"));
    site.admin().get("/stripe/reconcile/999999").expectProblem(404, "not_found");
  }

  @Test
  void a_member_can_be_brought_up_to_date_alone() {
    var payer = payer();

    var member =
        site.admin().post("/members/" + payer.member().id() + "/resync").expect(200).json();

    assertThat(member.at("/groups/0/id").longValue()).isEqualTo(payer.group().id());
    assertThat(member.at("/stripe/subscription_id").textValue()).isEqualTo(payer.subscription());
    assertThat(payer.member().audit().at("/items/0/cause").textValue())
        .isEqualTo("resync by " + Site.ADMIN_EMAIL);
    site.admin()
        .post("/members/" + site.memberWithoutPassword().id() + "/resync")
        .expectProblem(422, "refused");
  }

  @Test
  void who_comes_back_from_the_payment_page_has_access_at_once() {
    var shop = site.shop();
    shop.api().endpoint("subscription", "Stripe::subscription");
    var member = site.member().logsIn(shop.api());
    site.sandbox().pays(member.checksOut());

    var details = member.calls("subscription").expect(200).at("/details");

    assertThat(details.path("status").textValue()).isEqualTo("active");
    assertThat(details.path("group_ids").has(Long.toString(shop.group().id()))).isTrue();
    assertThat(details.at("/subscriptions/0/items/0/price_id").textValue()).isEqualTo(shop.price());
  }

  private JsonNode reconcile(boolean dryRun) {
    var report =
        site.admin().post("/stripe/reconcile", Map.of("dry_run", dryRun)).expect(201).json();
    assertThat(report.path("state").textValue()).as(report.toString()).isEqualTo("done");
    return report;
  }

  private static List<String> kinds(JsonNode report) {
    var kinds = new ArrayList<String>();
    report.path("drifts").forEach(drift -> kinds.add(drift.path("kind").textValue()));
    return kinds;
  }
}
