package dev.karamon.stripe.reconcile;

import dev.karamon.stripe.StripeMode;
import dev.karamon.wire.Wire;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a comparison with Stripe has found. */
public record ReconcileReport(
    @Schema(description = "Id of the run.") long runId,
    StripeMode mode,
    @Schema(description = "True when the run only reports and changes nothing.") boolean dryRun,
    State state,
    @Schema(description = "Why it ended early.") Optional<String> failure,
    @Schema(description = "Who started it.") String actor,
    Instant startedAt,
    Optional<Instant> finishedAt,
    @Schema(description = "Subscriptions that were compared.") long subscriptions,
    @Schema(description = "Customers that were compared.") long customers,
    @Schema(description = "How many deviations there are.") long driftsTotal,
    @Schema(description = "The first thousand deviations; only in the answer for a single run.")
        List<Drift> drifts) {
  /** How far a run is. */
  public enum State implements Wire {
    RUNNING,
    DONE,
    FAILED
  }

  public ReconcileReport {
    drifts = List.copyOf(drifts);
  }

  ReconcileReport with(List<Drift> found) {
    return new ReconcileReport(
        runId,
        mode,
        dryRun,
        state,
        failure,
        actor,
        startedAt,
        finishedAt,
        subscriptions,
        customers,
        driftsTotal,
        found);
  }
}
