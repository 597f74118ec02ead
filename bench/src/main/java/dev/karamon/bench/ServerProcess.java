package dev.karamon.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** A server in a process of its own, so that its CPU time and memory are its own. */
final class ServerProcess implements AutoCloseable {
  private static final int START_SECONDS = 120;
  private static final int STOP_SECONDS = 20;
  private static final int KEPT_LINES = 40;

  private final Process process;
  private final Deque<String> lines = new ArrayDeque<>();
  private final Thread closing = new Thread(this::end);
  private String port = "";

  private ServerProcess(Process process) {
    this.process = process;
  }

  /** Starts a command; returns when it prints a line in which {@code ready} finds the port. */
  static ServerProcess start(List<String> command, Map<String, String> environment, Pattern ready) {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    // What configures a server of the operator's is nothing to this one.
    builder.environment().keySet().removeIf(name -> name.startsWith("KARAMON_"));
    builder.environment().putAll(environment);
    try {
      var server = new ServerProcess(builder.start());
      Runtime.getRuntime().addShutdownHook(server.closing);
      return server.awaitPort(ready);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ServerProcess awaitPort(Pattern ready) {
    var found = new CompletableFuture<String>();
    Thread.ofPlatform().daemon().start(() -> follow(ready, found));
    try {
      port = found.get(START_SECONDS, TimeUnit.SECONDS);
      return this;
    } catch (ExecutionException | TimeoutException e) {
      close();
      throw new BenchException("The server did not start:\n" + lastLines(), e);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new BenchException("Interrupted", e);
    }
  }

  private void follow(Pattern ready, CompletableFuture<String> found) {
    try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        keep(line);
        var matcher = ready.matcher(line);
        if (matcher.find()) {
          found.complete(matcher.group(1));
        }
      }
    } catch (IOException e) {
      keep("(its output cannot be read any more)");
    }
    found.completeExceptionally(new BenchException("The server ended"));
  }

  private synchronized void keep(String line) {
    lines.add(line);
    if (lines.size() > KEPT_LINES) {
      lines.remove();
    }
  }

  /** The end of what it printed. */
  synchronized String lastLines() {
    return String.join("\n", lines);
  }

  int port() {
    return Integer.parseInt(port);
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(closing);
    } catch (IllegalStateException alreadyClosing) {
      // The hook does the same once more.
    }
  }

  private void end() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
