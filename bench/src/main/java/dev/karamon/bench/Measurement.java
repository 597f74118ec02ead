package dev.karamon.bench;

/**
 * What one run of one row has shown.
 *
 * @param events how many
 * @param acceptSeconds until the last was answered
 * @param applySeconds until the last was applied
 * @param answers how long each waited for its answer
 * @param serverCpu seconds, from the first event until the last was applied
 * @param databaseCpu likewise
 * @param memory MB resident in the server, afterwards
 * @param memoryPeak MB resident in the server, at most
 */
record Measurement(
    int events,
    double acceptSeconds,
    double applySeconds,
    Answers answers,
    double serverCpu,
    double databaseCpu,
    long memory,
    long memoryPeak) {
  /** Measures a target that is warm. */
  static Measurement of(Target target, LoadGenerator load, BenchPlan plan, long postmaster) {
    var server = ProcessUse.cpu(target.pid());
    var database = ProcessUse.cpuOfTree(postmaster);
    var begun = System.nanoTime();
    var answers = load.send(plan.warmUp(), plan.total(), plan.rate());
    var accepted = System.nanoTime();
    target.awaitApplied();
    var applied = System.nanoTime();
    return new Measurement(
        plan.events(),
        (accepted - begun) / 1e9,
        (applied - begun) / 1e9,
        answers,
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

  double serverCpuPerThousand() {
    return serverCpu * 1000 / events;
  }

  double databaseCpuPerThousand() {
    return databaseCpu * 1000 / events;
  }
}
