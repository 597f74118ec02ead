package dev.karamon.stripe.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.error.KaramonException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StripeThreadsTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    done(vertx.close());
  }

  @Test
  void work_runs_on_a_virtual_thread_and_ends_on_the_context_of_the_caller() throws Exception {
    var threads = new StripeThreads(vertx);
    var context = vertx.getOrCreateContext();
    var seen = Promise.<Context>promise();

    context.runOnContext(start ->
        threads
            .run(() -> Thread.currentThread().isVirtual())
            .onComplete(virtual -> {
              if (virtual.result()) {
                seen.complete(Vertx.currentContext());
              } else {
                seen.fail("not virtual");
              }
            }));

    assertThat(done(seen.future())).isSameAs(context);
  }

  @Test
  void what_the_work_throws_is_the_failure() {
    var failure = new IllegalStateException("as thrown");

    var result =
        failureOf(
            new StripeThreads(vertx)
                .run(() -> {
                  throw failure;
                }));

    assertThat(result).isSameAs(failure);
  }

  @Test
  void work_that_gets_no_place_in_time_is_refused_and_the_place_is_free_again_later()
      throws Exception {
    var threads = new StripeThreads(vertx, limits(5, Duration.ofMillis(50)));
    var placed = new CountDownLatch(1);
    var hold = new CountDownLatch(1);
    var first =
        threads.run(() -> {
          placed.countDown();
          return hold.await(10, TimeUnit.SECONDS);
        });
    assertThat(placed.await(10, TimeUnit.SECONDS)).isTrue();

    assertBusy(threads.run(() -> true));
    hold.countDown();
    assertThat(done(first)).isTrue();
    assertThat(done(threads.run(() -> "free"))).isEqualTo("free");
  }

  @Test
  void a_full_queue_refuses_at_once() throws Exception {
    var threads = new StripeThreads(vertx, limits(2, Duration.ofSeconds(10)));
    var hold = new CountDownLatch(1);
    var taken = new ArrayList<Future<Boolean>>();
    for (var i = 0; i < 3; i++) {
      taken.add(threads.run(() -> hold.await(10, TimeUnit.SECONDS)));
    }

    assertBusy(threads.run(() -> true));
    hold.countDown();
    for (var one : taken) {
      assertThat(done(one)).isTrue();
    }
  }

  @Test
  void closing_waits_for_work_under_way_and_takes_no_more() throws Exception {
    var threads = new StripeThreads(vertx);
    var hold = new CountDownLatch(1);
    var under = threads.run(() -> hold.await(10, TimeUnit.SECONDS));

    var closed = threads.close();
    assertBusy(threads.run(() -> true));
    assertThat(closed.isComplete()).isFalse();
    hold.countDown();

    done(closed);
    assertThat(done(under)).isTrue();
  }

  @Test
  void readings_take_no_place_from_what_somebody_waits_for() throws Exception {
    var threads = new StripeThreads(vertx, limits(0, Duration.ofSeconds(1)));
    var hold = new CountDownLatch(1);
    var reading = threads.runReading(() -> hold.await(10, TimeUnit.SECONDS));

    assertThat(done(threads.run(() -> "free"))).isEqualTo("free");

    hold.countDown();
    assertThat(done(reading)).isTrue();
  }

  @Test
  void a_call_ends_with_the_time_of_its_work_and_what_comes_after_it_does_not() throws Exception {
    var limits = new StripeThreads.Limits(1, 1, Duration.ofSeconds(1), Duration.ofMillis(300));
    var threads = new StripeThreads(vertx, limits);
    try (var stripe =
        CannedStripe.answering(any -> CannedStripe.Answer.failing(CannedStripe.Way.NEVER))) {
      var codes =
          threads.run(() -> {
            var hanging = CannedStripe.failure(() -> stripe.gateway().prices());
            Thread.sleep(10);
            var late = CannedStripe.failure(() -> stripe.gateway().prices());
            return List.of(hanging.code(), late.code());
          });

      assertThat(done(codes))
          .containsExactly(StripeError.STRIPE_UNREACHABLE, StripeError.STRIPE_UNREACHABLE);
      assertThat(stripe.asked()).hasSize(1);
    }
  }

  private static StripeThreads.Limits limits(int waiting, Duration patience) {
    return new StripeThreads.Limits(1, waiting, patience, Duration.ofSeconds(10));
  }

  private static void assertBusy(Future<?> refused) {
    assertThat(failureOf(refused))
        .isInstanceOfSatisfying(
            KaramonException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(StripeError.STRIPE_BUSY);
              assertThat(failure.retryAfter()).isPresent();
            });
  }

  private static Throwable failureOf(Future<?> future) {
    return future
        .transform(result -> Future.succeededFuture(result.cause()))
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  private static <T> T done(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
