package dev.karamon.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Short-lived programs: run to their end, within a bound, and their output read. */
final class OsCommand {
  private static final Logger LOG = LoggerFactory.getLogger(OsCommand.class);
  private static final int EXIT_CANNOT_RUN = 127;
  private static final int MOST_OUTPUT_BYTES = 64 * 1024;

  /** How a program ended and what it wrote to both outputs, as far as that is retained. */
  record Result(int exitStatus, String output) {
    boolean succeeded() {
      return exitStatus == 0;
    }
  }

  private OsCommand() {}

  /** A builder whose program sees nothing of our environment, which holds secrets. */
  static ProcessBuilder builder(List<String> command) {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    var environment = builder.environment();
    var path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    environment.clear();
    environment.put("PATH", path);
    environment.put("LC_ALL", "C");
    environment.put("TZ", "UTC");
    return builder;
  }

  /** A program that cannot be run or takes too long counts as failed, with the reason as output. */
  static Result run(List<String> command, Duration timeout) {
    try {
      var process = builder(command).start();
      process.getOutputStream().close();
      var output = CompletableFuture.supplyAsync(() -> read(process), Thread::startVirtualThread);
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return new Result(EXIT_CANNOT_RUN, "no end after " + timeout.toSeconds() + " s");
      }
      return new Result(process.exitValue(), output.get(1, TimeUnit.SECONDS));
    } catch (IOException | ExecutionException | TimeoutException e) {
      LOG.debug("{} could not be run", command.getFirst(), e);
      return new Result(EXIT_CANNOT_RUN, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result(EXIT_CANNOT_RUN, "interrupted");
    }
  }

  private static String read(Process process) {
    try (var in = process.getInputStream()) {
      var kept = new String(in.readNBytes(MOST_OUTPUT_BYTES), UTF_8);
      in.skip(Long.MAX_VALUE);
      return kept;
    } catch (IOException e) {
      return "";
    }
  }
}
