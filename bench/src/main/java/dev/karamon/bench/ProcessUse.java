package dev.karamon.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What processes have used, as the kernel of Linux counts it; nothing elsewhere. */
final class ProcessUse {
  // The kernel's unit towards programs, on every architecture that Java runs on.
  private static final double TICKS_PER_SECOND = 100;

  // Counted from after the name, which may hold anything.
  private static final int OWN_USER = 11;
  private static final int OWN_SYSTEM = 12;
  private static final int WAITED_USER = 13;
  private static final int WAITED_SYSTEM = 14;

  private ProcessUse() {}

  /** Seconds of CPU of a process. */
  static double cpu(long pid) {
    return stat(pid).map(stat -> ticks(stat, OWN_USER, OWN_SYSTEM)).orElse(0L) / TICKS_PER_SECOND;
  }

  /** Seconds of CPU of a process, its children, and those of them that have ended. */
  static double cpuOfTree(long pid) {
    var own =
        stat(pid)
            .map(stat -> ticks(stat, OWN_USER, OWN_SYSTEM, WAITED_USER, WAITED_SYSTEM))
            .orElse(0L);
    var children =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::children)
            .mapToDouble(child -> cpu(child.pid()))
            .sum();
    return own / TICKS_PER_SECOND + children;
  }

  /** Resident memory in MB. */
  static long memory(long pid) {
    return read(Path.of("/proc", Long.toString(pid), "status")).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private static Optional<List<String>> stat(long pid) {
    return read(Path.of("/proc", Long.toString(pid), "stat"))
        .map(text -> List.of(text.substring(text.lastIndexOf(')') + 2).split(" ", -1)));
  }

  private static long ticks(List<String> stat, int... fields) {
    var sum = 0L;
    for (var field : fields) {
      sum += Long.parseLong(stat.get(field));
    }
    return sum;
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
