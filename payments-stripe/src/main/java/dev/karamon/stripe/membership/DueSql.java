package dev.karamon.stripe.membership;

/** How a customer becomes due that may be due already: at the earlier time. */
public final class DueSql {
  /** Ends an {@code INSERT INTO stripe_customer_work AS w}; more columns may follow. */
  static final String AT_THE_EARLIER_TIME =
      "ON CONFLICT (mode, customer_id) DO UPDATE SET due_at = least(w.due_at, excluded.due_at)";

  /** The same for customers who have events of which it is unknown what they tell. */
  public static final String WITH_EVENTS = AT_THE_EARLIER_TIME + ", awaits_reading = false";

  private DueSql() {}
}
