package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Payer;
import dev.karamon.server.testing.Site;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What admins see of all subscriptions: found one by one, and counted. */
@KaramonTest
class SubscriptionListIT {
  private final Site site;

  SubscriptionListIT(Site site) {
    this.site = site;
  }

  @Test
  void a_subscription_is_found_by_its_group_member_status_and_by_words() {
    var price = site.sandbox().price();
    var group = site.groupSoldBy(price);
    var payer = known(site.payer(price));
    known(site.payer(site.sandbox().price()));

    var found = list("group_id=" + group.id());
    assertThat(ids(found)).containsExactly(payer.subscriptionId());
    var first = found.at("/items/0");
    assertThat(first.at("/member/email").textValue()).isEqualTo(payer.member().email());
    assertThat(first.at("/items/0/price_id").textValue()).isEqualTo(price);
    assertThat(first.at("/groups/0/name").textValue()).isEqualTo(group.name());

    assertThat(ids(list("member_id=" + payer.member().id())))
        .containsExactly(payer.subscriptionId());
    assertThat(ids(list("q=" + payer.member().email()))).containsExactly(payer.subscriptionId());
    assertThat(ids(list("q=" + payer.customer()))).containsExactly(payer.subscriptionId());
    assertThat(ids(list("status=active&group_id=" + group.id()))).hasSize(1);
    assertThat(ids(list("status=past_due&group_id=" + group.id()))).isEmpty();
    site.admin().get("/stripe/subscriptions?group_id=x").expectProblem(400, "invalid_request");
  }

  @Test
  void a_price_that_leads_to_no_group_is_flagged_until_the_subscription_has_ended() {
    var price = site.sandbox().price();
    site.groupSoldBy(price);
    var payer = known(site.payer(price));
    var query = "member_id=" + payer.member().id();
    assertThat(list(query).at("/items/0/unknown_prices")).isEmpty();
    var other = site.sandbox().price();
    var path = "/v1/subscriptions/" + payer.subscriptionId();

    site.sandbox().post(path, Map.of("items[0][price]", other));

    Patience.until(() -> {
      var found = list(query).at("/items/0");
      assertThat(found.path("items")).hasSize(2);
      assertThat(found.path("unknown_prices")).hasSize(1);
      assertThat(found.at("/unknown_prices/0").textValue()).isEqualTo(other);
      assertThat(found.path("unknown_status").booleanValue()).isFalse();
    });
    site.sandbox().delete(path);
    Patience.until(() -> {
      assertThat(list(query).at("/items/0/status").textValue()).isEqualTo("canceled");
      assertThat(list(query).at("/items/0/unknown_prices")).isEmpty();
    });
  }

  @Test
  void a_status_that_is_not_known_is_flagged_and_changes_nothing() {
    var price = site.sandbox().price();
    var group = site.groupSoldBy(price);
    var payer = known(site.payer(price));
    var query = "member_id=" + payer.member().id();
    assertThat(list(query).at("/items/0/unknown_status").booleanValue()).isFalse();

    // Events that are under way may tell the true status once more.
    Patience.until(() -> {
      site.execute(
          "UPDATE stripe_subscription SET status = 'hibernating' WHERE subscription_id = '%s'"
              .formatted(payer.subscriptionId()));
      var found = list(query).at("/items/0");
      assertThat(found.path("status").textValue()).isEqualTo("hibernating");
      assertThat(found.path("unknown_status").booleanValue()).isTrue();
    });

    assertThat(payer.member().isIn(group)).isTrue();
    site.sandbox().delete("/v1/subscriptions/" + payer.subscriptionId());
    Patience.until(
        () -> assertThat(list(query).at("/items/0/status").textValue()).isEqualTo("canceled"));
  }

  @Test
  void the_overview_counts_what_lives_and_what_came_and_went() {
    var price = site.sandbox().price();
    var before = overview();
    known(site.payer(price));
    var leaving = known(site.payer(price));
    site.sandbox().delete("/v1/subscriptions/" + leaving.subscriptionId());
    Patience.until(
        () -> assertThat(ids(list("status=canceled"))).contains(leaving.subscriptionId()));

    var after = overview();

    assertThat(active(after) - active(before)).isEqualTo(1);
    assertThat(after.path("began").intValue() - before.path("began").intValue()).isEqualTo(2);
    assertThat(after.path("ended").intValue() - before.path("ended").intValue()).isEqualTo(1);
    assertThat(after.path("days")).hasSize(90);
    assertThat(after.at("/days/89/paying").intValue()).isEqualTo(active(after));
    assertThat(after.at("/days/0/paying").intValue()).isZero();
  }

  private Payer known(Payer payer) {
    Patience.until(() ->
        assertThat(ids(list("member_id=" + payer.member().id())))
            .containsExactly(payer.subscriptionId()));
    return payer;
  }

  private JsonNode list(String query) {
    return site.admin().get("/stripe/subscriptions?" + query).expect(200).json();
  }

  private static List<String> ids(JsonNode page) {
    return page.path("items").findValuesAsText("id").stream()
        .filter(id -> id.startsWith("sub_"))
        .toList();
  }

  private JsonNode overview() {
    return site.admin().get("/stripe/overview").expect(200).json();
  }

  private static int active(JsonNode overview) {
    for (var one : overview.path("statuses")) {
      if (one.path("status").textValue().equals("active")) {
        return one.path("count").intValue();
      }
    }
    return 0;
  }
}
