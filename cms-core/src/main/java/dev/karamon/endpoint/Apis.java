package dev.karamon.endpoint;

import dev.karamon.actor.Actor;
import dev.karamon.async.Require;
import dev.karamon.audit.Audit;
import dev.karamon.audit.AuditAction;
import dev.karamon.audit.CoreAction;
import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.http.HttpConfig;
import dev.karamon.id.ApiId;
import dev.karamon.json.Text;
import dev.karamon.operation.ApiSecurity;
import dev.karamon.operation.SameSite;
import dev.karamon.page.Page;
import dev.karamon.page.PageRequest;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** APIs: their security, CORS and token lifespans. */
public final class Apis {
  private static final int ACCESS_SECONDS = (int) Duration.ofHours(1).toSeconds();
  private static final int REFRESH_SECONDS = (int) Duration.ofDays(30).toSeconds();

  private final Database database;
  private final ApiStore store = new ApiStore();
  private final EndpointStore endpoints = new EndpointStore();
  private final EndpointTables tables;
  private final ApiRules rules;
  private final Audit audit;
  private final Clock clock;

  public Apis(Database database, EndpointTables tables, HttpConfig http, Audit audit, Clock clock) {
    this.database = database;
    this.tables = tables;
    this.rules = new ApiRules(http);
    this.audit = audit;
    this.clock = clock;
  }

  /** A page of APIs by id. */
  public Future<Page<Api>> list(PageRequest page) {
    return database
        .list(client -> store.list(client, page))
        .map(slice -> Page.of(page, slice.items(), slice.total()));
  }

  /** One API; {@code NOT_FOUND} when there is none. */
  public Future<Api> find(ApiId id) {
    return database.with(client -> find(client, id));
  }

  /** Creates an API. */
  public Future<Api> create(Actor actor, ApiDraft draft) {
    var api = rules.checked(merged(draft, EMPTY));
    return database
        .transaction(tx ->
            store
                .insert(tx, api, clock.instant())
                .compose(id -> recorded(tx, actor, CoreAction.API_CREATED, null, id)))
        .compose(saved -> tables.reloadUntilDone().map(saved));
  }

  /** Changes an API; a new security type voids everything issued to callers. */
  public Future<Api> update(Actor actor, ApiId id, ApiDraft draft) {
    return database
        .transaction(tx ->
            hold(tx, id)
                .compose(before -> {
                  var after = rules.checked(merged(draft, before));
                  return checkEndpoints(tx, before, after)
                      .compose(fine -> store.update(tx, after, draft.revision()))
                      .compose(done -> Require.that(done, () -> KaramonException.stale("API")))
                      .compose(done -> voidTokens(tx, before, after))
                      .compose(done -> recorded(tx, actor, CoreAction.API_CHANGED, before, id));
                }))
        .compose(saved -> tables.reloadUntilDone().map(saved));
  }

  /** Deletes an API with its endpoints. */
  public Future<Void> delete(Actor actor, ApiId id) {
    return database
        .transaction(tx ->
            hold(tx, id)
                .compose(before ->
                    store
                        .delete(tx, id)
                        .compose(done ->
                            audit.record(
                                tx, actor, CoreAction.API_DELETED, "api:" + id, before, null))
                        .compose(done -> tables.announce(tx))))
        .compose(done -> tables.reloadUntilDone());
  }

  Future<Api> find(SqlClient client, ApiId id) {
    return store.find(client, id).map(found -> present(found, id));
  }

  /** An API that nobody changes until the transaction ends; taken before its endpoints. */
  Future<Api> holdStill(SqlConnection tx, ApiId id) {
    return store.holdStill(tx, id).map(found -> present(found, id));
  }

  private Future<Api> hold(SqlConnection tx, ApiId id) {
    return store.hold(tx, id).map(found -> present(found, id));
  }

  private static Api present(Optional<Api> found, ApiId id) {
    return found.orElseThrow(() -> KaramonException.notFound("API " + id));
  }

  private Future<Api> recorded(
      SqlConnection tx, Actor actor, AuditAction action, @Nullable Api before, ApiId id) {
    return find(tx, id)
        .compose(after ->
            audit
                .record(tx, actor, action, "api:" + id, before, after)
                .compose(done -> tables.announce(tx))
                .map(after));
  }

  private Future<Void> checkEndpoints(SqlConnection tx, Api before, Api after) {
    var security = after.security();
    if (before.security() == security) {
      return Future.succeededFuture();
    }
    return endpoints
        .ofApi(tx, after.id())
        .map(all -> {
          var needy =
              all.stream()
                  .filter(endpoint -> !tables.canServe(endpoint, security))
                  .map(Endpoint::path)
                  .toList();
          if (!needy.isEmpty()) {
            throw KaramonException.field(
                CommonError.REFUSED,
                "security",
                (security.knowsMembers()
                        ? "This security takes no access tokens, but these endpoints issue them: "
                        : "This security does not identify members, but these endpoints need one: ")
                    + String.join(", ", needy)
                    + ".");
          }
          return null;
        });
  }

  private Future<Void> voidTokens(SqlConnection tx, Api before, Api after) {
    return before.security() == after.security()
        ? Future.succeededFuture()
        : store.voidTokens(tx, after.id());
  }

  private static final Api EMPTY =
      new Api(
          new ApiId(1),
          "",
          "1.0",
          "",
          ApiSecurity.NONE,
          SameSite.LAX,
          Cors.NONE.complete(),
          Optional.empty(),
          ACCESS_SECONDS,
          REFRESH_SECONDS,
          1);

  private static Api merged(ApiDraft draft, Api before) {
    var cors = draft.cors().map(Cors::complete).orElse(before.cors());
    return new Api(
        before.id(),
        Text.name("title", draft.title()),
        draft.version().orElse(before.version()),
        draft.description().orElse(before.description()),
        draft.security().orElse(before.security()),
        draft.cookieSameSite().orElse(before.cookieSameSite()),
        cors,
        draft.externalIdentity().or(before::externalIdentity),
        draft.accessTokenLifespan().orElse(before.accessTokenLifespan()),
        draft.refreshTokenLifespan().orElse(before.refreshTokenLifespan()),
        before.revision());
  }
}
