package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Listing;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.Metadata;
import dev.karamon.sandbox.billing.Payments;
import dev.karamon.sandbox.billing.Refunding;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Refunds of charges, whole or in part. */
public final class Refunds implements Resource {
  private final World world;
  private final Refunding refunding;
  private final Reading reading;

  public Refunds(World world, Refunding refunding) {
    this.refunding = refunding;
    this.world = world;
    this.reading =
        Reading.of(world, Refunding.KIND, "/v1/refunds", "Refund", "charge", "payment_intent");
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
                    .newestFirst(Refunding.KIND)
                    .filter(refund -> refund.get("charge").equals(charge.get("id")))
                    .toList()));
  }

  private JsonNode create(Call call) {
    var charge = charge(call);
    var particulars = World.node();
    Fields.copy(call.parameters(), particulars, "reason");
    particulars.set("metadata", Metadata.of(call.parameter("metadata")));
    long amount =
        call.parameter("amount").map(JsonNode::longValue).orElseGet(() -> Refunding.left(charge));
    return refunding.refund(charge, amount, particulars);
  }

  private ObjectNode charge(Call call) {
    if (call.has("charge")) {
      return world.objects().named("charge", call.requiredText("charge"), "charge");
    }
    var intent =
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
    var refund = reading.named(call);
    world.events().update("refund.updated", refund, it -> Metadata.merge(it, call.parameters()));
    return refund;
  }
}
