package dev.karamon.auth;

import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.http.CallerAddress;
import dev.karamon.member.EmailAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Slows down sign-ins after failures, per account and per address, on all nodes together. Accounts
 * that do not exist are slowed down like those that do. Failures age; who signs in rightly is not
 * among them, and waits at most for others whose passwords are being checked.
 */
public final class SignInThrottle {
  private static final Limit OF_ACCOUNT = new Limit(5);
  private static final Limit OF_ADDRESS = new Limit(50);

  /** How long an attempt waits for others that are under way, and how many may on this node. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int MOST_WAITING = 200;
  private static final long PAUSE_MILLIS = 100;

  private final SignInFailureStore store = new SignInFailureStore();
  private final Semaphore places = new Semaphore(MOST_WAITING);
  private final Vertx vertx;
  private final Database database;
  private final Clock clock;

  public SignInThrottle(Vertx vertx, Database database, Clock clock) {
    this.vertx = vertx;
    this.database = database;
    this.clock = clock;
  }

  /**
   * How many failures are free. After the last it has to be waited for a second, and twice as long
   * after each more; all that are free have aged in half an hour.
   */
  record Limit(int free) {
    Duration longestWait() {
      return Duration.ofMinutes(5);
    }

    Duration forgetsOneIn() {
      return Duration.ofMinutes(30).dividedBy(free);
    }
  }

  /**
   * The account and the caller's address; {@code realm} keeps different kinds of accounts apart.
   */
  public record Attempt(String realm, String account, Optional<String> address) {
    public Attempt(String realm, String account, String address) {
      this(realm, account, Optional.of(address));
    }

    /** From wherever. */
    public static Attempt ofAccount(String realm, String account) {
      return new Attempt(realm, account, Optional.empty());
    }

    String accountKey() {
      return realm + ":account:" + EmailAddress.key(account);
    }

    Optional<String> addressKey() {
      return address.map(from -> realm + ":address:" + CallerAddress.network(from));
    }
  }

  /** An attempt whose password may be checked; what came of it has to be said. */
  public record Admitted(Attempt attempt, Instant began) {}

  /**
   * Fails with {@code RATE_LIMITED} while the account or the address has to wait. Until it is said
   * what came of it, it is taken into account as if it was to fail.
   */
  public Future<Admitted> admit(Attempt attempt) {
    var admitted = new Admitted(attempt, clock.instant());
    return attempt
        .addressKey()
        .map(key -> begin(admitted, key, OF_ADDRESS))
        .orElseGet(Future::succeededFuture)
        .compose(begun ->
            begin(admitted, attempt.accountKey(), OF_ACCOUNT)
                .recover(refused ->
                    database
                        .with(client -> endAtAddress(client, admitted))
                        .transform(ended -> Future.failedFuture(refused))))
        .map(admitted);
  }

  /** Forgets the failures of the account. */
  public Future<Void> succeeded(Admitted admitted) {
    return database.with(client -> succeeded(client, admitted));
  }

  /** The same in a transaction. */
  public Future<Void> succeeded(SqlClient client, Admitted admitted) {
    return forgive(client, admitted.attempt()).compose(done -> endAtAddress(client, admitted));
  }

  /** Forgets the failures of an account whose owner has been recognised otherwise. */
  public Future<Void> forgive(SqlClient client, Attempt attempt) {
    return store.forget(client, attempt.accountKey());
  }

  /** It was a wrong guess. */
  public Future<Void> failed(Admitted admitted) {
    return failedAtAccount(admitted)
        .compose(done ->
            admitted
                .attempt()
                .addressKey()
                .map(key -> fail(admitted, key, OF_ADDRESS))
                .orElseGet(Future::succeededFuture));
  }

  /** Takes note of a failure and passes it on. */
  public <T> Future<T> failed(Admitted admitted, Throwable failure) {
    return noted(admitted, failure).transform(noted -> Future.failedFuture(failure));
  }

  private Future<Void> noted(Admitted admitted, Throwable failure) {
    var code = failure instanceof KaramonException named ? named.code() : CommonError.INTERNAL;
    if (code == AuthError.SECOND_FACTOR_REQUIRED) {
      // The password was right, but that is not enough yet: it is a failure of the account, not of
      // the address that others sign in from as well.
      return failedAtAccount(admitted)
          .compose(done -> database.with(client -> endAtAddress(client, admitted)));
    }
    return switch (code.kind()) {
      case INTERNAL, UNAVAILABLE -> database.with(client -> end(client, admitted));
      default -> failed(admitted);
    };
  }

  private Future<Void> failedAtAccount(Admitted admitted) {
    return fail(admitted, admitted.attempt().accountKey(), OF_ACCOUNT);
  }

  private Future<Void> fail(Admitted admitted, String key, Limit limit) {
    return database.with(
        client -> store.fail(client, key, admitted.began(), clock.instant(), limit));
  }

  private Future<Void> end(SqlClient client, Admitted admitted) {
    return store
        .end(client, admitted.attempt().accountKey(), admitted.began())
        .compose(done -> endAtAddress(client, admitted));
  }

  private Future<Void> endAtAddress(SqlClient client, Admitted admitted) {
    return admitted
        .attempt()
        .addressKey()
        .map(key -> store.end(client, key, admitted.began()))
        .orElseGet(Future::succeededFuture);
  }

  private Future<Void> begin(Admitted admitted, String key, Limit limit) {
    var now = clock.instant();
    return database
        .with(client -> store.begin(client, key, admitted.began(), now, limit))
        .compose(begun ->
            begun
                ? Future.succeededFuture()
                : database
                    .with(client -> store.closed(client, key, now, limit))
                    .map(closed -> closed.orElseGet(() -> new SignInFailureStore.Closed(true, now)))
                    .compose(closed ->
                        closed.full() && admitted.began().plus(PATIENCE).isAfter(now)
                            ? beginLater(admitted, key, limit)
                            : refuse(Duration.between(now, closed.openFrom()))));
  }

  /** Those under way may turn out to be right; then there is room. */
  private Future<Void> beginLater(Admitted admitted, String key, Limit limit) {
    if (!places.tryAcquire()) {
      return refuse(Duration.ZERO);
    }
    return vertx
        .timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
        .onComplete(passed -> places.release())
        .compose(passed -> begin(admitted, key, limit));
  }

  private static Future<Void> refuse(Duration wait) {
    return Future.failedFuture(
        KaramonException.tryLater(
            CommonError.RATE_LIMITED,
            "Too many failed log-ins. Wait a little, then try again.",
            wait.isNegative() ? Duration.ofSeconds(1) : wait.plusSeconds(1)));
  }
}
