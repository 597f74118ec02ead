package dev.karamon.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Until 2018 Stripe took any text for the ids of plans and customers; some are still in use. */
@KaramonTest(stripe = KaramonTest.Stripe.OVER_A_LINE)
class ChosenIdsIT {
  private static final String PLAN = "Pläne/50% Gold+ (monthly)";

  private final Site site;

  ChosenIdsIT(Site site) {
    this.site = site;
  }

  @Test
  void a_plan_with_any_id_is_sold_paid_compared_retired_and_cancelled() {
    var price = site.sandbox().price();
    site.line().renames(price, PLAN);
    var group = site.groupSoldBy(PLAN);
    var member = site.member().logsIn(site.apiSelling(PLAN));
    site.sandbox().pays(member.checksOut());

    reconcile();

    var subscription = member.profile().at("/stripe/subscriptions/0");
    assertThat(subscription.at("/items/0/price_id").textValue()).isEqualTo(PLAN);
    assertThat(member.isIn(group)).isTrue();
    assertThat(reconcile().path("drifts").findValuesAsText("subject"))
        .doesNotContain(subscription.path("id").textValue());
    member.calls("checkout").expectFailure(409, "already_subscribed");

    group.withPrices(site.sandbox().price());
    var retired = "/groups/" + group.id() + "/retired_prices";
    assertThat(site.admin().get(retired).expect(200).at("/items/0/price").textValue())
        .isEqualTo(PLAN);
    site.admin().delete(retired + "/test/" + encoded(PLAN)).expect(204);
    assertThat(member.isIn(group)).isFalse();
    assertThat(member.calls("cancel").expect(200).at("/subscription_ids/0"))
        .isEqualTo(subscription.path("id"));
  }

  @Test
  void an_event_of_a_customer_with_any_id_counts() {
    var price = site.sandbox().price();
    var group = site.groupSoldBy(price);
    var payer = site.payer(price);
    site.line().renames(payer.customer(), "Müller & Söhne/1");
    var told = payer.becomes("active", Instant.now().minusSeconds(60)).toString();

    site.webhooks().deliver(site.line().renamed(told)).expect(200);

    Patience.until(() -> assertThat(payer.member().isIn(group)).isTrue());
    site.admin().post("/members/" + payer.member().id() + "/resync").expect(200);
    assertThat(payer.member().isIn(group)).isTrue();
  }

  @Test
  void somebody_else_on_such_a_plan_ends_no_comparison() {
    var plan = site.sandbox().price();
    site.line().renames(plan, "somebody else's plan, 5 €");
    var price = site.sandbox().price();
    var group = site.groupSoldBy(price);
    var unheard = site.payer(price);
    var foreign = site.sandbox().subscription(site.sandbox().customer(Map.of()), plan, Map.of());

    var report = reconcile();

    assertThat(subjects(report, "customer_of_nobody")).contains(foreign.path("id").textValue());
    assertThat(unheard.member().isIn(group)).isTrue();
  }

  @Test
  void what_cannot_be_understood_is_told_and_all_else_is_compared() {
    var price = site.sandbox().price();
    var group = site.groupSoldBy(price);
    var older = site.payer(price);
    var odd = site.payer(price);
    reconcile();
    site.sandbox().delete("/v1/subscriptions/" + older.subscriptionId());
    var newer = site.payer(price);
    var oddPrice = site.sandbox().oneTimePrice();
    var page = site.member().logsIn(site.apiSelling(oddPrice)).calls("checkout").expect(200);
    site.sandbox().pays(URI.create(page.at("/url").textValue()));
    site.line().renames(odd.customer(), "cus_\b");
    site.line().renames(oddPrice, "price_\b");

    var report = reconcile();

    assertThat(subjects(report, "unreadable"))
        .containsExactlyInAnyOrder(odd.subscriptionId(), page.at("/session_id").textValue());
    assertThat(older.member().isIn(group)).isFalse();
    assertThat(odd.member().isIn(group)).isTrue();
    assertThat(newer.member().isIn(group)).isTrue();
  }

  private JsonNode reconcile() {
    var report = site.admin().post("/stripe/reconcile", Map.of()).expect(201).json();
    assertThat(report.path("state").textValue()).as(report.toString()).isEqualTo("done");
    return report;
  }

  private static List<String> subjects(JsonNode report, String kind) {
    var subjects = new ArrayList<String>();
    for (var drift : report.path("drifts")) {
      if (drift.path("kind").textValue().equals(kind)) {
        subjects.add(drift.path("subject").textValue());
      }
    }
    return subjects;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
