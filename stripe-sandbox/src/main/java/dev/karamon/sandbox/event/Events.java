package dev.karamon.sandbox.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.schema.Embedded;
import dev.karamon.sandbox.schema.Inspection;
import dev.karamon.sandbox.schema.Schema;
import dev.karamon.sandbox.schema.Shape;
import dev.karamon.sandbox.store.Ids;
import dev.karamon.sandbox.store.Objects;
import dev.karamon.sandbox.store.SandboxTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The log of what happened: every change is recorded here, and from here delivered. */
public final class Events {
  /** Kind of the events. */
  public static final String KIND = "event";

  private static final int KEPT = 10_000;

  private final Objects objects;
  private final SandboxTime time;
  private final Deliveries deliveries;
  private final Inspection inspection;
  private Cause cause = Cause.NONE;
  private Optional<List<Recorded>> held = Optional.empty();

  private record Recorded(ObjectNode event, Duration pause) {
    String type() {
      return event.get("type").textValue();
    }
  }

  /** A log of what happens to the objects, which the deliveries send out. */
  public Events(Objects objects, SandboxTime time, Deliveries deliveries, Inspection inspection) {
    this.inspection = inspection;
    this.objects = objects;
    this.time = time;
    this.deliveries = deliveries;
  }

  /**
   * Makes a change as a whole or not at all: if it is refused or fails, everything is as before and
   * no event is sent. Only a refusal that leaves traces keeps what was done.
   */
  public <T> T whole(Supplier<T> change) {
    return objects.whole(change, e -> e instanceof StripeError refusal && refusal.leavesTraces());
  }

  /** Runs a change whose events name the given cause. */
  public <T> T causedBy(Cause by, Supplier<T> change) {
    var former = cause;
    cause = by;
    try {
      return change.get();
    } finally {
      cause = former;
    }
  }

  /**
   * Runs a change and publishes its events in the order of the given types, as Stripe was seen to
   * send them; events of other types come last. A change that fails publishes none.
   */
  public <T> T inOrder(List<String> types, Supplier<T> change) {
    if (held.isPresent()) {
      return change.get();
    }
    List<Recorded> batch = new ArrayList<>();
    held = Optional.of(batch);
    T result;
    try {
      result = change.get();
    } finally {
      held = Optional.empty();
    }
    batch.stream()
        .sorted(Comparator.comparingInt(recorded -> place(types, recorded.type())))
        .forEach(this::publish);
    return result;
  }

  private static int place(List<String> types, String type) {
    var index = types.indexOf(type);
    return index < 0 ? types.size() : index;
  }

  /** Records what happened to an object, as it is now. */
  public void record(String type, ObjectNode object) {
    record(type, object, Optional.empty(), Duration.ZERO);
  }

  /** Records what happened; its delivery begins after a while. */
  public void recordLater(String type, ObjectNode object, Duration wait) {
    record(type, object, Optional.empty(), wait);
  }

  /** Changes a stored object and, if that made a difference, records it with the former values. */
  public void update(String type, ObjectNode object, Consumer<ObjectNode> change) {
    var before = object.deepCopy();
    change.accept(object);
    recordDifference(type, before, object);
  }

  /** Records a change that has already been made, if it made a difference. */
  public void recordDifference(String type, ObjectNode before, ObjectNode after) {
    var previous = Changes.previous(before, after);
    if (!previous.isEmpty()) {
      record(type, after, Optional.of(previous), Duration.ZERO);
    }
  }

  private void record(
      String type, ObjectNode object, Optional<ObjectNode> previous, Duration wait) {
    var event = Shape.of("EventBase");
    event.put("id", Ids.next("evt")).put("api_version", Schema.API_VERSION);
    event.put("created", time.secondsFor(object)).put("type", type).put("pending_webhooks", 0);
    var data = event.putObject("data");
    data.set("object", object.deepCopy());
    previous.ifPresent(values -> data.set("previous_attributes", values));
    Embedded.cut(data);
    var request = event.putObject("request");
    request.put("id", cause.requestId().orElse(null));
    request.put("idempotency_key", cause.idempotencyKey().orElse(null));
    var recorded = new Recorded(event, wait);
    if (held.isPresent()) {
      held.get().add(recorded);
    } else {
      publish(recorded);
    }
  }

  private void publish(Recorded recorded) {
    inspection.require("event " + recorded.type(), recorded.event());
    objects.put(recorded.event());
    objects.keepNewest(KIND, KEPT);
    objects.afterwards(() -> deliveries.dispatch(recorded.event(), recorded.pause()));
  }
}
