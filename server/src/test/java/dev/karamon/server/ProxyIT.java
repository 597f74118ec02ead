package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.http.TrustedProxies;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.Client;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Node;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.RawHttp;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestApi;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where requests come from when they come through a proxy, and when somebody only says so. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class ProxyIT {
  private static final String HEADER = "X-Forwarded-For";
  private static final int MOST = 3;

  private final Site site;
  private final Node behindProxy;

  ProxyIT(Site site) {
    this.site = site;
    this.behindProxy =
        site.anotherNodeBehind(
            TrustedProxies.of(List.of("127.0.0.1"), TrustedProxies.Header.X_FORWARDED_FOR));
  }

  @AfterEach
  void stop() {
    behindProxy.close();
    site.execute("DELETE FROM sign_in_failure");
  }

  @Test
  void visitors_behind_a_trusted_proxy_are_counted_apart() {
    var api = limited();
    for (int i = 0; i < MOST; i++) {
      listGroups(behindProxy, api, "203.0.113.9").expect(200);
    }

    listGroups(behindProxy, api, "203.0.113.9").expectFailure(429, "rate_limited");
    listGroups(behindProxy, api, "203.0.113.10").expect(200);
  }

  @Test
  void a_visitor_who_makes_up_addresses_is_counted_by_his_own() {
    var api = limited();
    for (int i = 0; i < MOST; i++) {
      listGroups(behindProxy, api, "198.51.100." + i + ", 203.0.113.9").expect(200);
    }

    listGroups(behindProxy, api, "198.51.100.77, 203.0.113.9").expectFailure(429, "rate_limited");
  }

  @Test
  void without_a_trusted_proxy_the_header_counts_for_nothing() {
    var api = limited();
    for (int i = 0; i < MOST; i++) {
      listGroups(site.node(), api, "203.0.113." + i).expect(200);
    }

    listGroups(site.node(), api, "203.0.113.77").expectFailure(429, "rate_limited");
  }

  @Test
  void one_network_of_ipv6_is_one_visitor() {
    var api = limited();
    for (int i = 1; i <= MOST; i++) {
      listGroups(behindProxy, api, "2001:db8:1:2::" + i).expect(200);
    }

    listGroups(behindProxy, api, "2001:db8:1:2:ffff::9").expectFailure(429, "rate_limited");
    listGroups(behindProxy, api, "2001:db8:1:3::1").expect(200);
  }

  @Test
  void a_line_that_the_proxy_adds_beats_the_line_of_the_visitor() {
    var api = limited();
    var head =
        RawHttp.head(
            behindProxy.url(),
            "GET",
            api.path("groups"),
            HEADER + ": 198.51.100.1",
            HEADER + ": 203.0.113.20",
            "Connection: close");
    for (int i = 0; i < MOST; i++) {
      assertThat(RawHttp.send(behindProxy.url(), head)).startsWith("HTTP/1.1 200");
    }

    listGroups(behindProxy, api, "203.0.113.20").expectFailure(429, "rate_limited");
    listGroups(behindProxy, api, "198.51.100.1").expect(200);
  }

  @Test
  void guesses_at_passwords_are_slowed_down_by_the_network_they_come_from() {
    site.execute(
        "INSERT INTO sign_in_failure VALUES ('admin:address:203.0.113.9', 60, now()),"
            + " ('admin:address:2001:db8:1:2::', 60, now())");

    guess(behindProxy, "203.0.113.9").expectProblem(429, "rate_limited");
    guess(behindProxy, "198.51.100.1, 203.0.113.9").expectProblem(429, "rate_limited");
    guess(behindProxy, "2001:db8:1:2:3:4:5:6").expectProblem(429, "rate_limited");
    guess(behindProxy, "203.0.113.10").expectProblem(401, "unauthenticated");
    guess(site.node(), "203.0.113.9").expectProblem(401, "unauthenticated");
  }

  @Test
  void the_audit_log_keeps_the_address_of_the_caller_and_not_what_he_claims() {
    assertThat(addressOfChange(behindProxy, "198.51.100.1, 203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(addressOfChange(site.node(), "203.0.113.9")).isEqualTo("127.0.0.1");
  }

  private String addressOfChange(Node node, String forwardedFor) {
    var client =
        new Client(node.url())
            .with("Cookie", site.admin().client().cookie())
            .with("Origin", node.url().toString())
            .with(HEADER, forwardedFor);
    var group =
        site.admin()
            .through(client)
            .post("/groups", Map.of("name", site.unique("Group")))
            .expect(201);
    var entries =
        site.admin().get("/audit?subject=group:" + group.at("/id").longValue()).expect(200);
    return entries.at("/items/0/address").textValue();
  }

  private TestApi limited() {
    var api = site.api("none");
    var rate = Map.of("rate_limit", Map.of("requests", MOST, "seconds", 3_600));
    api.endpoint("groups", "MemberGroup::list", Map.of(), rate);
    Patience.until(() -> listGroups(behindProxy, api, "192.0.2.1").expect(200));
    return api;
  }

  private static Answer listGroups(Node node, TestApi api, String forwardedFor) {
    return new Client(node.url()).with(HEADER, forwardedFor).get(api.path("groups"));
  }

  private static Answer guess(Node node, String forwardedFor) {
    return new Client(node.url())
        .with(HEADER, forwardedFor)
        .post(
            "/admin/api/v1/session",
            Map.of("email", "somebody@example.com", "password", "a guess"));
  }
}
