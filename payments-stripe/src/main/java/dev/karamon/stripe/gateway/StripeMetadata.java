package dev.karamon.stripe.gateway;

/** The keys under which we leave notes on Stripe's objects. */
public final class StripeMetadata {
  /** The id of our member, on customers, Checkout sessions, subscriptions and payments. */
  public static final String MEMBER_ID = "karamon_member_id";

  private StripeMetadata() {}
}
