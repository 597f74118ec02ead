package dev.karamon.server.lives;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.StripeLine;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A day on which every fifth call of Stripe fails, and servers of the product come and go. */
final class BadDay implements AutoCloseable {
  private static final int CALLS_PER_FAILURE = 5;
  private static final long SHIFT_MILLIS = 1_500;

  private final Vertx vertx = Vertx.vertx();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final CountDownLatch over = new CountDownLatch(1);
  private Optional<StripeLine> line = Optional.empty();
  private Optional<CompletableFuture<Void>> shifts = Optional.empty();

  /** Where Stripe seems to be; all is well until the day begins. */
  URI lineTo(URI stripe) {
    line = Optional.of(StripeLine.to(vertx, stripe));
    return line.get().url();
  }

  /** From now on half of what is sent goes to servers that serve only for a while. */
  void begins(Stage stage) {
    line.orElseThrow().failsOneOf(CALLS_PER_FAILURE);
    shifts = Optional.of(CompletableFuture.runAsync(() -> takeTurns(stage), thread));
  }

  private void takeTurns(Stage stage) {
    var serving = stage.anotherNode();
    try {
      stage.postman().alsoSendsTo(serving.url());
      while (!over.await(SHIFT_MILLIS, MILLISECONDS)) {
        var next = stage.anotherNode();
        stage.postman().alsoSendsTo(next.url());
        serving.close();
        serving = next;
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      serving.close();
    }
  }

  /** Fails when servers stopped to come and go before. */
  @Override
  public void close() {
    over.countDown();
    thread.close();
    Patience.await(vertx.close());
    shifts.ifPresent(CompletableFuture::join);
  }
}
