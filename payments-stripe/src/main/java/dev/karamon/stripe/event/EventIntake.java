package dev.karamon.stripe.event;

import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps events: those that come while others are being written are written together, in one
 * statement. A future succeeds once its event is committed.
 */
final class EventIntake {
  private static final int MAX_BATCH = 200;
  private static final int MAX_WAITING = 5_000;
  private static final int MAX_WRITES = 2;

  private record Waiting(StoredEvent event, Promise<Void> kept) {}

  private final Database database;
  private final EventStore store = new EventStore();
  private List<Waiting> waiting = new ArrayList<>();
  private int writes;

  EventIntake(Database database) {
    this.database = database;
  }

  /** Keeps an event; one that is there already counts as kept. */
  Future<Void> keep(StoredEvent event) {
    var kept = Promise.<Void>promise();
    synchronized (this) {
      if (waiting.size() >= MAX_WAITING) {
        return Future.failedFuture(
            KaramonException.unavailable(
                CommonError.UNAVAILABLE,
                "Too many events at once. Send it again later.",
                Duration.ofSeconds(5)));
      }
      waiting.add(new Waiting(event, kept));
    }
    writeNext();
    return kept.future();
  }

  private void writeNext() {
    List<Waiting> batch;
    synchronized (this) {
      if (writes == MAX_WRITES || waiting.isEmpty()) {
        return;
      }
      writes++;
      var size = Math.min(MAX_BATCH, waiting.size());
      batch = List.copyOf(waiting.subList(0, size));
      waiting = new ArrayList<>(waiting.subList(size, waiting.size()));
    }
    var events = batch.stream().map(Waiting::event).toList();
    var written = database.with(client -> store.insert(client, events));
    written.onComplete(done -> {
      synchronized (this) {
        writes--;
      }
      writeNext();
      batch.forEach(each -> written.onComplete(each.kept()));
    });
  }
}
