package dev.karamon.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.actor.Actor;
import dev.karamon.database.Database;
import dev.karamon.json.Json;
import dev.karamon.page.Page;
import dev.karamon.page.PageRequest;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes and reads the audit log; a change and its entry stand in one transaction. */
public final class Audit {
  private final Database database;
  private final AuditStore store = new AuditStore();
  private final Clock clock;

  public Audit(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Writes one entry; a change that changes nothing is not written.
   *
   * @param before the thing as it was; null when it is new. What looks like a secret is masked
   * @param after the thing as it is; null when it is gone
   */
  public Future<Void> record(
      SqlClient client,
      Actor actor,
      AuditAction action,
      String subject,
      @Nullable Object before,
      @Nullable Object after) {
    var from = tree(before);
    var to = tree(after);
    if (from.isPresent() && from.equals(to)) {
      return Future.succeededFuture();
    }
    return store.insert(
        client,
        new AuditEntry(
            0,
            clock.instant(),
            actor.label(),
            action.wire(),
            subject,
            from.map(Masked::of),
            to.map(Masked::of),
            Optional.empty(),
            actor.origin().map(Actor.Origin::address),
            actor.origin().map(Actor.Origin::requestId)));
  }

  /** Records the origin of entries that other statements of this transaction write. */
  public Future<Void> onBehalf(SqlConnection transaction, Actor actor) {
    return actor
        .origin()
        .map(origin -> store.onBehalf(transaction, origin))
        .orElseGet(Future::succeededFuture);
  }

  Future<Page<AuditEntry>> list(PageRequest page, AuditFilter filter) {
    return database.list(client -> store.list(client, page, filter));
  }

  private static Optional<JsonNode> tree(@Nullable Object value) {
    return Optional.ofNullable(value).map(Json::tree);
  }
}
