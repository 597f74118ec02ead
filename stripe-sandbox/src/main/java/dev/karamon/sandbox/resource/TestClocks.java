package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Listing;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.SubscriptionLife;
import dev.karamon.sandbox.billing.Timeline;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import dev.karamon.sandbox.store.SandboxTime;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Test clocks. An advance is complete when it is answered, which Stripe's is not. */
public final class TestClocks implements Resource {
  private static final String PATH = "/v1/test_helpers/test_clocks";
  private static final long FARTHEST = Duration.ofDays(2 * 366L).toSeconds();
  private static final long KEPT = Duration.ofDays(30).toSeconds();

  private final World world;
  private final Timeline timeline;
  private final SubscriptionLife life;

  public TestClocks(World world, Timeline timeline, SubscriptionLife life) {
    this.world = world;
    this.timeline = timeline;
    this.life = life;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
            PATH, "TestHelpers.TestClockCreateParams", Set.of("frozen_time", "name"), this::create),
        Endpoint.get(
            PATH,
            "TestHelpers.TestClockListParams",
            Set.of(),
            call -> Listing.page(call, world.objects().newestFirst(SandboxTime.TEST_CLOCK))),
        Endpoint.get(PATH + "/:id", "TestHelpers.TestClockRetrieveParams", Set.of(), this::atPath),
        Endpoint.post(
            PATH + "/:id/advance",
            "TestHelpers.TestClockAdvanceParams",
            Set.of("frozen_time"),
            this::advance),
        Endpoint.delete(
            PATH + "/:id", "TestHelpers.TestClockDeleteParams", Set.of(), this::delete));
  }

  private ObjectNode atPath(Call call) {
    return world.objects().atPath(SandboxTime.TEST_CLOCK, call.id());
  }

  private JsonNode create(Call call) {
    var clock = world.fresh("TestHelpers.TestClock", "clock");
    clock.put("created", world.time().seconds()).put("status", "ready");
    clock.put("deletes_after", world.time().seconds() + KEPT);
    clock.set("status_details", Shape.of("TestHelpers.TestClock.StatusDetails"));
    Fields.copy(call.parameters(), clock, "frozen_time", "name");
    world.objects().put(clock);
    world.events().record("test_helpers.test_clock.created", clock);
    return clock;
  }

  private JsonNode advance(Call call) {
    var clock = atPath(call);
    var target = call.parameter("frozen_time").orElseThrow().longValue();
    var now = clock.get("frozen_time").longValue();
    if (target <= now || target > now + FARTHEST) {
      throw StripeError.invalid(
          "The new `frozen_time` must be later than the present one and at most two years ahead.",
          "frozen_time");
    }
    clock.put("status", "advancing");
    ((ObjectNode) clock.get("status_details"))
        .putObject("advancing")
        .put("target_frozen_time", target);
    world.events().record("test_helpers.test_clock.advancing", clock);
    timeline.advance(clock, target);
    clock.put("status", "ready");
    clock.set("status_details", Shape.of("TestHelpers.TestClock.StatusDetails"));
    world.events().record("test_helpers.test_clock.ready", clock);
    return clock;
  }

  private JsonNode delete(Call call) {
    var clock = atPath(call);
    for (var customer : world.objects().oldestFirst(Customers.KIND)) {
      if (customer.path("test_clock").asText("").equals(call.id())) {
        deleteCustomer(customer);
      }
    }
    world.events().record("test_helpers.test_clock.deleted", clock);
    world.objects().remove(SandboxTime.TEST_CLOCK, call.id());
    return Fields.tombstone(clock);
  }

  private void deleteCustomer(ObjectNode customer) {
    for (var subscription : world.objects().oldestFirst(SubscriptionLife.KIND)) {
      if (subscription.get("customer").equals(customer.get("id"))
          && !SubscriptionLife.over(subscription)) {
        life.end(subscription, "cancellation_requested");
      }
    }
    world.events().record("customer.deleted", customer);
    world.objects().put(Fields.tombstone(customer));
  }
}
