package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestMember;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The walk that the product is for: a group is sold, paid for, used and given up. */
@KaramonTest(durable = true)
class MainJobIT {
  private final Site site;

  MainJobIT(Site site) {
    this.site = site;
  }

  @Test
  void a_member_is_in_the_group_from_paying_to_cancelling() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());

    var page = member.checksOut();
    assertThat(member.isIn(shop.group())).isFalse();

    site.sandbox().pays(page);
    assertThat(member.isIn(shop.group())).as("in when the buyer comes back").isTrue();

    member.calls("cancel").expect(200);
    assertThat(member.isIn(shop.group())).isFalse();
    assertThat(grantActions(member.member())).containsExactly("grant.added", "grant.removed");
  }

  @Test
  void checkout_answers_with_the_page_and_its_session() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());

    var answer = member.calls("checkout").expect(200);

    assertThat(answer.fieldNames())
        .containsExactlyInAnyOrder("errors", "messages", "url", "session_id");
    assertThat(answer.at("/errors").isEmpty()).isTrue();
    assertThat(answer.at("/session_id").textValue()).startsWith("cs_test_");
    assertThat(answer.at("/url").textValue()).startsWith(site.sandbox().url().toString());
    assertThat(answer.header("Cache-Control")).contains("no-store");
  }

  @Test
  void the_buyer_comes_back_with_the_id_of_the_session() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());
    var checkout = member.calls("checkout").expect(200);

    var paid = site.sandbox().pays(URI.create(checkout.at("/url").textValue()));

    assertThat(paid.header("Location"))
        .contains(site.url() + "/thanks?session=" + checkout.at("/session_id").textValue());
  }

  @Test
  void a_double_click_leads_to_one_page_and_one_subscription() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());

    var first = member.calls("checkout").expect(200);
    var second = member.calls("checkout").expect(200);

    assertThat(second.at("/session_id")).isEqualTo(first.at("/session_id"));
    assertThat(second.at("/url")).isEqualTo(first.at("/url"));
  }

  @Test
  void clicks_at_the_same_moment_lead_to_one_page() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());

    var answers = new ConcurrentLinkedQueue<Answer>();
    try (var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 5; i++) {
        clicks.execute(() -> answers.add(member.calls("checkout")));
      }
    }

    assertThat(answers).hasSize(5).allSatisfy(answer -> answer.expect(200));
    assertThat(answers.stream().map(answer -> answer.at("/session_id")).distinct()).hasSize(1);
    var customers = site.sandbox().get("/v1/customers?email=" + member.member().email());
    assertThat(customers.path("data")).hasSize(1);
  }

  @Test
  void who_already_pays_is_told_for_what() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());
    var subscription = member.subscribes();

    var again = member.calls("checkout").expectFailure(409, "already_subscribed");

    assertThat(again.at("/errors/0/message").textValue()).contains(subscription);
  }

  @Test
  void an_endpoint_may_sell_several() {
    var shop = site.shop();
    var settings = new HashMap<>(site.sells(shop.price()));
    settings.put("allow_several", true);
    shop.api().endpoint("more", "Stripe::checkout", settings);
    var member = site.member().logsIn(shop.api());
    member.subscribes();

    member.calls("more").expect(200);
  }

  @Test
  void customer_and_subscription_are_shown_on_the_member() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());
    var subscription = member.subscribes();

    var profile = member.profile();
    assertThat(Answer.fieldNames(profile))
        .contains("member_id", "email", "name", "group_ids", "stripe", "errors", "messages");
    assertThat(Answer.fieldNames(profile.path("stripe")))
        .contains("customer_id", "subscription_id", "status", "current_period_end");
    assertThat(profile.at("/stripe/customer_id").textValue()).startsWith("cus_");
    assertThat(profile.at("/stripe/status").textValue()).isEqualTo("active");

    var seen = member.member().view().path("stripe");
    assertThat(seen.path("customer_id")).isEqualTo(profile.at("/stripe/customer_id"));
    assertThat(seen.path("subscription_id").textValue()).isEqualTo(subscription);
    assertThat(seen.at("/subscriptions/0/id").textValue()).isEqualTo(subscription);
    assertThat(seen.at("/subscriptions/0/items/0/price_id").textValue()).isEqualTo(shop.price());
  }

  @Test
  void the_admin_sees_why_the_member_is_in_the_group() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());
    member.subscribes();

    var groups = member.member().view().path("groups");

    assertThat(groups).hasSize(1);
    assertThat(groups.at("/0/id").longValue()).isEqualTo(shop.group().id());
    assertThat(groups.at("/0/name").textValue()).isEqualTo(shop.group().name());
    assertThat(Answer.fieldNames(groups.at("/0/grants/0")))
        .contains("source_kind", "source_ref", "starts_at");
    assertThat(groups.at("/0/grants/0/source_kind").textValue()).isEqualTo("subscription");
    assertThat(groups.at("/0/grants/0/source_ref").textValue()).startsWith("si_");
    assertThat(shop.group().view().path("member_count").longValue()).isEqualTo(1);
  }

  @Test
  void cancelling_ends_the_subscription_at_stripe_and_unlinks_it() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());
    var subscription = member.subscribes();

    var answer = member.calls("cancel").expect(200);

    assertThat(answer.fieldNames())
        .containsExactlyInAnyOrder("errors", "messages", "status", "subscription_ids");
    assertThat(answer.at("/status").textValue()).isEqualTo("ok");
    assertThat(answer.at("/subscription_ids/0").textValue()).isEqualTo(subscription);
    assertThat(site.sandbox().get("/v1/subscriptions/" + subscription).path("status").textValue())
        .isEqualTo("canceled");
    var stripe = member.profile().path("stripe");
    assertThat(
            stripe.path("subscription_id").isNull()
                || stripe.path("subscription_id").isMissingNode())
        .isTrue();
    assertThat(stripe.path("customer_id").textValue()).startsWith("cus_");
  }

  @Test
  void cancelling_twice_is_no_error_and_cancelling_nothing_is_one() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());
    member.calls("cancel").expectFailure(404, "nothing_to_cancel");
    var subscription = member.subscribes();

    member.calls("cancel").expect(200);
    var again = member.calls("cancel").expect(200);

    assertThat(again.at("/status").textValue()).isEqualTo("ok");
    assertThat(again.at("/subscription_ids/0").textValue()).isEqualTo(subscription);
    assertThat(grantActions(member.member())).containsExactly("grant.added", "grant.removed");
  }

  @Test
  void only_what_the_endpoint_sells_is_cancelled() {
    var shop = site.shop();
    var other = site.sandbox().price();
    shop.api()
        .endpoint("cancel_other", "Stripe::cancel_order", Map.of("products_list", List.of(other)));
    var member = site.member().logsIn(shop.api());
    member.subscribes();

    member.calls("cancel_other").expectFailure(404, "nothing_to_cancel");

    assertThat(member.isIn(shop.group())).isTrue();
  }

  @Test
  void nobody_cancels_for_somebody_else() {
    var shop = site.shop();
    var payer = site.member().logsIn(shop.api());
    payer.subscribes();

    site.member().logsIn(shop.api()).calls("cancel").expectFailure(404, "nothing_to_cancel");

    assertThat(payer.isIn(shop.group())).isTrue();
  }

  @Test
  void a_grant_by_hand_survives_a_cancelled_subscription() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());
    member.subscribes();
    var grant = "/members/" + member.member().id() + "/groups/" + shop.group().id();
    site.admin().put(grant, Map.of()).expect(200);
    assertThat(member.member().reasonsFor(shop.group())).containsOnly("manual", "subscription");

    member.calls("cancel").expect(200);

    assertThat(member.isIn(shop.group())).isTrue();
    assertThat(member.member().reasonsFor(shop.group())).containsOnly("manual");
    site.admin().delete(grant).expect(200);
    assertThat(member.isIn(shop.group())).isFalse();
  }

  @Test
  void one_price_may_lead_to_several_groups() {
    var shop = site.shop();
    var second = site.groupSoldBy(shop.price());
    var member = site.member().logsIn(shop.api());

    member.subscribes();

    assertThat(member.isIn(shop.group())).isTrue();
    assertThat(member.isIn(second)).isTrue();
  }

  @Test
  void several_prices_may_lead_to_one_group() {
    var monthly = site.sandbox().price();
    var yearly = site.sandbox().price();
    var group = site.groupSoldBy(monthly, yearly);
    var paysMonthly = site.member().logsIn(site.apiSelling(monthly));
    var paysYearly = site.member().logsIn(site.apiSelling(yearly));

    paysMonthly.subscribes();
    paysYearly.subscribes();

    assertThat(paysMonthly.isIn(group)).isTrue();
    assertThat(paysYearly.isIn(group)).isTrue();
  }

  @Test
  void a_group_that_gets_a_price_later_lets_in_who_pays_it_already() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());
    member.subscribes();
    var later = site.group("Later");
    assertThat(member.isIn(later)).isFalse();

    later.withPrices(shop.price());

    Patience.until(() -> assertThat(member.isIn(later)).isTrue());
  }

  @Test
  void who_pays_a_price_that_is_not_sold_any_more_stays() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());
    member.subscribes();

    shop.group().withPrices(site.sandbox().price());

    assertThat(member.isIn(shop.group())).isTrue();
  }

  @Test
  void a_price_that_is_listed_twice_is_sold_twice() {
    var price = site.sandbox().price();
    var group = site.groupSoldBy(price);
    var member = site.member().logsIn(site.apiSelling(price, price));

    var subscription = member.subscribes();

    var items = site.sandbox().get("/v1/subscriptions/" + subscription).at("/items/data");
    assertThat(items).hasSize(1);
    assertThat(items.at("/0/quantity").intValue()).isEqualTo(2);
    assertThat(member.isIn(group)).isTrue();
  }

  @Test
  void buyers_return_to_the_pages_that_the_admin_has_written() {
    var shop = site.shop();
    var pages =
        Map.of(
            "return_url",
                "https://shop.example/?id={CHECKOUT_SESSION_ID}#/thanks?id={CHECKOUT_SESSION_ID}",
            "return_err_url", "https://shop.example/#/sorry?why=%26");
    var settings = new HashMap<String, Object>(pages);
    settings.put("products_list", List.of(shop.price()));
    shop.api().endpoint("spa", "Stripe::checkout", settings);

    var opened = site.member().logsIn(shop.api()).calls("spa").expect(200).at("/session_id");

    var session = site.sandbox().get("/v1/checkout/sessions/" + opened.textValue());
    assertThat(session.path("success_url").textValue()).isEqualTo(pages.get("return_url"));
    assertThat(session.path("cancel_url").textValue()).isEqualTo(pages.get("return_err_url"));
  }

  @Test
  void prices_and_urls_cannot_be_sent_by_the_caller() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());

    var answer =
        member
            .client()
            .post(
                shop.api().path("checkout"),
                Map.of("products_list", List.of("price_x"), "return_url", "https://evil.example"))
            .expectFailure(400, "unknown");

    assertThat(answer.errorFields()).containsExactlyInAnyOrder("products_list", "return_url");
  }

  @Test
  void who_cancels_at_stripe_leaves_the_group() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());
    var subscription = member.subscribes();

    site.sandbox().delete("/v1/subscriptions/" + subscription);

    Patience.until(() -> assertThat(member.isIn(shop.group())).isFalse());
  }

  @Test
  void a_payment_page_that_has_ended_is_replaced() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());
    var first = member.calls("checkout").expect(200).at("/session_id").textValue();
    site.sandbox().post("/v1/checkout/sessions/" + first + "/expire", Map.of());

    var second = member.calls("checkout").expect(200).at("/session_id").textValue();

    assertThat(second).isNotEqualTo(first);
  }

  private static List<String> grantActions(TestMember member) {
    var actions = new ArrayList<String>();
    for (JsonNode entry : member.audit().path("items")) {
      var action = entry.path("action").textValue();
      if (action.startsWith("grant.")) {
        actions.addFirst(action);
      }
    }
    return actions;
  }
}
