package dev.karamon.sandbox.event;

import java.util.List;

/** The orders in which Stripe was recorded to send the events of one action. None is causal. */
public final class Stories {
  /** A first checkout of a subscription. */
  public static final List<String> SUBSCRIPTION_CHECKOUT =
      List.of(
          "charge.succeeded",
          "charge.pending",
          "payment_method.attached",
          "customer.created",
          "customer.updated",
          "checkout.session.completed",
          "customer.subscription.created",
          "customer.subscription.trial_will_end",
          "payment_intent.succeeded",
          "payment_intent.processing",
          "payment_intent.created",
          "setup_intent.created",
          "setup_intent.succeeded",
          "invoice.created",
          "invoice.finalized",
          "invoice.paid",
          "invoice.payment_succeeded",
          "invoice_payment.paid");

  /** A one-time checkout. */
  public static final List<String> PAYMENT_CHECKOUT =
      List.of(
          "customer.created",
          "payment_method.attached",
          "charge.succeeded",
          "charge.pending",
          "payment_intent.succeeded",
          "payment_intent.processing",
          "payment_intent.created",
          "checkout.session.completed",
          "charge.updated");

  /** A subscription made by an API call. */
  public static final List<String> SUBSCRIPTION_BY_API =
      List.of(
          "charge.succeeded",
          "charge.failed",
          "customer.updated",
          "customer.subscription.created",
          "customer.subscription.trial_will_end",
          "payment_intent.succeeded",
          "payment_intent.created",
          "invoice.created",
          "invoice.finalized",
          "payment_intent.payment_failed",
          "payment_intent.requires_action",
          "invoice.paid",
          "invoice.payment_succeeded",
          "invoice.payment_failed",
          "invoice.payment_action_required",
          "invoice_payment.paid");

  /** A subscription is changed; what that costs at once is billed. */
  public static final List<String> PLAN_SWITCH =
      List.of(
          "customer.subscription.updated",
          "invoice.created",
          "invoice.finalized",
          "charge.succeeded",
          "charge.failed",
          "payment_intent.succeeded",
          "payment_intent.payment_failed",
          "payment_intent.created",
          "invoice.paid",
          "invoice.payment_succeeded",
          "invoice.payment_failed",
          "invoice_payment.paid");

  /** A renewal begins. */
  public static final List<String> RENEWAL =
      List.of("customer.subscription.updated", "invoice.created");

  /** A renewal is collected, or not. */
  public static final List<String> COLLECTION =
      List.of(
          "invoice.finalized",
          "charge.succeeded",
          "charge.failed",
          "charge.pending",
          "payment_intent.succeeded",
          "payment_intent.payment_failed",
          "payment_intent.requires_action",
          "payment_intent.processing",
          "payment_intent.created",
          "invoice.updated",
          "invoice.paid",
          "invoice.payment_succeeded",
          "invoice.payment_failed",
          "invoice.payment_action_required",
          "invoice.marked_uncollectible",
          "customer.subscription.updated",
          "customer.subscription.deleted",
          "invoice_payment.paid");

  /** A delayed payment succeeds or fails. */
  public static final List<String> SETTLEMENT =
      List.of(
          "charge.succeeded",
          "charge.failed",
          "payment_intent.succeeded",
          "payment_intent.payment_failed",
          "checkout.session.async_payment_succeeded",
          "checkout.session.async_payment_failed",
          "invoice.updated",
          "invoice.paid",
          "invoice.payment_succeeded",
          "invoice.payment_failed",
          "customer.subscription.updated",
          "invoice_payment.paid");

  private Stories() {}
}
