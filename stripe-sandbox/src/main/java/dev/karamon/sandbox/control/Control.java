package dev.karamon.sandbox.control;

import dev.karamon.sandbox.billing.Director;
import dev.karamon.sandbox.billing.Dunning;
import dev.karamon.sandbox.billing.Timeline;
import dev.karamon.sandbox.event.Cause;
import dev.karamon.sandbox.event.Events;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.fault.BadDays;
import java.time.Duration;
import java.time.Instant;

/** What can be done to the sandbox that cannot be done to Stripe. */
public final class Control {
  private static final Duration FARTHEST = Duration.ofDays(732);

  private final World world;
  private final Timeline timeline;
  private final Dunning dunning;
  private final Director director;

  /** Control over this world. */
  public Control(World world, Timeline timeline, Dunning dunning, Director director) {
    this.world = world;
    this.timeline = timeline;
    this.dunning = dunning;
    this.director = director;
  }

  /** The sandbox's time, for everyone without a test clock. */
  public Instant now() {
    return world.time().now();
  }

  /** Moves the sandbox's time forward; everything that falls due on the way happens. */
  public void advance(Duration by) {
    if (by.isNegative() || by.isZero() || by.compareTo(FARTHEST) > 0) {
      throw new IllegalArgumentException(
          "seconds must be 1 to " + FARTHEST.toSeconds() + ", not " + by.toSeconds());
    }
    world
        .events()
        .causedBy(
            Cause.NONE,
            () -> {
              timeline.moveTo(now().plus(by));
              return by;
            });
  }

  /** What goes wrong on demand. */
  public BadDays badDays() {
    return world.badDays();
  }

  /** What becomes of subscriptions whose retries are used up. */
  public Dunning dunning() {
    return dunning;
  }

  /** Stories that can happen now. */
  public Director director() {
    return director;
  }

  /** Sends an event to its endpoints again. */
  public void resend(String event) {
    world.objects().atPath(Events.KIND, event);
    world.deliveries().resend(event);
  }
}
