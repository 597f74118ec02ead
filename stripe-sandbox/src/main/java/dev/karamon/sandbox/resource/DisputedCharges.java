package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.Disputes;
import dev.karamon.sandbox.billing.Metadata;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Schema;
import dev.karamon.sandbox.schema.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Disputes of charges. */
public final class DisputedCharges implements Resource {
  private final Disputes disputes;
  private final Reading reading;

  public DisputedCharges(World world, Disputes disputes) {
    this.disputes = disputes;
    this.reading =
        Reading.of(world, Disputes.KIND, "/v1/disputes", "Dispute", "charge", "payment_intent");
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        reading.list(),
        reading.retrieve(),
        Endpoint.post("/v1/disputes/:id", "DisputeUpdateParams", taken(), this::update),
        Endpoint.post("/v1/disputes/:id/close", "DisputeCloseParams", Set.of(), this::close));
  }

  /** All evidence is kept as given, except the enhanced kind that some card networks have. */
  private static Set<String> taken() {
    Set<String> taken = new HashSet<>(Set.of("metadata", "submit"));
    for (var field : Schema.parameters().require("DisputeUpdateParams.Evidence").values()) {
      if (field.type().whole()) {
        taken.add("evidence." + field.name());
      }
    }
    return taken;
  }

  private ObjectNode undecided(Call call) {
    var dispute = reading.named(call);
    if (!Disputes.undecided(dispute)) {
      throw StripeError.invalid("This dispute is already closed");
    }
    return dispute;
  }

  private JsonNode update(Call call) {
    if (!call.has("evidence") && !call.has("submit")) {
      var dispute = reading.named(call);
      Metadata.merge(dispute, call.parameters());
      return dispute;
    }
    var dispute = undecided(call);
    Metadata.merge(dispute, call.parameters());
    call.parameter("evidence")
        .ifPresent(evidence -> {
          Shape.merge("Dispute.Evidence", (ObjectNode) dispute.get("evidence"), evidence);
          ((ObjectNode) dispute.get("evidence_details")).put("has_evidence", true);
        });
    if (call.parameter("submit").map(JsonNode::booleanValue).orElse(true)) {
      disputes.submit(dispute);
    }
    return dispute;
  }

  private JsonNode close(Call call) {
    var dispute = undecided(call);
    disputes.close(dispute, false);
    return dispute;
  }
}
