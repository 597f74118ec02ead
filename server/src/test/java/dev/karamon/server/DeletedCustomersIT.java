package dev.karamon.server;

import static dev.karamon.server.testing.Webhooks.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Shop;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Webhooks;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

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

  private void expectDone(ObjectNode event) {
    var path = "/stripe/events/" + event.path("id").textValue();
    Patience.until(() ->
        assertThat(site.admin().get(path).expect(200).at("/status").textValue()).isEqualTo("done"));
  }
}
