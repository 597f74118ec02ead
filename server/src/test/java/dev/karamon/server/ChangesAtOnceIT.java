package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.Crowd;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Admins who change one thing at the same time. */
@KaramonTest(stripe = KaramonTest.Stripe.WITHOUT_DELIVERIES, durable = true)
@Timeout(180)
class ChangesAtOnceIT {
  private static final int ROUNDS = 25;
  private static final String RULES = String.valueOf(0x6b72_756c_6573L);

  private final Site site;

  ChangesAtOnceIT(Site site) {
    this.site = site;
  }

  @Test
  void two_who_change_different_fields_of_an_api_both_find_their_own_there() {
    var api = site.api("none");
    for (int round = 1; round <= ROUNDS; round++) {
      var now =
          changed(
              "/apis/" + api.id(),
              Map.of("title", api.made().path("title").textValue()),
              Map.of("description", "Round " + round),
              Map.of("access_token_lifespan", 1_000 + round));

      assertThat(now.path("description").textValue()).isEqualTo("Round " + round);
      assertThat(now.path("access_token_lifespan").intValue()).isEqualTo(1_000 + round);
      assertThat(now.path("revision").intValue()).isEqualTo(1 + 2 * round);
    }
  }

  @Test
  void two_who_change_different_fields_of_a_member_both_find_their_own_there() {
    var member = site.memberWithoutPassword();
    for (int round = 1; round <= ROUNDS; round++) {
      var status = round % 2 == 0 ? "active" : "blocked";
      var now =
          changed(
              "/members/" + member.id(),
              Map.of("email", member.email()),
              Map.of("name", "Round " + round),
              Map.of("status", status));

      assertThat(now.path("name").textValue()).isEqualTo("Round " + round);
      assertThat(now.path("status").textValue()).isEqualTo(status);
    }
  }

  @Test
  void two_who_change_different_fields_of_a_group_both_find_their_own_there() {
    var group = site.group("Gold");
    for (int round = 1; round <= ROUNDS; round++) {
      var now =
          changed(
              "/groups/" + group.id(),
              Map.of("name", group.name()),
              Map.of("description", "Round " + round),
              Map.of("stripe_policies", Map.of("past_due", "grace_days", "grace_days", round)));

      assertThat(now.path("description").textValue()).isEqualTo("Round " + round);
      assertThat(now.at("/stripe_policies/grace_days").intValue()).isEqualTo(round);
    }
  }

  @Test
  void what_each_of_them_changed_is_what_the_audit_log_says() {
    var api = site.api("none");
    var title = Map.of("title", api.made().path("title").textValue());
    for (int round = 1; round <= ROUNDS; round++) {
      changed(
          "/apis/" + api.id(),
          title,
          Map.of("description", "Round " + round),
          Map.of("access_token_lifespan", 1_000 + round));
    }

    var entries =
        site.admin()
            .get("/audit?per_page=100&subject=api:" + api.id())
            .expect(200)
            .at("/items")
            .findParents("action");
    assertThat(entries).hasSize(1 + 2 * ROUNDS);
    for (int i = 0; i + 1 < entries.size(); i++) {
      // Newest first: each begins where the one before it ended.
      assertThat(entries.get(i).path("before")).isEqualTo(entries.get(i + 1).path("after"));
    }
  }

  @Test
  void an_endpoint_and_the_security_that_it_needs_are_not_changed_apart() {
    for (int round = 0; round < ROUNDS; round++) {
      var api = site.api("dynamic_token");
      Crowd.each(
          2,
          List.<Runnable>of(
              () -> api.asksFor("profile", "Login::profile", Map.of(), Map.of()),
              () -> api.change(Map.of("security", "none"))),
          Runnable::run);

      var endpoints = site.admin().get("/apis/" + api.id() + "/endpoints").at("/total").intValue();
      var security = site.admin().get("/apis/" + api.id()).at("/security").textValue();
      assertThat(endpoints == 1 ? "dynamic_token" : "none").isEqualTo(security);
    }
  }

  @Test
  void a_group_is_renamed_and_sold_while_events_put_members_into_it() {
    var group = site.group("Gold");
    var price = site.sandbox().price();
    CompletableFuture<Answer> saved;
    try (var event = site.otherTransaction()) {
      event.run("SELECT pg_advisory_xact_lock_shared(" + RULES + ")");
      saved =
          CompletableFuture.supplyAsync(() ->
              site.admin()
                  .put(
                      "/groups/" + group.id(),
                      Map.of(
                          "name", site.unique("Other"),
                          "stripe_prices", Map.of("test", List.of(price)))));
      event.awaitWaiter();
      event.run("SET LOCAL lock_timeout = '300ms'");
      // As a new grant does, by its foreign key.
      event.run("SELECT 1 FROM member_group WHERE id = " + group.id() + " FOR KEY SHARE");
      event.commit();
    }

    saved.join().expect(200);
  }

  @Test
  void endpoints_that_name_the_same_groups_and_those_groups_are_changed_without_end() {
    var one = site.group("One");
    var other = site.group("Other");
    var api = site.api("dynamic_token");
    var groups = List.of(List.of(one.id(), other.id()), List.of(other.id(), one.id()));
    var acts = new ArrayList<Runnable>();
    for (int i = 0; i < ROUNDS; i++) {
      var number = i;
      acts.add(() ->
          api.endpoint(
              "inner" + number,
              "MemberGroup::list",
              Map.of(),
              Map.of(
                  "request_restriction",
                  Map.of("type", "group_auth", "group_ids", groups.get(number % 2)))));
      for (var group : List.of(one, other)) {
        acts.add(() ->
            site.admin()
                .put("/groups/" + group.id(), Map.of("name", group.name() + " " + number))
                .expect(200));
      }
    }

    Crowd.each(6, acts, Runnable::run);

    assertThat(site.admin().get("/apis/" + api.id() + "/endpoints").at("/total").intValue())
        .isEqualTo(ROUNDS);
  }

  /** What is there after two have changed it at once, each with these fields of its own. */
  private JsonNode changed(
      String path, Map<String, ?> both, Map<String, ?> first, Map<String, ?> second) {
    Crowd.each(
        2,
        List.of(first, second),
        own -> {
          var draft = new HashMap<String, Object>(both);
          draft.putAll(own);
          site.admin().put(path, draft).expect(200);
        });
    return site.admin().get(path).expect(200).json();
  }
}
