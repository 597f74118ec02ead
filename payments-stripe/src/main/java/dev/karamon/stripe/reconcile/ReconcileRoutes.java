package dev.karamon.stripe.reconcile;

import dev.karamon.actor.Role;
import dev.karamon.admin.AdminRoute;
import dev.karamon.id.MemberId;
import dev.karamon.member.MemberView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/** Comparisons with Stripe in the admin API. */
public final class ReconcileRoutes {
  /** What is asked for. */
  @Schema(name = "ReconcileOrder")
  public record Order(
      @Schema(description = "True to report only; nothing is changed.", defaultValue = "false")
          Optional<Boolean> dryRun) {}

  private ReconcileRoutes() {}

  /** The routes of the admin API for comparisons with Stripe. */
  public static List<AdminRoute<?>> of(Reconciliations runs, MemberResyncs resyncs) {
    return List.of(
        AdminRoute.post("/stripe/reconcile")
            .role(Role.EDITOR)
            .does(
                "reconcileStripe",
                "Compare everything with Stripe and repair what deviates; long runs"
                    + " continue after the answer.")
            .takes(Order.class)
            .creates(
                ReconcileReport.class,
                call -> runs.start(call.body().dryRun().orElse(false), call.actor().label())),
        AdminRoute.get("/stripe/reconcile")
            .role(Role.VIEWER)
            .does("listStripeReconciliations", "Comparisons with Stripe, latest first.")
            .lists(ReconcileReport.class, call -> runs.list(call.page())),
        AdminRoute.get("/stripe/reconcile/{run_id}")
            .role(Role.VIEWER)
            .does("findStripeReconciliation", "One comparison and what it has found.")
            .answers(ReconcileReport.class, call -> runs.find(call.number("run_id"))),
        AdminRoute.post("/members/{id}/resync")
            .role(Role.EDITOR)
            .does("resyncMember", "Read everything a member has at Stripe, and apply it.")
            .with(resyncs.fieldTypes())
            .answers(
                MemberView.class,
                call -> resyncs.resync(call.actor(), call.id("id", MemberId::new))));
  }
}
