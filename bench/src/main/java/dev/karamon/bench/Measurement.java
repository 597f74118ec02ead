package dev.karamon.bench;

import java.util.Arrays;

/**
 * What one run of one row has shown.
 *
 * @param events how many
 * @param acceptSeconds until the last was answered
 * @param applySeconds until the last was applied
 * @param answerNanos how long each waited for its answer, sorted
 * @param serverCpu seconds, from the first event until the last was applied
 * @param databaseCpu likewise
 * @param memory MB resident in the server, afterwards
 * @param memoryPeak MB resident in the server, at most
 */
record Measurement(
    int events,
    double acceptSeconds,
    double applySeconds,
    long[] answerNanos,
    double serverCpu,
    double databaseCpu,
    long memory,
    long memoryPeak) {
  /** Measures a target that is warm. */
  static Measurement of(Target target, LoadGenerator load, BenchPlan plan, long postmaster) {
    var server = ProcessUse.cpu(target.pid());
    var database = ProcessUse.cpuOfTree(postmaster);
    var begun = System.nanoTime();
    var nanos = load.send(plan.warmUp(), plan.total(), plan.rate());
    var accepted = System.nanoTime();
    target.awaitApplied();
    var applied = System.nanoTime();
    Arrays.sort(nanos);
    return new Measurement(
        plan.events(),
        (accepted - begun) / 1e9,
        (applied - begun) / 1e9,
        nanos,
        ProcessUse.cpu(target.pid()) - server,
        ProcessUse.cpuOfTree(postmaster) - database,
        ProcessUse.memory(target.pid(), "VmRSS"),
        ProcessUse.memory(target.pid(), "VmHWM"));
  }

  double acceptedPerSecond() {
    return events / acceptSeconds;
  }

  double appliedPerSecond() {
    return events / applySeconds;
  }

  /** Milliseconds within which this part of the events was answered. */
  double answeredWithin(double part) {
    var index = (int) Math.ceil(part * answerNanos.length) - 1;
    return answerNanos[Math.max(0, index)] / 1e6;
  }

  double serverCpuPerThousand() {
    return serverCpu * 1000 / events;
  }

  double databaseCpuPerThousand() {
    return databaseCpu * 1000 / events;
  }
}
