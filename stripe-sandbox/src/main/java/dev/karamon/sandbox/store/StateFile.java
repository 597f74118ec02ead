package dev.karamon.sandbox.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the objects in a file between runs: written whole, soon after a change, replaced
 * atomically.
 */
public final class StateFile {
  private static final Logger log = LoggerFactory.getLogger(StateFile.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORMAT = 1;
  private static final long DELAY_MS = 250;

  private final Vertx vertx;
  private final Path file;
  private final Objects objects;
  private Future<Void> writing = Future.succeededFuture();
  private Optional<Long> timer = Optional.empty();
  private long lastWriteMs;
  private boolean closed;

  private StateFile(Vertx vertx, Path file, Objects objects) {
    this.vertx = vertx;
    this.file = file;
    this.objects = objects;
  }

  /** Reads the file if there is one, then keeps it up to date. Blocks: not for an event loop. */
  public static StateFile open(Vertx vertx, Path file, Objects objects) throws IOException {
    if (Files.exists(file)) {
      var state = JSON.readTree(file.toFile());
      if (state.path("format").asInt() != FORMAT) {
        throw new IOException(
            file + " was written by another version of the sandbox: remove it to start afresh");
      }
      objects.restore(state.get("objects"));
    } else {
      Files.createDirectories(java.util.Objects.requireNonNull(file.toAbsolutePath().getParent()));
    }
    return new StateFile(vertx, file, objects);
  }

  /** Begins to listen for changes; to be called on the event loop that owns the objects. */
  public void follow() {
    objects.onChange(this::changed);
  }

  private void changed() {
    if (timer.isEmpty() && !closed) {
      // A large state is written less often, so that writing takes a small part of the time.
      var delay = Math.max(DELAY_MS, 20 * lastWriteMs);
      timer = Optional.of(vertx.setTimer(delay, _ -> flush()));
    }
  }

  private Future<Void> flush() {
    timer.ifPresent(vertx::cancelTimer);
    timer = Optional.empty();
    writing =
        writing
            .transform(_ -> write())
            .onFailure(cause -> log.error("cannot keep the sandbox's state in {}", file, cause));
    return writing;
  }

  private Future<Void> write() {
    var began = System.nanoTime();
    var state = JSON.createObjectNode().put("format", FORMAT);
    state.set("objects", objects.dump());
    byte[] bytes;
    try {
      bytes = JSON.writeValueAsBytes(state);
    } catch (IOException e) {
      return Future.failedFuture(e);
    }
    lastWriteMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    return vertx.executeBlocking(() -> {
      replace(bytes);
      return null;
    });
  }

  private void replace(byte[] bytes) throws IOException {
    var next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, bytes);
    try (var channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Writes what is not yet written. */
  public Future<Void> close() {
    closed = true;
    return flush();
  }
}
