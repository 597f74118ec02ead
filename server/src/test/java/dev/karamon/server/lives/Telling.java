package dev.karamon.server.lives;

import java.time.Instant;

/** One life, told to the product about a member of its own, by one plan. */
final class Telling {
  private final Life life;
  private final Plan plan;
  private final View view;
  private final Cast cast;
  private volatile int reached = -1;

  Telling(Life life, Plan plan, View view, Cast cast) {
    this.life = life;
    this.plan = plan;
    this.view = view;
    this.cast = cast;
  }

  Life life() {
    return life;
  }

  Plan plan() {
    return plan;
  }

  Cast cast() {
    return cast;
  }

  /** Stripe has come at least this far. */
  synchronized void reach(int step) {
    reached = Math.max(reached, step);
  }

  /** The step at which Stripe is; negative before anything has happened. */
  int stripeIsAt() {
    return view == View.ALREADY_AT_THE_END ? life.last() : reached;
  }

  /** The step at which Stripe was when the event of a step came for the first time. */
  int stripeWasAt(int step) {
    return view == View.ALREADY_AT_THE_END ? life.last() : plan.reachedWith(step);
  }

  /** What time it is at Stripe. */
  Instant stripesTime() {
    return view == View.ALREADY_AT_THE_END || reached < 0 ? Instant.now() : life.timeAt(reached);
  }

  String customer() {
    return cast.fill(life.objectsAt(life.last(), "customer").getFirst().path("id").textValue());
  }

  String eventId(int step) {
    return cast.fill(life.eventId(step));
  }

  String body(int step) {
    return cast.fill(life.body(step));
  }

  @Override
  public String toString() {
    return "%s, %s, events %s, Stripe %s (member %d, …_x%06d)"
        .formatted(life, plan.what(), plan.waves(), view, cast.member(), cast.number());
  }
}
