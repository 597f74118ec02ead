package dev.karamon.stripe;

import dev.karamon.audit.AuditAction;

/** What payments record in the audit log. */
public enum StripeAction implements AuditAction {
  EVENT_REPLAYED("event.replayed"),
  EVENTS_REPLAYED("events.replayed"),
  GROUP_PRICE_DROPPED("group.price_dropped"),
  STRIPE_KEY_CHECKED("stripe.key_checked"),
  STRIPE_KEY_REFUSED("stripe.key_refused"),
  STRIPE_MODE_SWITCHED("stripe.mode_switched"),
  STRIPE_SANDBOX_CONNECTED("stripe.sandbox_connected"),
  STRIPE_SETTINGS_CHANGED("stripe.settings_changed"),
  STRIPE_WEBHOOK_REGISTERED("stripe.webhook_registered"),
  STRIPE_WEBHOOK_SECRET_REMOVED("stripe.webhook_secret_removed"),
  STRIPE_WEBHOOK_UPDATED("stripe.webhook_updated");

  private final String wire;

  StripeAction(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
