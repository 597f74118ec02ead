package dev.karamon.stripe.event.meaning;

/**
 * Reads one type of event. One final class without fields for each type, registered with
 * {@code @AutoService(EventHandler.class)}; Stripe is asked to send exactly the types that have
 * one.
 */
public abstract class EventHandler {
  /** The type, as Stripe spells it. */
  public abstract String type();

  /** What the event means; does nothing else. */
  public abstract EventMeaning read(StripeEvent event);
}
