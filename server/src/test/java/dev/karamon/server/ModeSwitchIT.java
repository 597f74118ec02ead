package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Sql;
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

    activate("live");
    assertThat(member.isIn(group)).as("in live mode").isFalse();
    assertThat(member.audit().at("/items/0/cause").textValue()).isEqualTo("switched to live mode");

    activate("test");
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

  @Test
  void what_was_bought_in_test_mode_meanwhile_counts_once_test_mode_is_back() {
    var group = site.groupSoldBy(PRICE);
    var member = site.memberWithoutPassword();
    set("live", "enabled");
    activate("live");

    var subscribed = subscription("3", Instant.now().minusSeconds(1));
    var paid = session(member.id(), "3");
    site.webhooks().deliver(subscribed).expect(200);
    site.webhooks().deliver(paid).expect(200);
    assertThat(reasonOf(subscribed)).isEqualTo("From test mode, which is not the active one.");
    assertThat(reasonOf(paid)).isEqualTo("From test mode, which is not the active one.");
    assertThat(member.isIn(group)).as("in live mode").isFalse();

    activate("test");
    Patience.until(() -> assertThat(member.isIn(group)).as("back in test mode").isTrue());
    assertThat(reasonOf(paid)).isEmpty();
    set("live", "disabled");
  }

  @Test
  void what_is_of_no_use_in_any_mode_stays_ignored() {
    set("live", "enabled");
    activate("live");
    var object = Webhooks.object().put("object", "product").put("livemode", false);
    var event = Webhooks.event("product.created", Instant.now(), object);
    site.webhooks().deliver(event).expect(200);
    // As versions wrote it that looked at the mode first.
    new Sql(site.database())
        .run(
            "UPDATE stripe_event SET reason = 'Of test mode, which is not the active one.'"
                + " WHERE type = 'product.created'");

    activate("test");

    Patience.until(
        () -> assertThat(reasonOf(event)).isEqualTo("Events of this type are not used here."));
    set("live", "disabled");
  }

  private void activate(String mode) {
    site.admin().put("/integrations/stripe", Map.of("active_mode", mode)).expect(200);
  }

  private String reasonOf(ObjectNode event) {
    var id = event.path("id").textValue();
    return site.admin().get("/stripe/events/" + id).expect(200).at("/reason").asText("");
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
    var event = subscription(number, Instant.now());
    event.withObject("/data/object/metadata").put("karamon_member_id", Long.toString(member));
    return event;
  }

  private static ObjectNode subscription(String number, Instant at) {
    var subscription = Webhooks.object();
    subscription
        .put("id", "sub_" + number)
        .put("object", "subscription")
        .put("customer", "cus_" + number)
        .put("status", "active")
        .put("livemode", false)
        .put("cancel_at_period_end", false)
        .put("created", at.getEpochSecond());
    subscription.putObject("metadata");
    var item = subscription.putObject("items").put("has_more", false).putArray("data").addObject();
    item.put("id", "si_" + number)
        .put("quantity", 1)
        .put("current_period_end", at.plusSeconds(1_000_000).getEpochSecond());
    item.putObject("price").put("id", PRICE);
    return Webhooks.event("customer.subscription.created", at, subscription);
  }

  /** Of a payment page that somebody else opened: only the session names the member. */
  private static ObjectNode session(long member, String number) {
    var session = Webhooks.object();
    session
        .put("id", "cs_test_" + number)
        .put("object", "checkout.session")
        .put("mode", "subscription")
        .put("status", "complete")
        .put("payment_status", "paid")
        .put("customer", "cus_" + number)
        .put("subscription", "sub_" + number)
        .put("client_reference_id", Long.toString(member))
        .put("livemode", false)
        .put("expires_at", Instant.now().plusSeconds(3_600).getEpochSecond());
    return Webhooks.event("checkout.session.completed", Instant.now(), session);
  }
}
