package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Listing;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.Metadata;
import dev.karamon.sandbox.billing.TestCard;
import dev.karamon.sandbox.billing.TestIban;
import dev.karamon.sandbox.billing.Wallet;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Payment methods: cards and bank accounts. */
public final class PaymentMethods implements Resource {
  private final World world;
  private final Wallet wallet;

  public PaymentMethods(World world, Wallet wallet) {
    this.world = world;
    this.wallet = wallet;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
            "/v1/payment_methods",
            "PaymentMethodCreateParams",
            taken("type", "card.cvc", "card.number", "card.token", "sepa_debit.iban", "metadata"),
            this::create),
        Endpoint.get(
            "/v1/payment_methods",
            "PaymentMethodListParams",
            Set.of("customer", "type"),
            this::list),
        Endpoint.get(
            "/v1/payment_methods/:id",
            "PaymentMethodRetrieveParams",
            Set.of(),
            call -> wallet.atPath(call.id())),
        Endpoint.post(
            "/v1/payment_methods/:id",
            "PaymentMethodUpdateParams",
            taken("metadata", "allow_redisplay"),
            this::update),
        Endpoint.post(
            "/v1/payment_methods/:id/attach",
            "PaymentMethodAttachParams",
            Set.of("customer"),
            this::attach),
        Endpoint.post(
            "/v1/payment_methods/:id/detach", "PaymentMethodDetachParams", Set.of(), this::detach));
  }

  private static Set<String> taken(String... more) {
    var taken = new HashSet<>(Fields.address("billing_details.address"));
    taken.addAll(
        Set.of(
            "billing_details.email",
            "billing_details.name",
            "billing_details.phone",
            "billing_details.tax_id",
            "card.exp_month",
            "card.exp_year"));
    taken.addAll(List.of(more));
    return taken;
  }

  private JsonNode create(Call call) {
    var billing = (ObjectNode) call.parameter("billing_details").orElseGet(World::node);
    var method =
        switch (call.requiredText("type")) {
          case "card" -> card(call, billing);
          case Wallet.SEPA -> debit(call, billing);
          default -> throw StripeError.notSimulated("type=" + call.requiredText("type"));
        };
    Metadata.merge(method, call.parameters());
    return method;
  }

  private ObjectNode debit(Call call, ObjectNode billing) {
    var iban =
        call.parameter(Wallet.SEPA)
            .map(given -> given.path("iban").asText(""))
            .orElseThrow(() -> StripeError.missingParameter("sepa_debit"));
    var account =
        TestIban.numbered(iban)
            .orElseThrow(() ->
                StripeError.invalid(
                        "The sandbox takes Stripe's test IBANs only.", "sepa_debit[iban]")
                    .with("code", "invalid_bank_account_iban"));
    return wallet.debit(account, billing);
  }

  private ObjectNode card(Call call, ObjectNode billing) {
    var given = (ObjectNode) call.parameter("card").orElseGet(World::node);
    var card =
        given.has("token")
            ? TestCard.behind("pm_card_" + given.get("token").asText().replaceFirst("^tok_", ""))
                .orElseThrow(() ->
                    StripeError.noSuchObject("token", given.get("token").asText(), "card[token]"))
            : numbered(given.path("number").asText());
    return wallet.card(
        card, given.path("exp_month").asInt(12), given.path("exp_year").asInt(2040), billing);
  }

  private static TestCard numbered(String number) {
    if (number.isEmpty()) {
      throw StripeError.missingParameter("card[number]");
    }
    return TestCard.numbered(number)
        .orElseThrow(() ->
            StripeError.card(
                "incorrect_number",
                Optional.empty(),
                "Your card number is incorrect. The sandbox takes Stripe's test numbers only."));
  }

  private JsonNode list(Call call) {
    return Listing.page(
        call,
        world.objects().newestFirst(Wallet.KIND),
        Listing.matching(call, "customer", "type").and(method -> !method.get("customer").isNull()));
  }

  private JsonNode update(Call call) {
    var method = world.objects().atPath(Wallet.KIND, call.id());
    world
        .events()
        .update(
            "payment_method.updated",
            method,
            it -> {
              Metadata.merge(it, call.parameters());
              Fields.copy(call.parameters(), it, "allow_redisplay");
              call.parameter("card")
                  .filter(_ -> it.has("card"))
                  .ifPresent(
                      card -> Shape.merge("PaymentMethod.Card", (ObjectNode) it.get("card"), card));
              call.parameter("billing_details")
                  .ifPresent(given ->
                      Shape.merge(
                          "PaymentMethod.BillingDetails",
                          (ObjectNode) it.get("billing_details"),
                          given));
            });
    return method;
  }

  private JsonNode attach(Call call) {
    var customer = world.objects().named(Customers.KIND, call.requiredText("customer"), "customer");
    var method = wallet.atPath(call.id());
    wallet.accept(method, customer);
    return method;
  }

  private JsonNode detach(Call call) {
    var method = world.objects().atPath(Wallet.KIND, call.id());
    wallet.detach(method);
    return method;
  }
}
