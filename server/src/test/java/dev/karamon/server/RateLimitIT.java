package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.Client;
import dev.karamon.server.testing.Crowd;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** How often one caller may call an endpoint. */
@KaramonTest(durable = true)
class RateLimitIT {
  private static final int MOST = 5;

  private final Site site;

  RateLimitIT(Site site) {
    this.site = site;
  }

  @Test
  void all_nodes_count_together_also_when_everybody_comes_at_once() {
    var api = limited(site.api("none"));
    var statuses = new ConcurrentLinkedQueue<Integer>();
    try (var other = site.anotherNode()) {
      var calls = new ArrayList<Client>();
      for (int i = 0; i < 20; i++) {
        calls.add(new Client(i % 2 == 0 ? site.url() : other.url()));
      }

      Crowd.each(10, calls, client -> statuses.add(client.get(api.path("groups")).status()));
    }

    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(MOST);
    assertThat(statuses.stream().filter(status -> status == 429)).hasSize(20 - MOST);
  }

  @Test
  void it_says_when_to_come_again_and_means_it() {
    var api = limited(site.api("none"));
    for (int i = 0; i < MOST; i++) {
      api.call(api.visitor(), "groups").expect(200);
    }

    var refused = api.call(api.visitor(), "groups").expectFailure(429, "rate_limited");

    var wait = Long.parseLong(refused.header("Retry-After").orElseThrow());
    assertThat(wait).isBetween(1L, 60L);
    assertThat(Long.parseLong(refused.header("x-rcms-ratelimit-reset").orElseThrow()))
        .isBetween(
            site.clock().instant().getEpochSecond(), site.clock().instant().getEpochSecond() + 60);
    site.clock().passes(Duration.ofSeconds(wait + 1));
    api.call(api.visitor(), "groups").expect(200);
  }

  @Test
  void who_has_to_wait_for_another_reason_is_told_the_same_by_every_header() {
    var api = site.api("dynamic_token").withLogin();
    api.endpoint("update", "Member::update", Map.of("confirm_url", "https://shop.example/confirm"));
    var member = site.member().logsIn(api);
    site.execute(
        "INSERT INTO sign_in_failure VALUES ('member:account:guessed@example.com', 20, now())");

    var guess =
        api.visitor()
            .post(api.path("login"), Map.of("email", "guessed@example.com", "password", "b"));
    var moves =
        Map.of(
            "email",
            "moved@example.com",
            "current_password",
            member.member().credentials().get("password"));
    member.client().post(api.path("update"), moves).expect(200);
    var again = member.client().post(api.path("update"), moves);

    assertThat(waits(guess)).isBetween(200L, 301L);
    assertThat(waits(again)).isEqualTo(60);
  }

  private long waits(Answer refused) {
    refused.expectFailure(429, "rate_limited");
    var wait = Long.parseLong(refused.header("Retry-After").orElseThrow());
    assertThat(refused.header("x-rcms-ratelimit-remaining")).contains("0");
    assertThat(Long.parseLong(refused.header("x-rcms-ratelimit-reset").orElseThrow()))
        .isCloseTo(site.clock().instant().getEpochSecond() + wait, within(2L));
    return wait;
  }

  @Test
  void each_member_is_counted_alone_and_each_endpoint_too() {
    var api = limited(site.api("dynamic_token").withLogin());
    api.endpoint("others", "MemberGroup::list");
    var first = site.member().logsIn(api);
    var second = site.member().logsIn(api);
    for (int i = 0; i < MOST; i++) {
      first.calls("groups").expect(200);
    }

    first.calls("groups").expectFailure(429, "rate_limited");
    first.calls("others").expect(200);
    second.calls("groups").expect(200);
    api.call(api.visitor(), "groups").expect(200);
  }

  @Test
  void what_can_be_misused_has_a_limit_where_nobody_has_set_one() {
    var api = site.apiSelling(site.sandbox().price());
    api.endpoint("register", "Member::insert");
    api.endpoint("confirm", "Member::confirm_email");
    api.endpoint("plenty", "Member::confirm_email", Map.of(), rate(1_000, 60));
    var member = site.member().logsIn(api);

    assertThat(limit(api.visitor().post(api.path("login"), Map.of("email", "a", "password", "b"))))
        .isEqualTo("300");
    assertThat(limit(api.visitor().post(api.path("token"), Map.of()))).isEqualTo("600");
    assertThat(limit(api.visitor().post(api.path("register"), Map.of()))).isEqualTo("60");
    assertThat(limit(member.calls("checkout"))).isEqualTo("60");
    assertThat(limit(member.calls("cancel"))).isEqualTo("20");
    assertThat(limit(api.visitor().post(api.path("plenty"), Map.of()))).isEqualTo("1000");
    assertThat(member.calls("profile").header("x-rcms-ratelimit-limit")).isEmpty();
    for (int i = 0; i < 60; i++) {
      api.visitor().post(api.path("confirm"), Map.of("token", "a guess " + i)).expect(422);
    }
    api.visitor()
        .post(api.path("confirm"), Map.of("token", "one more"))
        .expectFailure(429, "rate_limited");
  }

  private static String limit(Answer answer) {
    return answer.header("x-rcms-ratelimit-limit").orElseThrow();
  }

  private static TestApi limited(TestApi api) {
    api.endpoint("groups", "MemberGroup::list", Map.of(), rate(MOST, 60));
    return api;
  }

  private static Map<String, ?> rate(int requests, int seconds) {
    return Map.of("rate_limit", Map.of("requests", requests, "seconds", seconds));
  }
}
