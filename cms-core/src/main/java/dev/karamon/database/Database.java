package dev.karamon.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The connection pool; connection failures surface as {@code DATABASE_UNAVAILABLE}. */
public final class Database {
  private static final int WAIT_QUEUE = 2_000;

  private final Vertx vertx;
  private final Pool pool;
  private final Turnstile lists;
  private final Outages outages = new Outages();

  private Database(Vertx vertx, Pool pool, int size) {
    this.vertx = vertx;
    this.pool = pool;
    this.lists = new Turnstile(vertx, Math.max(1, size / 2));
  }

  /** Opens a pool; connections are opened when first needed. */
  public static Database open(Vertx vertx, DatabaseConfig config) {
    var options =
        new PoolOptions()
            .setMaxSize(config.poolSize())
            .setMaxWaitQueueSize(WAIT_QUEUE)
            .setConnectionTimeout(5)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS)
            .setIdleTimeout((int) config.unused().toMillis())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setShared(true)
            .setName("karamon-" + System.nanoTime());
    return new Database(vertx, WatchfulDriver.pool(vertx, config, options), config.poolSize());
  }

  /** Runs statements outside a transaction. */
  public <T> Future<T> with(Function<SqlClient, Future<T>> work) {
    return work.apply(pool).recover(this::translated);
  }

  /**
   * Reads a list, or whatever else may take long for somebody who looks at it: such readings have
   * half of the connections at most, so that events and members find one.
   */
  public <T> Future<T> list(Function<SqlClient, Future<T>> work) {
    return lists.run(() -> with(work));
  }

  /** Runs all of the work in one transaction, or none of it. */
  public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
    return pool.withConnection(connection -> inTransaction(connection, work))
        .recover(this::translated);
  }

  /**
   * Runs all of the work in one transaction, or none of it, without waiting in between for the
   * answers to the last statements and to COMMIT.
   *
   * @param work is given what sends COMMIT, to call once it has sent its last statement, if only
   *     failing statements can speak against it; when one of them fails, nothing is committed, and
   *     the work has to fail as well. If it does not call it, COMMIT follows when the work is done.
   */
  public <T> Future<T> pipelined(BiFunction<SqlConnection, Runnable, Future<T>> work) {
    return pool.withConnection(connection -> new Pipelined(connection).run(work))
        .recover(this::translated);
  }

  /** Runs work in a transaction that is always rolled back, to learn what it would do. */
  public <T> Future<T> rehearsal(Function<SqlConnection, Future<T>> work) {
    return pool.withConnection(connection ->
            connection
                .begin()
                .compose(begun ->
                    Future.succeededFuture(connection).compose(work).eventually(begun::rollback)))
        .recover(this::translated);
  }

  // BEGIN travels with the statements that follow it, so no round trip is spent on it.
  private static <T> Future<T> inTransaction(
      SqlConnection connection, Function<SqlConnection, Future<T>> work) {
    var begun = connection.begin();
    var worked = Future.succeededFuture(connection).compose(work);
    return Future.join(worked, begun)
        .transform((done, failure) ->
            failure == null
                ? begun.result().commit().map(committed -> worked.result())
                : begun
                    .compose(Transaction::rollback)
                    .transform(ended -> Future.failedFuture(failure)));
  }

  private <T> Future<T> translated(Throwable failure) {
    if (!DatabaseErrors.isTemporary(failure)) {
      return Future.failedFuture(failure);
    }
    outages.happened(failure);
    // A broken connection leaves the pool after its statements have failed: whoever tries again at
    // once is not to get it once more.
    return Future.future(
        told -> vertx.runOnContext(next -> told.fail(DatabaseErrors.unavailable())));
  }

  /** Succeeds when the database answers. */
  public Future<Void> ping() {
    return with(client -> client.query("SELECT 1").execute()).mapEmpty();
  }

  /** Closes all connections once they are idle. */
  public Future<Void> close() {
    return pool.close();
  }
}
