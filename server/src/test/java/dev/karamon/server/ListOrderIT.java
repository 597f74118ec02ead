package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.admin.AdminRoute;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In which order admins read lists, and what of them. */
@KaramonTest
class ListOrderIT {
  private final Site site;

  ListOrderIT(Site site) {
    this.site = site;
  }

  @Test
  void a_list_is_read_in_the_order_that_is_named() {
    var word = site.unique("ordered").replace(' ', '-');
    for (var name : List.of("b", "C", "a")) {
      var draft = Map.of("email", name + "@" + word + ".example", "name", "Same");
      site.admin().post("/members", draft).expect(201);
    }

    assertThat(emails(word, "sort=email")).containsExactly("a", "b", "C");
    assertThat(emails(word, "sort=-email")).containsExactly("C", "b", "a");
    assertThat(emails(word, "sort=name")).as("equals, oldest first").containsExactly("b", "C", "a");
    assertThat(emails(word, "sort=-created_at")).containsExactly("a", "C", "b");
    assertThat(emails(word, "sort=email&per_page=1&page=2")).containsExactly("b");
  }

  @Test
  void groups_are_ordered_by_how_many_are_in_them() {
    var word = site.unique("Crowd").replace(' ', '-');
    var empty = site.group(word);
    var crowded = site.group(word);
    var path = "/members/" + site.memberWithoutPassword().id() + "/groups/" + crowded.id();
    site.admin().put(path, Map.of()).expect(200);

    var groups = site.admin().get("/groups?sort=-member_count&q=" + word).expect(200);

    assertThat(groups.at("/items").findValuesAsText("name"))
        .containsExactly(crowded.name(), empty.name());
  }

  @Test
  void every_order_that_a_list_names_is_one_it_has() {
    var ordered =
        site.node().adminRoutes().stream().filter(route -> !route.orders().isEmpty()).toList();
    assertThat(ordered)
        .extracting(AdminRoute::path)
        .contains("/members", "/groups", "/audit", "/stripe/subscriptions", "/stripe/events");
    for (var route : ordered) {
      for (var order : route.orders()) {
        site.admin().get(route.path() + "?sort=" + order).expect(200);
        site.admin().get(route.path() + "?sort=-" + order).expect(200);
      }
    }
  }

  @Test
  void an_order_that_a_list_does_not_have_is_refused_with_those_it_has() {
    for (var wrong : List.of("password_hash", "--email", "-", "email%3B", "email%20DESC")) {
      var refused =
          site.admin().get("/members?page=0&sort=" + wrong).expectProblem(400, "invalid_request");
      assertThat(refused.errorFields()).containsExactly("page", "sort");
      assertThat(refused.text()).contains("sort has to be one of email, name, status, created_at");
    }
  }

  @Test
  void members_are_narrowed_down_to_those_of_a_subscription_status() {
    var price = site.sandbox().price();
    var group = site.groupSoldBy(price);
    var payer = site.payer(price);
    Patience.until(() -> assertThat(payer.member().isIn(group)).isTrue());
    var nobodyPaying = site.member();

    assertThat(membersOfStatus("active"))
        .contains(payer.member().email())
        .doesNotContain(nobodyPaying.email());
    assertThat(membersOfStatus("past_due")).doesNotContain(payer.member().email());
    site.sandbox().delete("/v1/subscriptions/" + payer.subscriptionId());
    Patience.until(() -> assertThat(membersOfStatus("canceled")).contains(payer.member().email()));
    assertThat(membersOfStatus("active")).doesNotContain(payer.member().email());
    assertThat(membersOfStatus("no-such-status")).isEmpty();
  }

  @Test
  void a_subscription_that_waits_for_its_first_payment_counts_less_than_one_that_is_paid() {
    var price = site.sandbox().price();
    var group = site.groupSoldBy(price);
    var payer = site.payer(price);
    Patience.until(() -> assertThat(payer.member().isIn(group)).isTrue());
    site.execute(
        """
        UPDATE stripe_subscription SET created_at = created_at - interval '1 hour'
         WHERE subscription_id = '%s'
        """
            .formatted(payer.subscriptionId()));

    site.sandbox()
        .subscription(
            payer.customer(),
            site.sandbox().price(),
            Map.of("payment_behavior", "default_incomplete"));
    Patience.until(() ->
        assertThat(payer.member().view().at("/stripe/subscriptions").findValuesAsText("status"))
            .containsExactly("active", "incomplete"));

    assertThat(payer.member().view().at("/stripe/subscription_id").textValue())
        .isEqualTo(payer.subscriptionId());
    assertThat(payer.member().view().at("/stripe/status").textValue()).isEqualTo("active");
    assertThat(membersOfStatus("active")).contains(payer.member().email());
    assertThat(membersOfStatus("incomplete")).doesNotContain(payer.member().email());
  }

  private List<String> membersOfStatus(String status) {
    return site.admin()
        .get("/members?per_page=100&sort=-created_at&subscription_status=" + status)
        .expect(200)
        .at("/items")
        .findValuesAsText("email");
  }

  private List<String> emails(String word, String query) {
    return site
        .admin()
        .get("/members?q=" + word + "&" + query)
        .expect(200)
        .at("/items")
        .findValuesAsText("email")
        .stream()
        .map(email -> email.substring(0, email.indexOf('@')))
        .toList();
  }
}
