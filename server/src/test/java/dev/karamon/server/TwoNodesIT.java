package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Client;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Node;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestMember;
import dev.karamon.server.testing.Webhooks;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two servers on one database are one site. */
@KaramonTest(durable = true)
class TwoNodesIT {
  private static final Duration SOON = Duration.ofSeconds(2);

  private final Site site;
  private final Node second;
  private final Client there;

  TwoNodesIT(Site site) {
    this.site = site;
    this.second = site.anotherNode();
    this.there = new Client(second.url());
  }

  @AfterEach
  void stop_the_second() {
    second.close();
  }

  @Test
  void an_endpoint_that_is_saved_on_one_is_served_by_the_other() {
    var api = site.api("none");
    there.get(api.path("groups")).expect(404);

    api.endpoint("groups", "MemberGroup::list");

    Patience.until(SOON, () -> there.get(api.path("groups")).expect(200));
  }

  @Test
  void an_endpoint_that_is_deleted_on_one_is_gone_on_the_other() {
    var api = site.api("none");
    var endpoint = api.endpoint("groups", "MemberGroup::list");
    Patience.until(SOON, () -> there.get(api.path("groups")).expect(200));

    site.admin().delete("/endpoints/" + endpoint.path("id").longValue()).expect(204);

    Patience.until(SOON, () -> there.get(api.path("groups")).expect(404));
  }

  @Test
  void a_log_in_counts_everywhere_and_so_does_its_end() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());
    var elsewhere = there.with(TestMember.TOKEN_HEADER, member.accessToken());
    var profile = shop.api().path("profile");
    Patience.until(SOON, () -> elsewhere.get(profile).expect(200));

    member.calls("logout").expect(200);

    elsewhere.get(profile).expectFailure(401, "unauthenticated");
  }

  @Test
  void what_is_paid_on_one_counts_on_the_other() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());

    member.subscribes();

    var profile =
        there
            .with(TestMember.TOKEN_HEADER, member.accessToken())
            .get(shop.api().path("profile"))
            .expect(200);
    assertThat(profile.at("/group_ids").has(Long.toString(shop.group().id()))).isTrue();
  }

  @Test
  void a_webhook_secret_that_is_entered_on_one_is_accepted_by_the_other() {
    var secret = "whsec_entered0on0the0first0node";
    site.admin().put("/integrations/stripe/test", Map.of("webhook_secret", secret)).expect(200);
    var event = Webhooks.event("charge.succeeded", Instant.now(), Webhooks.object()).toString();

    Patience.until(
        SOON,
        () ->
            there
                .with("Stripe-Signature", Webhooks.signature(secret, Instant.now(), event))
                .post(Webhooks.PATH, event)
                .expect(200));
  }

  @Test
  void a_rate_limit_is_one_for_both() {
    var api = site.api("none");
    api.endpoint(
        "groups",
        "MemberGroup::list",
        Map.of(),
        Map.of("rate_limit", Map.of("requests", 1, "seconds", 3_600)));
    api.call(api.visitor(), "groups").expect(200);

    Patience.until(SOON, () -> there.get(api.path("groups")).expectFailure(429, "rate_limited"));
  }
}
