package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Shop;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestGroup;
import dev.karamon.server.testing.TestMember;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What groups do with members who pay late or pause. */
@KaramonTest
class GroupPoliciesIT {
  private static final Map<String, Object> UNTIL_PAID = Map.of("past_due", "until_period_end");

  private final Site site;

  GroupPoliciesIT(Site site) {
    this.site = site;
  }

  @Test
  void a_group_does_what_is_usual_until_an_admin_decides() {
    var policies = site.group("Gold").view().path("stripe_policies");

    assertThat(policies.path("past_due").textValue()).isEqualTo("while_retrying");
    assertThat(policies.path("grace_days").intValue()).isEqualTo(7);
    assertThat(policies.path("paused_collection").textValue()).isEqualTo("keep");
    assertThat(policies.path("purchase_days").isNull()).isTrue();
    assertThat(policies.path("refund").textValue()).isEqualTo("remove");
    assertThat(policies.path("lost_dispute").textValue()).isEqualTo("remove");
  }

  @ParameterizedTest
  @CsvSource({"while_retrying, true", "remove, false"})
  void who_pays_late_stays_or_goes(String policy, boolean stays) {
    var shop = site.shop();
    shop.group().withPolicies(Map.of("past_due", policy));
    var member = subscriber(shop);

    site.sandbox().renews(subscriptionOf(member), true);

    Patience.until(() -> assertThat(statusOf(member)).isEqualTo("past_due"));
    assertThat(member.isIn(shop.group())).isEqualTo(stays);
  }

  @Test
  void who_pays_late_has_days_of_grace_from_the_failure() {
    var shop = site.shop();
    shop.group().withPolicies(Map.of("past_due", "grace_days", "grace_days", 3));
    var member = subscriber(shop);

    site.sandbox().renews(subscriptionOf(member), true);

    Patience.until(() -> assertThat(statusOf(member)).isEqualTo("past_due"));
    assertThat(endOf(member))
        .isBetween(Instant.now().plus(Duration.ofDays(2)), Instant.now().plus(Duration.ofDays(40)));
  }

  @Test
  void whose_invoice_is_written_off_leaves_though_the_subscription_is_active_until_it_is_paid() {
    var shop = site.shop();
    var member = subscriber(shop);
    var subscription = subscriptionOf(member);
    site.sandbox().renews(subscription, true);
    Patience.until(() -> assertThat(statusOf(member)).isEqualTo("past_due"));
    assertThat(member.isIn(shop.group())).isTrue();
    var invoice =
        "/v1/invoices/"
            + site.sandbox()
                .get("/v1/subscriptions/" + subscription)
                .path("latest_invoice")
                .textValue();

    site.sandbox().post(invoice + "/mark_uncollectible", Map.of());

    Patience.until(() -> assertThat(member.isIn(shop.group())).isFalse());
    Patience.until(() -> assertThat(statusOf(member)).isEqualTo("active"));
    site.sandbox()
        .post("/v1/subscriptions/" + subscription, Map.of("metadata[changed]", "something else"));
    site.admin().post("/members/" + member.id() + "/resync").expect(200);
    assertThat(member.isIn(shop.group())).isFalse();

    site.sandbox().post(invoice + "/pay", Map.of("payment_method", "pm_card_visa"));

    Patience.until(() -> assertThat(member.isIn(shop.group())).isTrue());
  }

  @Test
  void what_is_owed_for_one_price_ends_nothing_that_another_has_paid_for() {
    var shop = site.shop();
    shop.group().withPolicies(UNTIL_PAID);
    var addOn = site.sandbox().price();
    var other = site.groupSoldBy(addOn);
    other.withPolicies(UNTIL_PAID);
    var member = subscriber(shop);
    var subscription = subscriptionOf(member);

    addWithoutPaying(subscription, addOn);

    Patience.until(() -> assertThat(statusOf(member)).isEqualTo("past_due"));
    assertThat(member.isIn(other)).isFalse();
    var periodEnd =
        site.sandbox()
            .get("/v1/subscriptions/" + subscription)
            .at("/items/data/0/current_period_end")
            .longValue();
    assertThat(endOf(member)).isEqualTo(Instant.ofEpochSecond(periodEnd));

    shop.group().withPolicies(Map.of("past_due", "remove"));
    assertThat(member.isIn(shop.group())).isFalse();
    shop.group().withPolicies(UNTIL_PAID);
    assertThat(endOf(member)).as("by what is known").isEqualTo(Instant.ofEpochSecond(periodEnd));
    assertThat(member.isIn(other)).isFalse();
  }

  private void addWithoutPaying(String subscription, String price) {
    var customer =
        site.sandbox().get("/v1/subscriptions/" + subscription).path("customer").textValue();
    var card =
        site.sandbox()
            .post(
                "/v1/payment_methods/pm_card_chargeCustomerFail/attach",
                Map.of("customer", customer));
    site.sandbox()
        .post(
            "/v1/subscriptions/" + subscription,
            Map.of(
                "default_payment_method",
                card.path("id").textValue(),
                "items[0][price]",
                price,
                "proration_behavior",
                "always_invoice"));
  }

  @Test
  void another_decision_counts_at_once_for_those_who_pay_late_already() {
    var shop = site.shop();
    var member = subscriber(shop);
    site.sandbox().renews(subscriptionOf(member), true);
    Patience.until(() -> assertThat(statusOf(member)).isEqualTo("past_due"));
    assertThat(member.isIn(shop.group())).isTrue();

    shop.group().withPolicies(Map.of("past_due", "remove"));
    assertThat(member.isIn(shop.group())).isFalse();

    shop.group().withPolicies(Map.of("past_due", "while_retrying"));
    assertThat(member.isIn(shop.group())).isTrue();
  }

  @Test
  void a_decision_can_be_looked_at_before_it_is_made() {
    var shop = site.shop();
    var member = subscriber(shop);
    subscriber(shop);
    site.sandbox().renews(subscriptionOf(member), true);
    Patience.until(() -> assertThat(statusOf(member)).isEqualTo("past_due"));
    var before = shop.group().view();
    var audited = audited(shop.group());

    assertThat(preview(shop.group(), "remove")).isEqualTo("0 join, 1 leave");
    assertThat(shop.group().view()).isEqualTo(before);
    assertThat(member.isIn(shop.group())).isTrue();
    assertThat(audited(shop.group())).isEqualTo(audited);

    shop.group().withPolicies(Map.of("past_due", "remove"));
    assertThat(preview(shop.group(), "while_retrying")).isEqualTo("1 join, 0 leave");
    assertThat(member.isIn(shop.group())).isFalse();
  }

  @Test
  void a_look_refuses_what_a_decision_would() {
    var group = site.group("Gold");
    var look = "/groups/" + group.id() + "/preview";

    site.admin()
        .post(look, Map.of("name", group.name(), "version", 7))
        .expectProblem(409, "version_conflict");
    site.admin().post(look, Map.of("name", " ")).expectProblem(400, "invalid_request");
    site.admin()
        .post("/groups/987654/preview", Map.of("name", "Gold"))
        .expectProblem(404, "not_found");
  }

  private String preview(TestGroup group, String whoPaysLate) {
    var seen =
        site.admin()
            .post(
                "/groups/" + group.id() + "/preview",
                Map.of("name", group.name(), "stripe_policies", Map.of("past_due", whoPaysLate)))
            .expect(200);
    return seen.at("/joining") + " join, " + seen.at("/leaving") + " leave";
  }

  private long audited(TestGroup group) {
    return site.admin()
        .get("/audit?subject=group:" + group.id())
        .expect(200)
        .at("/total")
        .longValue();
  }

  @ParameterizedTest
  @CsvSource({"keep, true", "remove, false"})
  void a_pause_of_collection_keeps_or_removes(String policy, boolean stays) {
    var shop = site.shop();
    shop.group().withPolicies(Map.of("paused_collection", policy));
    var member = subscriber(shop);
    var subscription = subscriptionOf(member);

    site.sandbox()
        .post("/v1/subscriptions/" + subscription, Map.of("pause_collection[behavior]", "void"));

    Patience.until(() -> assertThat(member.isIn(shop.group())).isEqualTo(stays));
    site.sandbox().post("/v1/subscriptions/" + subscription, Map.of("pause_collection", ""));
    Patience.until(() -> assertThat(member.isIn(shop.group())).isTrue());
  }

  @Test
  void policies_that_make_no_sense_are_refused_at_their_field() {
    var group = site.group("Gold");

    var refused =
        group
            .savesPolicies(Map.of("past_due", "sometimes", "grace_days", 0))
            .expectProblem(400, "invalid_request");

    assertThat(refused.errorFields())
        .containsExactlyInAnyOrder("stripe_policies.past_due", "stripe_policies.grace_days");
  }

  private TestMember subscriber(Shop shop) {
    var member = site.member();
    member.logsIn(shop.api()).subscribes();
    Patience.until(() -> assertThat(member.isIn(shop.group())).isTrue());
    return member;
  }

  private static String subscriptionOf(TestMember member) {
    return member.view().at("/stripe/subscription_id").textValue();
  }

  private static String statusOf(TestMember member) {
    return member.view().at("/stripe/status").textValue();
  }

  private static Instant endOf(TestMember member) {
    return Instant.parse(member.view().at("/groups/0/grants/0/ends_at").textValue());
  }
}
