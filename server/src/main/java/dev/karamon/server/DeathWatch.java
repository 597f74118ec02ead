package dev.karamon.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a child process stop (by SIGINT) when ours ends, also when ours is killed, and keeps the
 * signals of our terminal away from it: we stop it when we are done with it.
 */
final class DeathWatch {
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(5);

  /** The signal comes when the starting thread ends: that thread has to outlive the child. */
  private static final List<String> PARENT_DEATH_SIGNAL =
      List.of("setpriv", "--no-new-privs", "--pdeathsig=INT", "--");

  private static final List<String> OWN_SESSION = List.of("setsid", "--");

  /**
   * Where the system has no such signal: standard input ends when we do. The child is told again
   * and again, as it may have been too young to hear. What the shell itself says of its jobs is not
   * heard, the child's errors are.
   */
  private static final String SUPERVISOR =
      """
      trap '' INT HUP TERM
      exec 3<&0 4>&2 2>/dev/null
      set -m
      { trap - INT HUP TERM; exec 2>&4 4>&-; exec "$@"; } </dev/null 3<&- &
      child=$!
      exec 4>&-
      { cat <&3; while kill -INT "$child"; do sleep 1; done; } >/dev/null &
      watch=$!
      wait "$child"
      status=$?
      kill -KILL -- "-$watch"
      exit "$status"
      """;

  private DeathWatch() {}

  /** The command, run as {@code account} and watched. Its standard input must be kept open. */
  static List<String> watched(OsAccount account, List<String> command) {
    var probe = concat(OWN_SESSION, PARENT_DEATH_SIGNAL, List.of("true"));
    return OsCommand.run(probe, PROBE_TIMEOUT).succeeded()
        ? concat(OWN_SESSION, account.wrapper(), PARENT_DEATH_SIGNAL, command)
        : supervised(account, command);
  }

  static List<String> supervised(OsAccount account, List<String> command) {
    return concat(List.of("bash", "-c", SUPERVISOR, "bash"), account.wrapper(), command);
  }

  @SafeVarargs
  private static List<String> concat(List<String>... parts) {
    var all = new ArrayList<String>();
    for (var part : parts) {
      all.addAll(part);
    }
    return List.copyOf(all);
  }
}
