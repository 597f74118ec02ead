package dev.karamon.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.database.Database;
import dev.karamon.http.Actor;
import dev.karamon.http.Json;
import dev.karamon.http.Page;
import dev.karamon.http.PageRequest;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
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
   * @param before the thing as it was, without secrets; null when it is new
   * @param after the thing as it is, without secrets; null when it is gone
   */
  public Future<Void> record(
      SqlClient client,
      Actor actor,
      String action,
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
            0, clock.instant(), actor.label(), action, subject, from, to, Optional.empty()));
  }

  /** A page of entries, newest first; of one subject when it is given. */
  public Future<Page<AuditEntry>> list(PageRequest page, Optional<String> subject) {
    return database.with(client -> store.list(client, page, subject));
  }

  private static Optional<JsonNode> tree(@Nullable Object value) {
    return Optional.ofNullable(value).map(Json::tree);
  }
}
