package dev.karamon.stripe.event;

import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores events, and applies at once those that alone prove the newest state. Events that arrive
 * while a batch is being written form the next batch. A future succeeds once its event is
 * committed.
 */
final class EventIntake {
  private static final Logger LOG = LoggerFactory.getLogger(EventIntake.class);
  private static final int MAX_BATCH = 200;
  private static final int MAX_WAITING = 5_000;

  /** Batches of a lane that hold a connection: one that is written, the others being committed. */
  private static final int MAX_UNDER_WAY = 3;

  /** One keeps two processors busy: one that reads and answers, one of the database. */
  private static final int LANES = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4);

  private record Waiting(ReceivedEvent received, Context caller, Promise<EventStatus> kept) {
    /** On the caller's thread: what belongs to a request is touched by that one only. */
    void tell(AsyncResult<Set<String>> applied) {
      caller.runOnContext(back -> kept.handle(applied.map(ids -> statusOf(received.event(), ids))));
    }
  }

  private final Vertx vertx;
  private final Database database;
  private final EventApplier applier;
  private final EventStore store = new EventStore();
  private final List<Lane> lanes;

  EventIntake(Vertx vertx, Database database, EventApplier applier) {
    this.vertx = vertx;
    this.database = database;
    this.applier = applier;
    this.lanes =
        IntStream.range(0, LANES)
            .mapToObj(any -> new Lane(((VertxInternal) vertx).createEventLoopContext()))
            .toList();
  }

  /**
   * Stores an event; one that is already stored counts as stored. Returns what became of it here.
   */
  Future<EventStatus> keep(ReceivedEvent received) {
    return lanes.get(laneOf(received.event())).add(received);
  }

  /** Whether an event is still to be applied; a redelivered one may have been applied long ago. */
  Future<Boolean> isOpen(String event) {
    return database.with(client -> store.isOpen(client, event));
  }

  /** The events of a customer take one lane, so that batches do not wait for each other's locks. */
  private static int laneOf(StoredEvent event) {
    return Math.floorMod(event.customer().hashCode(), LANES);
  }

  /**
   * Events in a line; one batch of them at a time is written. While a single event is being
   * committed, which is waiting for the disk, the next batch begins, so that events that come now
   * and then do not wait for each other. After several what comes meanwhile is gathered: one large
   * batch costs less than two. A thread of its own sees to it: the database has its next statement
   * at once, and not after the requests that have come meanwhile.
   */
  private final class Lane {
    private final Context own;
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    /** Whether {@link #writeNext} will be called without being asked. */
    private boolean awake;

    // Touched by the own thread only.
    private boolean writing;
    private int underWay;
    private int latestSize;

    Lane(Context own) {
      this.own = own;
    }

    Future<EventStatus> add(ReceivedEvent received) {
      var kept = Promise.<EventStatus>promise();
      synchronized (waiting) {
        if (waiting.size() >= MAX_WAITING) {
          return Future.failedFuture(
              KaramonException.tryLater(
                  CommonError.UNAVAILABLE,
                  "Too many events at once. Send it again later.",
                  Duration.ofSeconds(5)));
        }
        waiting.add(new Waiting(received, vertx.getOrCreateContext(), kept));
        if (!awake) {
          awake = true;
          own.runOnContext(asked -> writeNext());
        }
      }
      return kept.future();
    }

    private void writeNext() {
      if (writing || underWay == MAX_UNDER_WAY || (underWay > 0 && latestSize > 1)) {
        return;
      }
      var batch = nextBatch();
      if (batch.isEmpty()) {
        return;
      }
      writing = true;
      underWay++;
      latestSize = batch.size();
      var events = new LinkedHashMap<String, ReceivedEvent>();
      batch.forEach(each -> events.putIfAbsent(each.received().event().id(), each.received()));
      var turn = new Turn();
      Future.succeededFuture(List.copyOf(events.values()))
          .compose(together -> write(together, turn::end))
          .onComplete(outcome -> {
            underWay--;
            turn.end();
            // Also when the turn had ended before: there is room for one more under way.
            writeNext();
            batch.forEach(each -> each.tell(outcome));
          });
    }

    private List<Waiting> nextBatch() {
      synchronized (waiting) {
        awake = !waiting.isEmpty();
        var batch = new ArrayList<Waiting>();
        while (batch.size() < MAX_BATCH && !waiting.isEmpty()) {
          batch.add(waiting.remove());
        }
        return batch;
      }
    }

    /** The time in which a batch keeps others from being written; ends once. */
    private final class Turn {
      private boolean over;

      void end() {
        if (!over) {
          over = true;
          writing = false;
          writeNext();
        }
      }
    }
  }

  private static EventStatus statusOf(StoredEvent event, Set<String> applied) {
    return applied.contains(event.id()) ? EventStatus.DONE : event.status();
  }

  /** The ids of those that were applied. */
  private Future<Set<String>> write(List<ReceivedEvent> events, Runnable onlyCommitLeft) {
    var provable =
        events.stream()
            .filter(ReceivedEvent::mayProveAll)
            .map(ReceivedEvent::customer)
            .collect(Collectors.toSet());
    var applicable = new ArrayList<ReceivedEvent>();
    var others = new ArrayList<StoredEvent>();
    var closed = new ArrayList<StoredEvent>();
    for (var one : events) {
      if (!one.isOpen()) {
        closed.add(one.event());
      } else if (provable.contains(one.customer())) {
        applicable.add(one);
      } else {
        others.add(one.event());
      }
    }
    return applicable.isEmpty()
        ? leaveToWorkers(events)
        : applier
            .applyReceived(applicable, closed, onlyCommitLeft)
            .transform((outcome, failure) ->
                failure == null ? leaveRest(outcome, others) : leaveToWorkers(events, failure));
  }

  /** What is not applied is for the workers. */
  private Future<Set<String>> leaveRest(EventApplier.Outcome outcome, List<StoredEvent> others) {
    return database
        .with(client ->
            Future.all(store.insert(client, others), store.makeDue(client, outcome.left())))
        .map(outcome.applied());
  }

  /** Whatever speaks against applying them now, the workers will see to them. */
  private Future<Set<String>> leaveToWorkers(List<ReceivedEvent> events, Throwable failure) {
    LOG.debug("Leaving events to the workers", failure);
    return leaveToWorkers(events);
  }

  private Future<Set<String>> leaveToWorkers(List<ReceivedEvent> events) {
    var all = events.stream().map(ReceivedEvent::event).toList();
    return database.with(client -> store.insert(client, all)).map(Set.of());
  }
}
