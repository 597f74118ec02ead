package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Listing;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.Events;
import dev.karamon.sandbox.event.World;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Events that happened. */
public final class EventLog implements Resource {
  private final Reading reading;

  public EventLog(World world) {
    this.reading =
        Reading.of(world, Events.KIND, "/v1/events", "Event")
            .filtered(Set.of("type", "types", "delivery_success"), EventLog::wanted);
  }

  @Override
  public List<Endpoint> endpoints() {
    return reading.endpoints();
  }

  private static Predicate<ObjectNode> wanted(Call call) {
    if (call.has("type") && call.has("types")) {
      throw StripeError.invalid("You may only specify one of these parameters: type, types.");
    }
    return type(call)
        .and(event -> Listing.oneOf(call, "types", event.get("type")))
        .and(delivered(call));
  }

  private static Predicate<ObjectNode> type(Call call) {
    var wanted =
        Pattern.compile(
            call.text("type")
                .map(type -> Pattern.quote(type).replace("*", "\\E.*\\Q"))
                .orElse(".*"));
    return event -> wanted.matcher(event.get("type").textValue()).matches();
  }

  private static Predicate<ObjectNode> delivered(Call call) {
    return event ->
        call.parameter("delivery_success")
            .map(wanted -> wanted.booleanValue() == (event.get("pending_webhooks").intValue() == 0))
            .orElse(true);
  }
}
