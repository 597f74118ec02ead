package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.Checkouts;
import dev.karamon.sandbox.billing.Instrument;
import dev.karamon.sandbox.billing.Payments;
import dev.karamon.sandbox.billing.Wallet;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import java.util.List;
import java.util.Set;

/** The undocumented way in which Stripe's own command line completes a checkout. */
public final class PaymentPages implements Resource {
  private final World world;
  private final Wallet wallet;
  private final Checkouts checkouts;

  public PaymentPages(World world, Wallet wallet, Checkouts checkouts) {
    this.world = world;
    this.wallet = wallet;
    this.checkouts = checkouts;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/v1/payment_pages/:id",
            Endpoint.UNDESCRIBED,
            Set.of(),
            call -> world.objects().atPath(Checkouts.KIND, call.id())),
        Endpoint.post(
            "/v1/payment_pages/:id/confirm", Endpoint.UNDESCRIBED, Set.of(), this::confirm));
  }

  private JsonNode confirm(Call call) {
    var session = world.objects().atPath(Checkouts.KIND, call.id());
    var method = wallet.named(call.requiredText("payment_method"), "payment_method");
    var billing = method.get("billing_details");
    var buyer =
        new Checkouts.Buyer(
            instrument(method),
            billing.path("name").asText(""),
            billing.path("email").asText(""),
            Payments.Customer.AUTHENTICATED);
    if (checkouts.pay(session, buyer) == Payments.Outcome.DECLINED) {
      var decline = buyer.declined().orElseThrow();
      throw StripeError.card(decline.code(), decline.declineCode(), decline.message())
          .leavingTraces();
    }
    return session;
  }

  private Instrument instrument(ObjectNode method) {
    return wallet
        .card(method)
        .<Instrument>map(card ->
            new Instrument.Card(
                card,
                method.get("card").get("exp_month").intValue(),
                method.get("card").get("exp_year").intValue()))
        .orElseGet(() -> new Instrument.Debit(wallet.debit(method).orElseThrow()));
  }
}
