package dev.karamon.auth;

import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Slows down sign-ins after failures, per account and per address, on all nodes together. */
final class SignInThrottle {
  private static final int FREE_FAILURES_OF_ACCOUNT = 5;
  private static final int FREE_FAILURES_OF_ADDRESS = 50;
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);

  private final SignInFailureStore store = new SignInFailureStore();
  private final Database database;
  private final Clock clock;

  SignInThrottle(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Whom and from where; {@code realm} keeps admins and the members of each API apart. */
  record Attempt(String realm, String account, String address) {
    String accountKey() {
      return realm + ":account:" + account.toLowerCase(Locale.ROOT);
    }

    String addressKey() {
      return realm + ":address:" + address;
    }
  }

  /** Fails with {@code RATE_LIMITED} while the account or the address has to wait. */
  Future<Void> admit(Attempt attempt) {
    return database
        .with(client -> store.read(client, List.of(attempt.accountKey(), attempt.addressKey())))
        .map(failures -> {
          var now = clock.instant();
          for (var failure : failures) {
            refuseUntil(failure.openFrom(free(failure, attempt)), now);
          }
          return null;
        });
  }

  /** Remembers a failure. */
  Future<Void> failed(Attempt attempt) {
    var now = clock.instant();
    return database.with(client ->
        store
            .add(client, attempt.accountKey(), now, now.minus(FORGOTTEN_AFTER))
            .compose(
                done -> store.add(client, attempt.addressKey(), now, now.minus(FORGOTTEN_AFTER))));
  }

  /** Forgets the failures of the account. */
  Future<Void> succeeded(Attempt attempt) {
    return database.with(client -> store.forget(client, attempt.accountKey()));
  }

  private static int free(SignInFailureStore.Failures failures, Attempt attempt) {
    return failures.key().equals(attempt.accountKey())
        ? FREE_FAILURES_OF_ACCOUNT
        : FREE_FAILURES_OF_ADDRESS;
  }

  private static void refuseUntil(Instant openFrom, Instant now) {
    if (now.isBefore(openFrom)) {
      throw KaramonException.unavailable(
          CommonError.RATE_LIMITED,
          "Too many failed log-ins. Wait a little, then try again.",
          Duration.between(now, openFrom).plusSeconds(1));
    }
  }
}
