package dev.karamon.server;

import dev.karamon.stripe.reconcile.Drift;
import dev.karamon.stripe.reconcile.ReconcileReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a comparison with Stripe found, for who reads a console. */
final class ReconcileLines {
  private ReconcileLines() {}

  static List<String> of(ReconcileReport report) {
    var lines = new ArrayList<String>();
    lines.add(
        "Reconcile %s%s: %d customers and %d subscriptions in %s"
            .formatted(
                report.runId(),
                report.dryRun() ? " (dry run)" : "",
                report.customers(),
                report.subscriptions(),
                duration(report)));
    report.drifts().forEach(drift -> lines.add("  - " + line(drift)));
    var unlisted = report.driftsTotal() - report.drifts().size();
    if (unlisted > 0) {
      lines.add("  - and " + unlisted + " more");
    }
    lines.add(verdict(report));
    return List.copyOf(lines);
  }

  /**
   * How many still deviate. Subscriptions that belong to no member here are reported, but there is
   * nothing to repair about them; in a dry run, everything that is not listed counts.
   */
  static long left(ReconcileReport report) {
    var unlisted = report.dryRun() ? report.driftsTotal() - report.drifts().size() : 0;
    return unlisted + report.drifts().stream().filter(ReconcileLines::isLeft).count();
  }

  private static boolean isLeft(Drift drift) {
    return !drift.repaired() && !isOfNobody(drift);
  }

  private static boolean isOfNobody(Drift drift) {
    return !drift.repaired() && drift.kind() == Drift.Kind.CUSTOMER_OF_NOBODY;
  }

  private static String verdict(ReconcileReport report) {
    var total = report.driftsTotal();
    var left = left(report);
    if (total == 0) {
      return "Nothing deviates.";
    }
    if (report.dryRun()) {
      return total + " deviate. Nothing was changed.";
    }
    var nobodys = report.drifts().stream().filter(ReconcileLines::isOfNobody).count();
    if (left + nobodys == 0) {
      return total + " deviated and are repaired.";
    }
    var others = new ArrayList<String>();
    if (left > 0) {
      others.add(left + " could not be repaired");
    }
    if (nobodys > 0) {
      others.add(nobodys + (nobodys == 1 ? " belongs" : " belong") + " to no member here");
    }
    return total + " deviated; " + String.join(", ", others) + ".";
  }

  private static String line(Drift drift) {
    var line = new StringBuilder(drift.kind().wire());
    drift.customerId().ifPresent(customer -> line.append(" ").append(customer));
    drift.memberId().ifPresent(member -> line.append(" member ").append(member));
    line.append(" ").append(drift.subject());
    line.append(": expected ").append(drift.expected()).append(", found ").append(drift.found());
    return drift.repaired() ? line.append("; repaired").toString() : line.toString();
  }

  private static String duration(ReconcileReport report) {
    var millis =
        Duration.between(report.startedAt(), report.finishedAt().orElse(report.startedAt()))
            .toMillis();
    return "%d.%d s".formatted(millis / 1_000, millis % 1_000 / 100);
  }
}
