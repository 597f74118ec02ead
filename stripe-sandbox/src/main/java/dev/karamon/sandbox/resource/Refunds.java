package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Listing;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.Disputes;
import dev.karamon.sandbox.billing.Metadata;
import dev.karamon.sandbox.billing.Payments;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Refunds of charges, whole or in part. */
public final class Refunds implements Resource {
  private static final String KIND = "refund";

  private final World world;
  private final Reading reading;

  public Refunds(World world) {
    this.world = world;
    this.reading = Reading.of(world, KIND, "/v1/refunds", "Refund", "charge", "payment_intent");
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
            "/v1/refunds",
            "RefundCreateParams",
            Set.of("charge", "payment_intent", "amount", "reason", "metadata"),
            this::create),
        reading.list(),
        reading.retrieve(),
        Endpoint.post("/v1/refunds/:id", "RefundUpdateParams", Set.of("metadata"), this::update));
  }

  @Override
  public Map<String, Function<ObjectNode, JsonNode>> includable() {
    return Map.of(
        "charge.refunds",
        charge ->
            Listing.embedded(
                "/v1/charges/" + charge.get("id").textValue() + "/refunds",
                world
                    .objects()
                    .newestFirst(KIND)
                    .filter(refund -> refund.get("charge").equals(charge.get("id")))
                    .toList()));
  }

  private JsonNode create(Call call) {
    ObjectNode charge = charge(call);
    long left =
        charge.get("amount_captured").longValue() - charge.get("amount_refunded").longValue();
    long amount = call.parameter("amount").map(JsonNode::longValue).orElse(left);
    if (!charge.get("paid").booleanValue() || left == 0) {
      throw StripeError.invalid(
              "Charge %s has already been refunded.".formatted(charge.get("id").textValue()))
          .with("code", "charge_already_refunded");
    }
    if (amount < 1 || amount > left) {
      throw StripeError.invalid(
          "Refund amount (%d) is greater than unrefunded amount on charge (%d)"
              .formatted(amount, left),
          "amount");
    }
    refuseWhileDisputed(charge);
    ObjectNode refund = refund(charge, amount, call);
    world.objects().put(refund);
    world.events().record("refund.created", refund);
    long refunded = charge.get("amount_refunded").longValue() + amount;
    world
        .events()
        .update(
            "charge.refunded",
            charge,
            it -> it.put("amount_refunded", refunded).put("refunded", left == amount));
    world.events().update("refund.updated", refund, it -> it.put("receipt_number", "R-" + amount));
    return refund;
  }

  private void refuseWhileDisputed(ObjectNode charge) {
    if (world
        .objects()
        .newestFirst(Disputes.KIND)
        .anyMatch(dispute ->
            dispute.get("charge").equals(charge.get("id")) && Disputes.undecided(dispute))) {
      throw StripeError.invalid(
              "The charge %s has an open dispute; it cannot be refunded."
                  .formatted(charge.get("id").textValue()))
          .with("code", "charge_disputed");
    }
  }

  private ObjectNode refund(ObjectNode charge, long amount, Call call) {
    ObjectNode refund =
        world.fresh("Refund", "re").put("amount", amount).put("status", "succeeded");
    refund.put("created", world.time().secondsFor(charge));
    refund.set("charge", charge.get("id"));
    refund.set("currency", charge.get("currency"));
    refund.set("payment_intent", charge.get("payment_intent"));
    refund.set("metadata", Metadata.of(call.parameter("metadata")));
    Fields.copy(call.parameters(), refund, "reason");
    return refund;
  }

  private ObjectNode charge(Call call) {
    if (call.has("charge")) {
      return world.objects().named("charge", call.requiredText("charge"), "charge");
    }
    ObjectNode intent =
        world
            .objects()
            .named(Payments.INTENT, call.requiredText("payment_intent"), "payment_intent");
    return world
        .objects()
        .find("charge", intent.get("latest_charge").asText())
        .orElseThrow(() ->
            StripeError.invalid("This PaymentIntent does not have a successful charge to refund."));
  }

  private JsonNode update(Call call) {
    ObjectNode refund = world.objects().atPath(KIND, call.id());
    world.events().update("refund.updated", refund, it -> Metadata.merge(it, call.parameters()));
    return refund;
  }
}
