package dev.karamon.sandbox.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.fault.BadDays;
import dev.karamon.sandbox.store.Ids;
import dev.karamon.sandbox.store.Objects;
import dev.karamon.sandbox.store.SandboxTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Brings events to the webhook endpoints that asked for them: in parallel, at least once, again and
 * again with growing pauses until an endpoint answers 2xx or the attempts are used up.
 */
public final class Deliveries {
  /** Kind under which a delivery, one event to one endpoint, is stored. */
  public static final String KIND = "_delivery";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_ONCE = 64;
  private static final int KEPT = 20_000;
  private static final int MAX_WAITING = 20_000;

  private final Vertx vertx;
  private final Objects objects;
  private final SandboxTime time;
  private final BadDays badDays;
  private final Post post;
  private final Queue<ObjectNode> ready = new ArrayDeque<>();
  private final Set<Long> timers = new HashSet<>();
  private final Map<String, List<Promise<Void>>> waiting = new HashMap<>();
  private int underWay;
  private boolean closed;

  /** Deliveries of the stored events over HTTP. */
  public Deliveries(Vertx vertx, Objects objects, SandboxTime time, BadDays badDays) {
    this.badDays = badDays;
    this.vertx = vertx;
    this.objects = objects;
    this.time = time;
    this.post = new Post(vertx);
  }

  /** Takes up what an earlier run left undelivered. */
  public void resume() {
    objects.oldestFirst(KIND).stream().filter(Deliveries::pending).forEach(ready::add);
    next();
  }

  void dispatch(ObjectNode event, Duration wait) {
    var endpoints =
        objects
            .newestFirst("webhook_endpoint")
            .filter(endpoint -> wants(endpoint, event.get("type").textValue()))
            .toList();
    event.put("pending_webhooks", endpoints.size());
    for (var endpoint : endpoints) {
      var delivery = JsonNodeFactory.instance.objectNode().put("id", Ids.next("del"));
      delivery.put("event", event.get("id").textValue());
      delivery.put("endpoint", endpoint.get("id").textValue()).put("state", "pending");
      delivery.putArray("attempts");
      objects.put(KIND, delivery.get("id").textValue(), delivery);
      begin(delivery, wait);
    }
    objects.keepNewest(KIND, KEPT);
  }

  private void begin(ObjectNode delivery, Duration wait) {
    var faults = badDays.deliveries();
    if (ready.size() + timers.size() >= MAX_WAITING) {
      finish(delivery, "abandoned");
      return;
    }
    if (faults.drops(badDays.random())) {
      finish(delivery, "dropped");
      return;
    }
    var copies = faults.duplicates(badDays.random()) ? 2 : 1;
    for (var i = 0; i < copies; i++) {
      after(wait.plusMillis(faults.waitMs(badDays.random())), delivery);
    }
  }

  private static boolean wants(ObjectNode endpoint, String type) {
    if (!endpoint.path("status").asText().equals("enabled")) {
      return false;
    }
    for (var wanted : endpoint.get("enabled_events")) {
      if (wanted.textValue().equals("*") || wanted.textValue().equals(type)) {
        return true;
      }
    }
    return false;
  }

  private static boolean pending(ObjectNode delivery) {
    return delivery.get("state").textValue().equals("pending");
  }

  private void after(Duration wait, ObjectNode delivery) {
    if (wait.isZero()) {
      // On the next turn: a change answers its caller before its events leave.
      vertx.runOnContext(_ -> enqueue(delivery));
    } else if (!closed) {
      var timer = new long[1];
      timer[0] =
          vertx.setTimer(
              wait.toMillis(),
              _ -> {
                timers.remove(timer[0]);
                enqueue(delivery);
              });
      timers.add(timer[0]);
    }
  }

  private void enqueue(ObjectNode delivery) {
    ready.add(delivery);
    next();
  }

  private void next() {
    while (underWay < AT_ONCE && !closed && !ready.isEmpty()) {
      attempt(ready.remove());
    }
  }

  private void attempt(ObjectNode delivery) {
    var endpoint = objects.find("webhook_endpoint", delivery.get("endpoint").textValue());
    var event = objects.find(Events.KIND, delivery.get("event").textValue());
    if (endpoint.isEmpty() || event.isEmpty()) {
      // Nobody waits for it any more.
      event.filter(_ -> pending(delivery)).ifPresent(Deliveries::countDown);
      finish(delivery, "abandoned");
      return;
    }
    underWay++;
    var began = time.real().toEpochMilli();
    var secret = objects.note(endpoint.get().get("id").textValue()).path("secret").asText();
    post.send(endpoint.get().get("url").textValue(), secret, body(event.get()), began / 1000)
        .onComplete(result -> {
          underWay--;
          var attempt = delivery.withArray("attempts").addObject();
          attempt.put("at", began).put("took_ms", time.real().toEpochMilli() - began);
          if (result.succeeded()) {
            attempt.put("status", result.result());
          } else {
            attempt.put("error", String.valueOf(result.cause().getMessage()));
          }
          settle(delivery, event.get(), result.succeeded() && result.result() / 100 == 2);
          next();
        });
  }

  private void settle(ObjectNode delivery, ObjectNode event, boolean accepted) {
    var attempts = delivery.get("attempts").size();
    if (!pending(delivery)) {
      objects.touch();
    } else if (accepted) {
      countDown(event);
      finish(delivery, "succeeded");
    } else if (Backoff.exhausted(attempts)) {
      finish(delivery, "failed");
    } else {
      objects.touch();
      after(Backoff.afterAttempt(attempts), delivery);
    }
    tellAttempted(event.get("id").textValue());
  }

  private static void countDown(ObjectNode event) {
    event.put("pending_webhooks", Math.max(0, event.get("pending_webhooks").intValue() - 1));
  }

  private void finish(ObjectNode delivery, String state) {
    delivery.put("state", state);
    objects.touch();
    tellAttempted(delivery.get("event").textValue());
  }

  private void tellAttempted(String event) {
    if (waiting.containsKey(event) && of(event).allMatch(Deliveries::attempted)) {
      waiting.remove(event).forEach(promise -> promise.tryComplete());
    }
  }

  private static boolean attempted(ObjectNode delivery) {
    return !pending(delivery) || !delivery.get("attempts").isEmpty();
  }

  /** The deliveries of an event. */
  public Stream<ObjectNode> of(String event) {
    return objects.newestFirst(KIND).filter(it -> it.get("event").textValue().equals(event));
  }

  /** Completes when every endpoint has answered a first attempt, at the latest after a while. */
  public Future<Void> attempted(String event, Duration atMost) {
    if (of(event).allMatch(Deliveries::attempted)) {
      return Future.succeededFuture();
    }
    Promise<Void> promise = Promise.promise();
    waiting.computeIfAbsent(event, _ -> new ArrayList<>()).add(promise);
    var timer = vertx.setTimer(atMost.toMillis(), _ -> promise.tryComplete());
    return promise.future().onComplete(_ -> vertx.cancelTimer(timer));
  }

  /** Sends an event to its endpoints once more, whatever came of it before. */
  public void resend(String event) {
    of(event).toList().forEach(this::enqueue);
  }

  private static String body(ObjectNode event) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops; what is undelivered stays stored. */
  public Future<Void> close() {
    closed = true;
    timers.forEach(vertx::cancelTimer);
    return post.close();
  }
}
