package dev.karamon.auth;

import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.http.CallerAddress;
import dev.karamon.member.EmailAddress;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Slows down sign-ins after failures, per account and per address, on all nodes together. Accounts
 * that do not exist are slowed down like those that do.
 */
final class SignInThrottle {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);
  private static final Limit OF_ACCOUNT = new Limit(5, LONGEST_WAIT);
  private static final Limit OF_ADDRESS = new Limit(50, LONGEST_WAIT);

  private final SignInFailureStore store = new SignInFailureStore();
  private final Database database;
  private final Clock clock;

  SignInThrottle(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * How many failures are free, and how long it is to be waited after more at most: a second after
   * the next, then twice as long after each.
   */
  record Limit(int free, Duration longestWait) {}

  /**
   * The account and the caller's address; {@code realm} keeps different kinds of accounts apart.
   */
  record Attempt(String realm, String account, Optional<String> address) {
    Attempt(String realm, String account, String address) {
      this(realm, account, Optional.of(address));
    }

    /** From wherever. */
    static Attempt ofAccount(String realm, String account) {
      return new Attempt(realm, account, Optional.empty());
    }

    String accountKey() {
      return realm + ":account:" + EmailAddress.key(account);
    }

    Optional<String> addressKey() {
      return address.map(from -> realm + ":address:" + CallerAddress.network(from));
    }
  }

  /**
   * Counts as a failure until {@link #succeeded} is called; fails with {@code RATE_LIMITED} while
   * the account or the address has to wait.
   */
  Future<Void> admit(Attempt attempt) {
    return attempt
        .addressKey()
        .map(key -> count(key, OF_ADDRESS))
        .orElseGet(Future::succeededFuture)
        .compose(admitted -> count(attempt.accountKey(), OF_ACCOUNT));
  }

  /** Forgets the failures of the account, and this attempt at the address. */
  Future<Void> succeeded(Attempt attempt) {
    return database.with(client -> succeeded(client, attempt));
  }

  /** The same in a transaction. */
  Future<Void> succeeded(SqlClient client, Attempt attempt) {
    return store.forget(client, attempt.accountKey()).compose(done -> uncount(client, attempt));
  }

  /**
   * The password was right, but that is not enough yet: it remains a failure of the account, not of
   * the address that others sign in from as well.
   */
  Future<Void> notGuessed(Attempt attempt) {
    return database.with(client -> uncount(client, attempt));
  }

  private Future<Void> uncount(SqlClient client, Attempt attempt) {
    return attempt
        .addressKey()
        .map(key -> store.uncount(client, key))
        .orElseGet(Future::succeededFuture);
  }

  private Future<Void> count(String key, Limit limit) {
    var now = clock.instant();
    return database
        .with(client -> store.count(client, key, now, now.minus(FORGOTTEN_AFTER), limit))
        .compose(counted -> counted ? Future.succeededFuture() : refuse(key, limit, now));
  }

  private Future<Void> refuse(String key, Limit limit, Instant now) {
    return database
        .with(client -> store.openFrom(client, key, limit))
        .compose(openFrom -> {
          var wait = openFrom.map(open -> Duration.between(now, open)).orElse(Duration.ZERO);
          return Future.failedFuture(
              KaramonException.tryLater(
                  CommonError.RATE_LIMITED,
                  "Too many failed log-ins. Wait a little, then try again.",
                  wait.isNegative() ? Duration.ofSeconds(1) : wait.plusSeconds(1)));
        });
  }
}
