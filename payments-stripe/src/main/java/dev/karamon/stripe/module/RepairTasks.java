package dev.karamon.stripe.module;

import dev.karamon.stripe.event.EventPipeline;
import dev.karamon.stripe.membership.CustomerClaims;
import dev.karamon.stripe.reconcile.Reconciliations;
import dev.karamon.task.Recurrence;
import dev.karamon.task.RecurringTask;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;

/** The tasks that regularly recover lost events, and those that keep the inbox small. */
final class RepairTasks {
  private static final int CHECKS_AT_ONCE = 500;
  private static final Duration NEXT_CHECK = Duration.ofDays(1);

  private RepairTasks() {}

  static List<RecurringTask> of(
      EventPipeline events, CustomerClaims claims, Reconciliations reconciliations) {
    return List.of(
        new RecurringTask(
            "stripe_undelivered_events",
            "Fetches the events that Stripe could not deliver.",
            new Recurrence.Every(Duration.ofMinutes(10)),
            Duration.ofMinutes(9),
            events.late()::undelivered),
        new RecurringTask(
            "stripe_events_since",
            "Fetches all events since the last time, delivered or not.",
            new Recurrence.Every(Duration.ofHours(1)),
            Duration.ofMinutes(50),
            events.late()::sinceLastTime),
        new RecurringTask(
            "stripe_period_ends",
            "Reads customers for whom an expected event has not arrived.",
            new Recurrence.Every(Duration.ofMinutes(1)),
            Duration.ofMinutes(1),
            () ->
                claims.requestDueChecks(
                    CHECKS_AT_ONCE, NEXT_CHECK, "no event at the end of a period")),
        new RecurringTask(
            "stripe_reconcile",
            "Compares everything with Stripe and repairs what deviates.",
            new Recurrence.Daily(LocalTime.of(3, 30)),
            Duration.ofHours(12),
            reconciliations::nightly),
        new RecurringTask(
            "stripe_old_events",
            "Deletes events that were closed long ago.",
            new Recurrence.Daily(LocalTime.of(4, 30)),
            Duration.ofHours(1),
            events.old()::forget));
  }
}
