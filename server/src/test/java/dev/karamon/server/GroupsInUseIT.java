package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestApi;
import dev.karamon.server.testing.TestGroup;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What endpoints do with a group goes on working: the group stays, and stays free. */
@KaramonTest(stripe = KaramonTest.Stripe.WITHOUT_DELIVERIES, durable = true)
class GroupsInUseIT {
  private final Site site;

  GroupsInUseIT(Site site) {
    this.site = site;
  }

  @Test
  void a_group_that_new_members_come_into_is_not_deleted() {
    var group = site.group("Free");
    var api = site.api("none");
    api.endpoint("join", "Member::insert", Map.of("default_group_id", group.id()));

    assertThat(refusal(delete(group))).contains("POST " + api.path("join"), "another group");

    register(api).expect(200);
  }

  @Test
  void a_group_that_a_restriction_names_is_not_deleted_until_it_is_named_no_more() {
    var group = site.group("Inner");
    var other = site.group("Outer");
    var api = site.api("dynamic_token").withLogin();
    var made = api.endpoint("secrets", "Login::profile", Map.of(), restrictedTo(group, other));

    assertThat(refusal(delete(group))).contains("GET " + api.path("secrets"));
    site.admin()
        .put(
            "/endpoints/" + made.path("id").longValue(),
            Map.of(
                "path", "secrets",
                "category", "authentication",
                "model", "Login",
                "operation", "profile",
                "request_restriction",
                    Map.of("type", "group_auth", "group_ids", List.of(other.id()))))
        .expect(200);

    delete(group).expect(204);
    site.admin().get("/groups/" + other.id()).expect(200);
  }

  @Test
  void a_group_that_new_members_come_into_is_not_sold() {
    var price = site.sandbox().price();
    var group = site.group("Free");
    var api = site.api("none");
    var made = api.endpoint("join", "Member::insert", Map.of("default_group_id", group.id()));

    assertThat(refusal(sell(group, price))).contains("POST " + api.path("join"), "sold");
    assertThat(group.view().at("/stripe_prices/test")).isEmpty();
    register(api).expect(200);
    site.admin()
        .put("/groups/" + group.id(), Map.of("name", group.name(), "description", "All of us."))
        .expect(200);

    site.admin().delete("/endpoints/" + made.path("id").longValue()).expect(204);
    sell(group, price).expect(200);
    assertThat(
            api.asksFor("join", "Member::insert", Map.of("default_group_id", group.id()), Map.of())
                .expectProblem(422, "refused")
                .errorFields())
        .containsExactly("settings.default_group_id");
  }

  @Test
  void a_group_that_is_only_restricted_to_may_be_sold() {
    var group = site.group("Gold");
    var api = site.api("dynamic_token").withLogin();
    api.endpoint("secrets", "Login::profile", Map.of(), restrictedTo(group));

    sell(group, site.sandbox().price()).expect(200);
  }

  @Test
  void a_group_that_is_deleted_while_an_endpoint_is_saved_is_missed() {
    var group = site.group("Brief");
    var api = site.api("none");
    try (var other = site.otherTransaction()) {
      other.changes("DELETE FROM member_group WHERE name = ?", group.name());
      var settings = Map.of("default_group_id", group.id());
      var saved =
          CompletableFuture.supplyAsync(
              () -> api.asksFor("join", "Member::insert", settings, Map.of()));
      other.awaitWaiter();
      other.commit();

      saved.join().expectProblem(422, "refused");
    }
  }

  private Answer register(TestApi api) {
    var email = site.unique("new").replace(' ', '-') + "@example.com";
    return api.visitor()
        .post(api.path("join"), Map.of("email", email, "password", "a long password"));
  }

  private Answer sell(TestGroup group, String price) {
    return site.admin()
        .put(
            "/groups/" + group.id(),
            Map.of("name", group.name(), "stripe_prices", Map.of("test", List.of(price))));
  }

  private Answer delete(TestGroup group) {
    return site.admin().delete("/groups/" + group.id());
  }

  private static String refusal(Answer answer) {
    return answer.expectProblem(409, "in_use").at("/detail").textValue();
  }

  private static Map<String, Object> restrictedTo(TestGroup... groups) {
    var ids = Arrays.stream(groups).map(TestGroup::id).toList();
    return Map.of("request_restriction", Map.of("type", "group_auth", "group_ids", ids));
  }
}
