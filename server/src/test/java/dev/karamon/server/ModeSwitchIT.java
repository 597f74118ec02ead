package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestGroup;
import dev.karamon.server.testing.TestMember;
import dev.karamon.server.testing.Webhooks;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Test and live mode are separate. Stripe cannot be asked here, so any key is accepted. */
@KaramonTest(stripe = KaramonTest.Stripe.UNREACHABLE)
class ModeSwitchIT {
  private static final String PRICE = "price_of_test_mode";

  private final Site site;

  ModeSwitchIT(Site site) {
    this.site = site;
  }

  @Test
  void what_is_paid_in_test_mode_grants_nothing_once_live_mode_is_chosen() {
    var group = site.groupSoldBy(PRICE);
    var member = paying(group, "1");
    set("live", "enabled");

    site.admin().put("/integrations/stripe", Map.of("active_mode", "live")).expect(200);
    assertThat(member.isIn(group)).as("in live mode").isFalse();
    assertThat(member.audit().at("/items/0/cause").textValue()).isEqualTo("switched to live mode");

    site.admin().put("/integrations/stripe", Map.of("active_mode", "test")).expect(200);
    assertThat(member.isIn(group)).as("back in test mode").isTrue();
    set("live", "disabled");
  }

  @Test
  void nor_once_live_mode_is_the_only_one_that_is_enabled() {
    var group = site.groupSoldBy(PRICE);
    var member = paying(group, "2");

    set("test", "disabled");
    set("live", "enabled");
    assertThat(member.isIn(group)).as("in live mode").isFalse();
    assertThat(member.audit().at("/items/0/cause").textValue()).isEqualTo("switched to live mode");

    set("live", "disabled");
    set("test", "enabled");
    assertThat(member.isIn(group)).as("back in test mode").isTrue();
  }

  private void set(String mode, String status) {
    site.admin()
        .put(
            "/integrations/stripe/" + mode,
            Map.of("status", status, "secret_key", "sk_" + mode + "_0123456789abcdefghij"))
        .expect(200);
  }

  /** A member who is in the group because of a test card. */
  private TestMember paying(TestGroup group, String number) {
    var member = site.memberWithoutPassword();
    site.webhooks().deliver(subscription(member.id(), number)).expect(200);
    Patience.until(() -> assertThat(member.isIn(group)).isTrue());
    return member;
  }

  private static ObjectNode subscription(long member, String number) {
    var subscription = Webhooks.object();
    subscription
        .put("id", "sub_" + number)
        .put("object", "subscription")
        .put("customer", "cus_" + number)
        .put("status", "active")
        .put("livemode", false)
        .put("cancel_at_period_end", false)
        .put("created", Instant.now().getEpochSecond());
    subscription.putObject("metadata").put("karamon_member_id", Long.toString(member));
    var item = subscription.putObject("items").put("has_more", false).putArray("data").addObject();
    item.put("id", "si_" + number)
        .put("quantity", 1)
        .put("current_period_end", Instant.now().plusSeconds(1_000_000).getEpochSecond());
    item.putObject("price").put("id", PRICE);
    return Webhooks.event("customer.subscription.created", Instant.now(), subscription);
  }
}
