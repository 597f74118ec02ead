package dev.karamon.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forwards the database server's lines to our log, and keeps the last ones for messages. */
final class PostgresLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.karamon.postgres");
  private static final int KEPT_LINES = 20;
  private static final Pattern SEVERE = Pattern.compile("^(FATAL|PANIC):.*");

  private final Deque<String> lastLines = new ArrayDeque<>();
  private volatile boolean quiet;

  /** Returns when the server has closed its output. */
  void follow(InputStream output) {
    try (var lines = new BufferedReader(new InputStreamReader(output, UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        keep(line);
        if (!quiet && SEVERE.matcher(line).matches()) {
          LOG.warn(line);
        } else {
          LOG.debug(line);
        }
      }
    } catch (IOException e) {
      LOG.debug("The output of PostgreSQL ended", e);
    }
  }

  /** Nothing is severe while the server starts or stops: it then refuses connections. */
  void quiet(boolean on) {
    quiet = on;
  }

  synchronized String lastLines() {
    return String.join("\n", lastLines);
  }

  private synchronized void keep(String line) {
    if (lastLines.size() == KEPT_LINES) {
      lastLines.removeFirst();
    }
    lastLines.addLast(line);
  }
}
