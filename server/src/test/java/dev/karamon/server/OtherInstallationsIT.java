package dev.karamon.server;

import static dev.karamon.server.testing.Webhooks.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Sql;
import dev.karamon.server.testing.TestGroup;
import dev.karamon.server.testing.TestMember;
import dev.karamon.server.testing.Webhooks;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several installations share an account of Stripe, and each of them has a member 1. */
@KaramonTest(stripe = KaramonTest.Stripe.WITHOUT_DELIVERIES)
class OtherInstallationsIT {
  private static final String ANOTHER = "0b5f1c1e-6c0e-4a9b-9d0e-3a3f5c1d2e4f";

  private final Site site;
  private final Webhooks webhooks;
  private final Sql sql;
  private final String price;
  private final TestGroup group;
  private final String onceSold;

  OtherInstallationsIT(Site site) {
    this.site = site;
    this.webhooks = site.webhooks();
    this.sql = new Sql(site.database());
    this.price = site.sandbox().price();
    this.group = site.groupSoldBy(price);
    this.onceSold = site.sandbox().oneTimePrice();
    site.groupSoldBy(onceSold);
  }

  @Test
  void an_event_of_what_another_one_sold_links_nobody() {
    var member = site.memberWithoutPassword();

    expectStatus("parked", deliver("customer.subscription.updated", soldByAnother(member)));

    assertThat(member.isIn(group)).isFalse();
    assertThat(customer(member).isTextual()).isFalse();
  }

  @Test
  void a_comparison_with_stripe_links_nobody_to_what_another_one_sold() {
    var member = site.memberWithoutPassword();
    var subscription = soldByAnother(member);

    var drift = found(subscription);

    assertThat(drift.path("kind").textValue()).isEqualTo("customer_of_nobody");
    assertThat(drift.path("repaired").booleanValue()).isFalse();
    assertThat(member.isIn(group)).isFalse();
  }

  @Test
  void the_reference_on_a_page_of_another_one_links_nobody() {
    var member = site.memberWithoutPassword();
    var fields = Map.of("mode", "payment", "metadata[karamon_installation]", ANOTHER);
    var session = paid(member, site.sandbox().oneTimePrice(), fields);

    expectStatus("parked", deliver("checkout.session.completed", session));
    assertThat(subjects()).doesNotContain(session.path("id"));

    assertThat(customer(member).isTextual()).isFalse();
  }

  @Test
  void what_others_sell_to_strangers_is_not_missed() {
    var link = paid(Optional.of(site.sandbox().customer(Map.of())), Map.of());
    var guest = paid(Optional.empty(), Map.of());
    var elsewhere = Map.of("client_reference_id", "order-4711");
    var shop = paid(Optional.of(site.sandbox().customer(Map.of())), elsewhere);

    expectStatus("parked", deliver("checkout.session.completed", link));
    var kept = deliver("checkout.session.completed", guest);

    assertThat(subjects()).doesNotContain(link.path("id"), guest.path("id"), shop.path("id"));
    expectStatus("ignored", kept);
    var path = "/stripe/events/" + kept.path("id").textValue();
    assertThat(site.admin().get(path).expect(200).at("/reason").textValue())
        .startsWith("bought_as_guest");
  }

  @Test
  void what_this_one_sold_and_nobody_has_told_of_is_missed() {
    var member = site.memberWithoutPassword();
    var session = paid(member, site.sandbox().oneTimePrice(), Map.of("mode", "payment"));

    assertThat(found(session).path("repaired").booleanValue()).isTrue();
    assertThat(customer(member).isTextual()).isTrue();
  }

  @Test
  void a_reference_alone_links() {
    var member = site.memberWithoutPassword();
    var session = paid(member, price, Map.of("mode", "subscription"));

    expectStatus("done", deliver("checkout.session.completed", session));

    assertThat(member.isIn(group)).isTrue();
  }

  @Test
  void what_this_one_sold_is_linked_by_itself() {
    var api = site.apiSelling(price);
    var buyer = site.member().logsIn(api);
    var page = buyer.calls("checkout").expect(200);
    site.sandbox().pays(URI.create(page.at("/url").textValue()));
    var session = site.sandbox().get("/v1/checkout/sessions/" + page.at("/session_id").textValue());
    var subscription = at("/v1/subscriptions/", session.path("subscription"));
    expectOurNotes(buyer.member(), session);
    expectOurNotes(buyer.member(), subscription);
    expectOurNotes(buyer.member(), at("/v1/customers/", session.path("customer")));
    forget(buyer.member());

    expectStatus("done", deliver("customer.subscription.updated", subscription));

    assertThat(buyer.isIn(group)).isTrue();
    forget(buyer.member());
    assertThat(found(subscription).path("repaired").booleanValue()).isTrue();
    assertThat(buyer.isIn(group)).isTrue();
  }

  @Test
  void a_payment_that_this_one_took_is_linked_by_itself() {
    var oneTime = site.sandbox().oneTimePrice();
    var sold = site.groupSoldBy(oneTime);
    var buyer = site.member().logsIn(site.apiSelling(oneTime));
    var page = buyer.calls("checkout").expect(200);
    site.sandbox().pays(URI.create(page.at("/url").textValue()));
    var session = site.sandbox().get("/v1/checkout/sessions/" + page.at("/session_id").textValue());
    expectOurNotes(buyer.member(), at("/v1/payment_intents/", session.path("payment_intent")));
    forget(buyer.member());

    expectStatus("done", deliver("checkout.session.completed", session));

    assertThat(buyer.isIn(sold)).isTrue();
  }

  private JsonNode soldByAnother(TestMember member) {
    var notes =
        Map.of(
            "metadata[karamon_member_id]",
            Long.toString(member.id()),
            "metadata[karamon_installation]",
            ANOTHER);
    return site.sandbox().subscription(site.sandbox().customer(Map.of()), price, notes);
  }

  /** A session that somebody else opened and that was paid; what came of it notes nobody. */
  private JsonNode paid(TestMember member, String price, Map<String, String> more) {
    var fields = new HashMap<>(more);
    fields.put("client_reference_id", Long.toString(member.id()));
    return paid(Optional.of(site.sandbox().customer(Map.of())), price, fields);
  }

  /** The same for something of a group that is paid once, by somebody who may be a guest. */
  private JsonNode paid(Optional<String> customer, Map<String, String> more) {
    var fields = new HashMap<>(more);
    fields.put("mode", "payment");
    return paid(customer, onceSold, fields);
  }

  private JsonNode paid(Optional<String> customer, String price, Map<String, String> more) {
    var fields = new HashMap<>(more);
    customer.ifPresent(id -> fields.put("customer", id));
    fields.put("line_items[0][price]", price);
    fields.put("line_items[0][quantity]", "1");
    fields.put("success_url", site.url() + "/thanks?session={CHECKOUT_SESSION_ID}");
    fields.put("cancel_url", site.url() + "/sorry");
    var session = site.sandbox().post("/v1/checkout/sessions", fields);
    site.sandbox().pays(URI.create(session.path("url").textValue()));
    return at("/v1/checkout/sessions/", session.path("id"));
  }

  private void expectOurNotes(TestMember member, JsonNode object) {
    var notes = object.path("metadata");
    assertThat(notes.path("karamon_member_id").textValue()).isEqualTo(Long.toString(member.id()));
    assertThat(notes.path("karamon_installation").textValue())
        .isEqualTo(sql.value("SELECT id FROM stripe_installation"));
  }

  /** As if the link had been lost, with all that was known of the customer. */
  private void forget(TestMember member) {
    sql.run("DELETE FROM membership_grant WHERE member_id = " + member.id());
    sql.run("DELETE FROM stripe_customer WHERE member_id = " + member.id());
    assertThat(member.groups()).isEmpty();
  }

  private ObjectNode deliver(String type, JsonNode object) {
    var event = event(type, Instant.now(), object);
    webhooks.deliver(event).expect(200);
    return event;
  }

  private void expectStatus(String status, ObjectNode event) {
    var path = "/stripe/events/" + event.path("id").textValue();
    Patience.until(() ->
        assertThat(site.admin().get(path).expect(200).at("/status").textValue()).isEqualTo(status));
  }

  /** What a comparison finds something about. */
  private List<JsonNode> subjects() {
    var report = site.admin().post("/stripe/reconcile", Map.of("dry_run", true)).expect(201);
    return report.at("/drifts").valueStream().map(drift -> drift.path("subject")).toList();
  }

  /** What a comparison finds about an object of Stripe. */
  private JsonNode found(JsonNode object) {
    var report = site.admin().post("/stripe/reconcile", Map.of("dry_run", false)).expect(201);
    for (var drift : report.at("/drifts")) {
      if (drift.path("subject").equals(object.path("id"))) {
        return drift;
      }
    }
    throw new AssertionError("Nothing deviates of " + object.path("id") + ": " + report.text());
  }

  private JsonNode at(String path, JsonNode id) {
    return site.sandbox().get(path + id.textValue());
  }

  private static JsonNode customer(TestMember member) {
    return member.view().at("/stripe/customer_id");
  }
}
