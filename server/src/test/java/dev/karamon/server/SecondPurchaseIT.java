package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestApi;
import dev.karamon.server.testing.TestMember;
import dev.karamon.server.testing.TestMember.LoggedIn;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What members have is not sold to them again; what they have given up is. */
@KaramonTest
class SecondPurchaseIT {
  private final Site site;

  SecondPurchaseIT(Site site) {
    this.site = site;
  }

  @Test
  void a_plan_that_was_changed_for_another_can_be_bought_again() {
    var shop = site.shop();
    var other = site.sandbox().price();
    var member = site.member().logsIn(shop.api());
    var path = "/v1/subscriptions/" + member.subscribes();
    member.calls("checkout").expectFailure(409, "already_subscribed");
    var item = site.sandbox().get(path).at("/items/data/0/id").textValue();

    site.sandbox()
        .post(
            path,
            Map.of("items[0][id]", item, "items[0][deleted]", "true", "items[1][price]", other));
    Patience.until(() ->
        assertThat(member.profile().at("/stripe/subscriptions/0/items/0/price_id").textValue())
            .isEqualTo(other));

    member.calls("checkout").expect(200);
  }

  @Test
  void what_a_member_pays_as_another_customer_is_not_sold_again() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());
    member.checksOut();
    var note = Map.of("metadata[karamon_member_id]", Long.toString(member.member().id()));
    var subscription =
        site.sandbox().subscription(site.sandbox().customer(Map.of()), shop.price(), note);
    Patience.until(() -> assertThat(member.isIn(shop.group())).isTrue());

    var refused = member.calls("checkout").expectFailure(409, "already_subscribed");

    assertThat(refused.at("/errors/0/message").textValue())
        .contains(subscription.path("id").textValue());
  }

  @Test
  void what_a_member_bought_for_good_as_another_customer_is_not_sold_again() {
    var price = site.sandbox().oneTimePrice();
    var group = site.groupSoldBy(price);
    var member = site.member().logsIn(site.apiSelling(price));
    member.checksOut();
    var session = sessionOfAnotherCustomer(member.member(), price);
    site.sandbox().pays(URI.create(session.path("url").textValue()));
    Patience.until(() -> assertThat(member.isIn(group)).isTrue());

    member.calls("checkout").expectFailure(409, "already_purchased");
  }

  @Test
  void what_is_being_debited_is_sold_again_only_after_the_debit_has_failed() {
    var price = site.sandbox().oneTimePrice();
    site.groupSoldBy(price);
    var member = site.member().logsIn(site.apiSelling(price));
    var page = member.calls("checkout").expect(200);
    var session = page.at("/session_id").textValue();
    site.sandbox().paysByDebit(URI.create(page.at("/url").textValue()));

    var refused = member.calls("checkout").expectFailure(409, "already_purchased");
    assertThat(refused.at("/errors/0/message").textValue()).contains(session, "under way");

    site.sandbox().settles(session, false);
    assertThat(member.calls("checkout").expect(200).at("/session_id").textValue())
        .isNotEqualTo(session);
  }

  @Test
  void a_trial_is_had_once_and_what_follows_is_paid_at_once() {
    var price = site.sandbox().price();
    var member = site.member().logsIn(withTrialOf(price));
    assertThat(atStripe(member.subscribes())).isEqualTo("trialing");
    member.calls("cancel").expect(200);

    assertThat(atStripe(member.subscribes())).isEqualTo("active");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_trial_counts_though_the_plan_was_changed_meanwhile(boolean inItsPlace) {
    var price = site.sandbox().price();
    var other = site.sandbox().price();
    site.groupSoldBy(price);
    var otherGroup = site.groupSoldBy(other);
    var member = site.member().logsIn(withTrialOf(price));
    var subscription = member.subscribes();
    var path = "/v1/subscriptions/" + subscription;
    var item = site.sandbox().get(path).at("/items/data/0/id").textValue();

    site.sandbox()
        .post(
            path,
            inItsPlace
                ? Map.of("items[0][id]", item, "items[0][price]", other)
                : Map.of(
                    "items[0][id]", item, "items[0][deleted]", "true", "items[1][price]", other));
    Patience.until(() -> assertThat(member.isIn(otherGroup)).isTrue());
    assertThat(atStripe(subscription)).isEqualTo("trialing");

    site.sandbox().pays(member.checksOut());

    assertThat(statuses(member)).containsExactlyInAnyOrder("trialing", "active");
  }

  @Test
  void a_trial_of_one_price_of_a_group_is_the_trial_of_its_other_prices() {
    var monthly = site.sandbox().price();
    var yearly = site.sandbox().price("year");
    var elsewhere = site.sandbox().price();
    site.groupSoldBy(monthly, yearly);
    site.groupSoldBy(elsewhere);
    var member = site.member().logsIn(withTrialOf(monthly));
    member.subscribes();
    member.calls("cancel").expect(200);

    site.sandbox().pays(member.member().logsIn(withTrialOf(yearly)).checksOut());
    assertThat(statuses(member)).containsExactlyInAnyOrder("canceled", "active");

    site.sandbox().pays(member.member().logsIn(withTrialOf(elsewhere)).checksOut());
    assertThat(statuses(member)).containsExactlyInAnyOrder("canceled", "active", "trialing");
  }

  private List<String> statuses(LoggedIn member) {
    var customer = member.profile().at("/stripe/customer_id").textValue();
    return site.sandbox()
        .get("/v1/subscriptions?status=all&customer=" + customer)
        .path("data")
        .valueStream()
        .map(subscription -> subscription.path("status").textValue())
        .toList();
  }

  private TestApi withTrialOf(String price) {
    var settings = new HashMap<>(site.sells(price));
    settings.put("trial_period_days", 14);
    var api = site.api("dynamic_token").withLogin();
    api.endpoint("profile", "Login::profile");
    api.endpoint("checkout", "Stripe::checkout", settings);
    api.endpoint("cancel", "Stripe::cancel_order", Map.of("products_list", List.of(price)));
    return api;
  }

  private String atStripe(String subscription) {
    return site.sandbox().get("/v1/subscriptions/" + subscription).at("/status").textValue();
  }

  /** A page that the server has not opened, but which names the member. */
  private JsonNode sessionOfAnotherCustomer(TestMember member, String price) {
    return site.sandbox()
        .post(
            "/v1/checkout/sessions",
            Map.of(
                "mode",
                "payment",
                "customer",
                site.sandbox().customer(Map.of()),
                "client_reference_id",
                Long.toString(member.id()),
                "line_items[0][price]",
                price,
                "line_items[0][quantity]",
                "1",
                "success_url",
                site.url() + "/thanks?session={CHECKOUT_SESSION_ID}",
                "cancel_url",
                site.url() + "/sorry"));
  }
}
