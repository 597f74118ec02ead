package dev.karamon.server;

import static dev.karamon.server.testing.Webhooks.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Payer;
import dev.karamon.server.testing.Sandbox;
import dev.karamon.server.testing.Shop;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestMember;
import dev.karamon.server.testing.Webhooks;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of customers whom Stripe, when it is asked, knows only as deleted. */
@KaramonTest(stripe = KaramonTest.Stripe.OVER_A_LINE)
class DeletedCustomersIT {
  private final Site site;
  private final Webhooks webhooks;

  DeletedCustomersIT(Site site) {
    this.site = site;
    this.webhooks = site.webhooks();
  }

  @Test
  void what_an_event_of_its_subscription_cannot_tell_is_asked_of_the_subscription() {
    var price = site.sandbox().price();
    site.groupSoldBy(price);
    var payer = site.payer(price);
    var partial = (ObjectNode) payer.subscription().deepCopy();
    partial.withObjectProperty("items").put("has_more", true);
    site.sandbox().delete("/v1/customers/" + payer.customer());
    site.line().knowsNoCustomer(payer.customer());

    var late = event("customer.subscription.created", Instant.now(), partial);
    webhooks.deliver(late).expect(200);

    expectDone(late);
    assertThat(payer.member().groups()).isEmpty();
    assertThat(payer.member().view().at("/stripe/subscriptions/0/status").textValue())
        .isEqualTo("canceled");
  }

  @Test
  void an_end_counts_at_once_though_stripe_cannot_be_asked_about_the_customer() {
    var payer = payerInTheGroup();
    var gone = gone(payer);
    site.line().fails(payer.customer(), 500, Map.of());
    webhooks.deliver(gone).expect(200);
    Patience.until(() -> assertThat(kept(gone).at("/attempts").intValue()).isPositive());

    var end = payer.ends(Instant.now());
    webhooks.deliver(end).expect(200);

    expectDone(end);
    assertThat(payer.member().groups()).isEmpty();
    assertThat(kept(gone).at("/status").textValue()).isEqualTo("failed");
    site.line().isMended();
    expectDoneInTime(gone);
  }

  @Test
  void a_key_that_sees_neither_the_customer_nor_what_it_has_settles_nothing() {
    var payer = payerInTheGroup();
    var gone = gone(payer);
    site.line().knowsNoCustomer(payer.customer());
    site.line().knowsNothingOf(payer.subscriptionId());

    webhooks.deliver(gone).expect(200);

    Patience.until(() -> assertThat(kept(gone).at("/attempts").intValue()).isPositive());
    assertThat(kept(gone).at("/reason").textValue()).startsWith("stripe_customer_missing");
    assertThat(payer.member().groups()).isNotEmpty();
    site.line().isMended();
    expectDoneInTime(gone);
    assertThat(payer.member().groups()).isEmpty();
  }

  private Payer payerInTheGroup() {
    var price = site.sandbox().price();
    var group = site.groupSoldBy(price);
    var payer = site.payer(price);
    webhooks.deliver(payer.becomes("active", Instant.now())).expect(200);
    Patience.until(() -> assertThat(payer.member().isIn(group)).isTrue());
    return payer;
  }

  /** The customer is deleted at Stripe; the event that says so. */
  private ObjectNode gone(Payer payer) {
    var customer = site.sandbox().get("/v1/customers/" + payer.customer());
    site.sandbox().delete("/v1/customers/" + payer.customer());
    return event("customer.deleted", Instant.now(), customer);
  }

  @Test
  void what_was_bought_for_good_stays() {
    var price = site.sandbox().oneTimePrice();
    var shop = new Shop(price, site.groupSoldBy(price), site.apiSelling(price));
    var member = site.member().logsIn(shop.api());
    var page = member.calls("checkout").expect(200);
    site.sandbox().pays(URI.create(page.at("/url").textValue()));
    var session = site.sandbox().get("/v1/checkout/sessions/" + page.at("/session_id").textValue());
    var customer = session.path("customer").textValue();
    site.sandbox().delete("/v1/customers/" + customer);
    site.line().knowsNoCustomer(customer);

    var completed = event("checkout.session.completed", Instant.now(), session);
    webhooks.deliver(completed).expect(200);

    expectDone(completed);
    assertThat(member.isIn(shop.group())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void what_was_bought_ends_when_the_money_goes_back_after_all(boolean isListed) {
    var buyer = buyer(Sandbox.CARD);
    isDeleted(buyer, isListed);
    site.sandbox().post("/v1/refunds", Map.of("payment_intent", buyer.payment()));
    var payment = site.sandbox().get("/v1/payment_intents/" + buyer.payment());
    var charge = site.sandbox().get("/v1/charges/" + payment.path("latest_charge").textValue());

    var refunded = event("charge.refunded", Instant.now(), charge);
    webhooks.deliver(refunded).expect(200);

    expectDone(refunded);
    assertThat(buyer.member().groups()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void what_was_bought_ends_when_the_bank_takes_the_money_back_after_all(boolean isListed) {
    var buyer = buyer(Sandbox.DISPUTED_CARD);
    isDeleted(buyer, isListed);
    var disputes = "/v1/disputes?payment_intent=" + buyer.payment();
    var dispute = site.sandbox().get(disputes).at("/data/0/id").textValue();
    site.sandbox().post("/v1/disputes/" + dispute + "/close", Map.of());

    var closed =
        event("charge.dispute.closed", Instant.now(), site.sandbox().get(disputes).at("/data/0"));
    webhooks.deliver(closed).expect(200);

    expectDone(closed);
    assertThat(buyer.member().groups()).isEmpty();
  }

  /** A member who has bought something for good, and is in the group for it. */
  private record Buyer(TestMember member, String customer, String payment) {}

  private Buyer buyer(String card) {
    var price = site.sandbox().oneTimePrice();
    var shop = new Shop(price, site.groupSoldBy(price), site.apiSelling(price));
    var member = site.member();
    var page = member.logsIn(shop.api()).calls("checkout").expect(200);
    site.sandbox().pays(URI.create(page.at("/url").textValue()), card);
    var session = site.sandbox().get("/v1/checkout/sessions/" + page.at("/session_id").textValue());
    site.admin().post("/members/" + member.id() + "/resync").expect(200);
    assertThat(member.isIn(shop.group())).isTrue();
    return new Buyer(
        member, session.path("customer").textValue(), session.path("payment_intent").textValue());
  }

  private void isDeleted(Buyer buyer, boolean isListed) {
    site.sandbox().delete("/v1/customers/" + buyer.customer());
    if (!isListed) {
      site.line().knowsNoCustomer(buyer.customer());
    }
  }

  private void expectDone(ObjectNode event) {
    Patience.until(() -> assertThat(kept(event).at("/status").textValue()).isEqualTo("done"));
  }

  private void expectDoneInTime(ObjectNode event) {
    Patience.until(() -> {
      site.clock().passes(Duration.ofSeconds(1));
      assertThat(kept(event).at("/status").textValue()).isEqualTo("done");
    });
  }

  private Answer kept(ObjectNode event) {
    return site.admin().get("/stripe/events/" + event.path("id").textValue()).expect(200);
  }
}
