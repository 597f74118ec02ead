package dev.karamon.server.lives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Patience;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Tells lives by many plans, and fails when one of them ends otherwise than at Stripe. */
final class Proof implements AutoCloseable {
  private final Stage stage;
  private final Duration patience;
  private final Performance performance;
  private final AtomicInteger tellings = new AtomicInteger();
  private final AtomicInteger deliveries = new AtomicInteger();

  Proof(Stage stage) {
    this(stage, Duration.ofSeconds(10));
  }

  /** The same; what waits for something gets so much time in the end. */
  Proof(Stage stage, Duration patience) {
    this.stage = stage;
    this.patience = patience;
    this.performance = new Performance(stage);
  }

  /** Tells a life by all plans, or a sample where they are too many, and judges what came of it. */
  void holds(Life life, Stream<Plan> plans) {
    judge(life, tell(life, plans));
  }

  List<Telling> tell(Life life, Stream<Plan> plans) {
    var told = performance.of(life, Sample.of(plans.toList()));
    tellings.addAndGet(told.size());
    told.forEach(telling -> deliveries.addAndGet(telling.plan().deliveries()));
    return told;
  }

  /** Events that wait for something get their time; then all has to be as it is at Stripe. */
  void judge(Life life, List<Telling> told) {
    Patience.until(
        patience,
        () ->
            assertThat(new Verdict(stage.oracle(), stage.ledger(), life, told).problems())
                .isEmpty());
  }

  /** Says how much was proved, and clears the stage. */
  @Override
  public void close() throws SQLException {
    System.out.println(summary());
    stage.close();
  }

  private String summary() {
    return "%d tellings of %d lives, %d deliveries, seed %d"
        .formatted(tellings.get(), stage.size(), deliveries.get(), Sample.SEED);
  }
}
