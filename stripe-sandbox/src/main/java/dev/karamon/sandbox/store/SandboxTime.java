package dev.karamon.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What time it is for whom: the real clock, the sandbox's own, or the test clock of a customer. */
public final class SandboxTime {
  /** The kind of Stripe's test clocks. */
  public static final String TEST_CLOCK = "test_helpers.test_clock";

  private static final String NOTE = "sandbox_time";

  /** What refunds, disputes and the payments of invoices belong to. */
  private static final List<String> OWNERS = List.of("charge", "payment_intent", "invoice");

  private final Clock clock;
  private final Objects objects;

  /** Time over a clock; how far the sandbox is ahead of it is kept among the objects. */
  public SandboxTime(Clock clock, Objects objects) {
    this.clock = clock;
    this.objects = objects;
  }

  /** The real time: signatures and delivery attempts carry it. */
  public Instant real() {
    return clock.instant();
  }

  /** The sandbox's time: the real one, or ahead of it. */
  public Instant now() {
    return real().plusSeconds(objects.note(NOTE).path("ahead").asLong(0));
  }

  /** {@link #now()} in seconds, as Stripe writes times. */
  public long seconds() {
    return now().getEpochSecond();
  }

  /** Sets the sandbox ahead so that it is at least this time now; never back. */
  public void moveTo(Instant time) {
    // Rounded up: short of the time by a fraction would be before it.
    var ahead = Duration.between(real(), time).plusMillis(999).toSeconds();
    if (ahead > objects.note(NOTE).path("ahead").asLong(0)) {
      objects.note(NOTE).put("ahead", ahead);
      objects.touch();
    }
  }

  /** The time in seconds for an object: that of its test clock, or of its customer's, or ours. */
  public long secondsFor(JsonNode object) {
    var testClock = object.path("test_clock");
    if (!testClock.isTextual()) {
      testClock =
          objects
              .find("customer", customerOf(object))
              .map(customer -> customer.path("test_clock"))
              .orElse(testClock);
    }
    return objects
        .find(TEST_CLOCK, testClock.asText(""))
        .map(found -> found.get("frozen_time").longValue())
        .orElseGet(this::seconds);
  }

  /** The customer that it names, or that of what it belongs to; empty if there is none. */
  private String customerOf(JsonNode object) {
    if (object.path("customer").isTextual()) {
      return object.path("customer").asText();
    }
    return OWNERS.stream()
        .flatMap(kind -> objects.find(kind, object.path(kind).asText("")).stream())
        .map(this::customerOf)
        .findFirst()
        .orElse("");
  }
}
