package dev.karamon.database;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells what a failed statement means. */
public final class DatabaseErrors {
  /** Connection exceptions, insufficient resources, operator intervention. */
  private static final Set<String> OUT_OF_REACH = Set.of("08", "53", "57");

  /** Serialization failure, deadlock, lock not available, write on a read-only standby. */
  private static final Set<String> TRY_AGAIN = Set.of("40001", "40P01", "55P03", "25006");

  private DatabaseErrors() {}

  /** The name of the violated constraint, when that is what went wrong. */
  public static Optional<String> violatedConstraint(Throwable failure) {
    return failure instanceof PgException pg && pg.getSqlState().startsWith("23")
        ? Optional.ofNullable(pg.getConstraint())
        : Optional.empty();
  }

  /** Fails with {@code ALREADY_EXISTS} at the field when this constraint is what was violated. */
  public static <T> Future<T> taken(
      Throwable failure, String constraint, String field, String message) {
    var violated = violatedConstraint(failure).filter(constraint::equals).isPresent();
    return Future.failedFuture(
        violated ? KaramonException.field(CommonError.ALREADY_EXISTS, field, message) : failure);
  }

  /** What PostgreSQL or the connection said, without any values of the statement. */
  static String reason(Throwable failure) {
    return failure instanceof PgException pg
        ? pg.getErrorMessage() + " (" + pg.getSqlState() + ")"
        : String.valueOf(failure.getMessage());
  }

  /** Whether the same statement may succeed a moment later. */
  static boolean isTemporary(Throwable failure) {
    return switch (failure) {
      case PgException pg ->
          TRY_AGAIN.contains(pg.getSqlState())
              || OUT_OF_REACH.contains(pg.getSqlState().substring(0, 2));
      case ClosedConnectionException ignored -> true;
      case IOException ignored -> true;
      case TimeoutException ignored -> true;
      case VertxException vertx ->
          String.valueOf(vertx.getMessage()).contains("onnection") || isPoolRefusal(vertx);
      default -> isPoolRefusal(failure);
    };
  }

  /** The pool has no exception types of its own for a full queue or a wait that took too long. */
  private static boolean isPoolRefusal(Throwable failure) {
    var message = String.valueOf(failure.getMessage());
    return message.contains("Connection pool reached max wait queue size")
        || message.startsWith("Timeout");
  }

  static KaramonException unavailable() {
    return KaramonException.tryLater(
        CommonError.DATABASE_UNAVAILABLE,
        "The database cannot be reached right now. Try again shortly.",
        Duration.ofSeconds(2));
  }
}
