package dev.karamon.sandbox;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/**
 * How a sandbox is started.
 *
 * @param port on 127.0.0.1; 0 for any free one
 * @param clock the real time; signatures carry it
 * @param stateFile where everything is kept between runs; absent: in memory only
 * @param seed whether there are demo products and prices from the start
 */
public record SandboxConfig(int port, Clock clock, Optional<Path> stateFile, boolean seed) {

  /** Refuses ports that do not exist. */
  public SandboxConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
    }
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(stateFile, "stateFile");
  }

  /** In memory, seeded, on any free port, by the system's clock. */
  public static SandboxConfig onFreePort() {
    return new SandboxConfig(0, Clock.systemUTC(), Optional.empty(), true);
  }
}
