package dev.karamon.stripe.event;

import dev.karamon.actor.Actor;
import dev.karamon.async.Require;
import dev.karamon.audit.Audit;
import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.json.Text;
import dev.karamon.page.Page;
import dev.karamon.page.PageRequest;
import dev.karamon.stripe.StripeAction;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.util.List;

/** The inbox, for admins. */
public final class Events {
  private final Database database;
  private final EventViewStore views = new EventViewStore();
  private final EventStore store = new EventStore();
  private final EventWorker worker;
  private final Audit audit;
  private final Clock clock;

  Events(Database database, EventWorker worker, Audit audit, Clock clock) {
    this.database = database;
    this.worker = worker;
    this.audit = audit;
    this.clock = clock;
  }

  /** How many events are applied again. */
  @Schema(name = "ReplayedStripeEvents")
  public record Replayed(@Schema(description = "How many.") long replayed) {}

  Future<Page<EventView>> list(PageRequest page, EventViewStore.Filter filter) {
    return database
        .list(client -> views.list(client, page, filter))
        .map(slice -> Page.of(page, slice.items(), slice.total()));
  }

  Future<EventView> find(String id) {
    return database.with(client -> find(client, id));
  }

  private Future<EventView> find(SqlClient client, String id) {
    return views.find(client, id).map(found -> found.orElseThrow(() -> notFound(id)));
  }

  /** Has an event applied again; one that is ignored stays so. */
  Future<EventView> replay(Actor actor, String id) {
    return find(id)
        .compose(before ->
            database.transaction(tx ->
                store
                    .replay(tx, id, clock.instant())
                    .compose(done -> Require.that(done, () -> refused(before)))
                    .compose(done ->
                        audit.record(
                            tx,
                            actor,
                            StripeAction.EVENT_REPLAYED,
                            "event:" + id,
                            before.status(),
                            EventStatus.PENDING))
                    .compose(done -> find(tx, id))))
        .onSuccess(done -> worker.kick());
  }

  /** Has all events applied again that failed or were given up. */
  Future<Replayed> replayFailed(Actor actor) {
    var statuses = List.of(EventStatus.FAILED, EventStatus.DEAD);
    return database
        .transaction(tx ->
            store
                .replay(tx, statuses, clock.instant())
                .map(Replayed::new)
                .compose(replayed ->
                    audit
                        .record(
                            tx,
                            actor,
                            StripeAction.EVENTS_REPLAYED,
                            "stripe:events",
                            null,
                            replayed)
                        .map(replayed)))
        .onSuccess(done -> worker.kick());
  }

  private static KaramonException refused(EventView event) {
    return new KaramonException(
        CommonError.REFUSED,
        "This event cannot be applied: " + event.reason().orElse("it names no customer."));
  }

  private static KaramonException notFound(String id) {
    return KaramonException.notFound("Event " + Text.excerpt(id));
  }
}
