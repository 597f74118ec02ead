package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.id.MemberId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.reconcile.Drift;
import dev.karamon.stripe.reconcile.Drift.Kind;
import dev.karamon.stripe.reconcile.ReconcileReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReconcileLinesTest {
  private static final Instant START = Instant.parse("2026-11-28T03:10:00Z");

  @Test
  void nothing_found_is_said_in_two_lines() {
    assertThat(ReconcileLines.of(report(false, 0)))
        .containsExactly(
            "Reconcile 1: 12 customers and 15 subscriptions in 61.2 s", "Nothing deviates.");
    assertThat(ReconcileLines.left(report(false, 0))).isZero();
  }

  @Test
  void a_dry_run_lists_what_deviates_and_leaves_all_of_it() {
    var report = report(true, 2, mirror(false), nobody(false));

    assertThat(ReconcileLines.of(report))
        .containsExactly(
            "Reconcile 1 (dry run): 12 customers and 15 subscriptions in 61.2 s",
            "  - mirror_differs cus_1 member 7 sub_1: expected canceled, found active",
            "  - customer_of_nobody cus_2 sub_2: expected a member, found none",
            "2 deviate. Nothing was changed.");
    assertThat(ReconcileLines.left(report)).as("nothing to repair about nobody").isEqualTo(1);
  }

  @Test
  void what_is_repaired_is_marked() {
    var report = report(false, 1, mirror(true));

    assertThat(ReconcileLines.of(report))
        .endsWith(
            "  - mirror_differs cus_1 member 7 sub_1: expected canceled, found active; repaired",
            "1 deviated and are repaired.");
    assertThat(ReconcileLines.left(report)).isZero();
  }

  @Test
  void what_cannot_be_repaired_is_counted() {
    var report = report(false, 2, mirror(true), mirror(false));

    assertThat(ReconcileLines.of(report)).endsWith("2 deviated; 1 could not be repaired.");
    assertThat(ReconcileLines.left(report)).isEqualTo(1);
  }

  @Test
  void what_is_of_nobody_is_not_said_to_be_repaired() {
    var report = report(false, 2, nobody(false), nobody(false));

    assertThat(ReconcileLines.of(report)).endsWith("2 deviated; 2 belong to no member here.");
    assertThat(ReconcileLines.left(report)).isZero();
    assertThat(ReconcileLines.of(report(false, 3, mirror(true), mirror(false), nobody(false))))
        .endsWith("3 deviated; 1 could not be repaired, 1 belongs to no member here.");
    assertThat(ReconcileLines.of(report(false, 1, nobody(true))))
        .endsWith("1 deviated and are repaired.");
  }

  @Test
  void of_very_many_the_first_are_listed() {
    assertThat(ReconcileLines.of(report(true, 1_000, nobody(false))))
        .endsWith("  - and 999 more", "1000 deviate. Nothing was changed.");
    assertThat(ReconcileLines.left(report(true, 1_000, mirror(false)))).isEqualTo(1_000);
  }

  private static Drift mirror(boolean repaired) {
    return new Drift(
        Kind.MIRROR_DIFFERS,
        Optional.of(new CustomerId("cus_1")),
        Optional.of(new MemberId(7)),
        "sub_1",
        "canceled",
        "active",
        repaired);
  }

  private static Drift nobody(boolean repaired) {
    return new Drift(
        Kind.CUSTOMER_OF_NOBODY,
        Optional.of(new CustomerId("cus_2")),
        Optional.empty(),
        "sub_2",
        "a member",
        "none",
        repaired);
  }

  private static ReconcileReport report(boolean dryRun, long total, Drift... drifts) {
    return new ReconcileReport(
        1,
        StripeMode.TEST,
        dryRun,
        ReconcileReport.State.DONE,
        Optional.empty(),
        "command line",
        START,
        Optional.of(START.plusMillis(61_234)),
        15,
        12,
        total,
        List.of(drifts));
  }
}
