package dev.karamon.bench;

/**
 * What one turn of a row has shown.
 *
 * @param events how many
 * @param acceptSeconds until the last was answered
 * @param applySeconds until the last was applied
 * @param answers how long each waited for its answer
 * @param serverCpu seconds, from the first event until the last was applied
 * @param databaseCpu likewise
 * @param memory MB resident in the server, afterwards
 */
record Measurement(
    int events,
    double acceptSeconds,
    double applySeconds,
    Answers answers,
    double serverCpu,
    double databaseCpu,
    long memory) {
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
