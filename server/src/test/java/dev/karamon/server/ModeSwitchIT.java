package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Webhooks;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Test and live are two worlds. Stripe cannot be asked here, so any key is taken. */
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
    var member = site.memberWithoutPassword();
    site.webhooks().deliver(subscription(member.id())).expect(200);
    Patience.until(() -> assertThat(member.isIn(group)).isTrue());
    site.admin()
        .put(
            "/integrations/stripe/live",
            Map.of("status", "enabled", "secret_key", "sk_live_0123456789abcdefghij"))
        .expect(200);

    site.admin().put("/integrations/stripe", Map.of("active_mode", "live")).expect(200);
    assertThat(member.isIn(group)).as("in live mode").isFalse();
    assertThat(member.audit().at("/items/0/cause").textValue()).isEqualTo("switched to live mode");

    site.admin().put("/integrations/stripe", Map.of("active_mode", "test")).expect(200);
    assertThat(member.isIn(group)).as("back in test mode").isTrue();
  }

  private static ObjectNode subscription(long member) {
    var subscription = Webhooks.object();
    subscription
        .put("id", "sub_1")
        .put("object", "subscription")
        .put("customer", "cus_1")
        .put("status", "active")
        .put("livemode", false)
        .put("cancel_at_period_end", false)
        .put("created", Instant.now().getEpochSecond());
    subscription.putObject("metadata").put("karamon_member_id", Long.toString(member));
    var item = subscription.putObject("items").put("has_more", false).putArray("data").addObject();
    item.put("id", "si_1")
        .put("quantity", 1)
        .put("current_period_end", Instant.now().plusSeconds(1_000_000).getEpochSecond());
    item.putObject("price").put("id", PRICE);
    return Webhooks.event("customer.subscription.created", Instant.now(), subscription);
  }
}
