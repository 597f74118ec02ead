package dev.karamon.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Sends events as Stripe does, so many at once, and times the answers. */
final class LoadGenerator implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(15);

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client;
  private final EventStream events;
  private final URI url;
  private final BenchPlan plan;

  LoadGenerator(EventStream events, URI url, BenchPlan plan) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setTcpNoDelay(true),
            new PoolOptions().setHttp1MaxSize(plan.concurrency()).setMaxWaitQueueSize(-1));
    this.events = events;
    this.url = url;
    this.plan = plan;
  }

  /**
   * Sends the events from one number up to another.
   *
   * @param rate how many a second, so that a late answer to one makes none of the others later; 0
   *     for as fast as they are answered
   */
  Answers send(int from, int to, int rate) {
    var sending = new Sending(from, to, rate);
    vertx.getOrCreateContext().runOnContext(begin -> sending.begin());
    return Wait.on(sending.done.future(), TIMEOUT);
  }

  @Override
  public void close() {
    Wait.on(vertx.close(), Duration.ofSeconds(20));
  }

  /** One run; all of it happens on one event loop. */
  private final class Sending {
    private final int from;
    private final int to;
    private final int rate;
    private final long[] nanos;
    private final Promise<Answers> done = Promise.promise();
    private final long begun = System.nanoTime();
    private int next;
    private int answered;

    Sending(int from, int to, int rate) {
      this.from = from;
      this.to = to;
      this.rate = rate;
      this.next = from;
      this.nanos = new long[to - from];
    }

    void begin() {
      if (rate == 0) {
        for (int i = 0; i < plan.concurrency(); i++) {
          sendNext();
        }
      } else {
        vertx.setPeriodic(1, timer -> sendDue(timer));
      }
    }

    private void sendNext() {
      if (next < to) {
        send(next++, System.nanoTime()).onSuccess(sent -> sendNext());
      }
    }

    private void sendDue(long timer) {
      while (next < to && due(next) <= System.nanoTime()) {
        send(next, due(next));
        next++;
      }
      if (next == to) {
        vertx.cancelTimer(timer);
      }
    }

    private long due(int number) {
      return begun + (number - from) * TimeUnit.SECONDS.toNanos(1) / rate;
    }

    private Future<Void> send(int number, long since) {
      return post(number).onSuccess(done -> answered(number, since)).onFailure(done::tryFail);
    }

    private void answered(int number, long since) {
      nanos[number - from] = System.nanoTime() - since;
      if (++answered == nanos.length) {
        done.tryComplete(new Answers(nanos));
      }
    }
  }

  private Future<Void> post(int number) {
    var body = events.body(number);
    var signature = events.signature(body, Instant.now());
    var options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url.toString());
    return client
        .request(options)
        .compose(request ->
            request
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("Stripe-Signature", signature)
                .send(Buffer.buffer(body)))
        .compose(response ->
            response
                .body()
                .compose(answer ->
                    response.statusCode() == 200
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                            "An event was answered with "
                                + response.statusCode()
                                + ": "
                                + answer)));
  }
}
