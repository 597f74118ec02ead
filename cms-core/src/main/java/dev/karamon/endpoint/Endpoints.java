package dev.karamon.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.actor.Actor;
import dev.karamon.admin.Extended;
import dev.karamon.async.Require;
import dev.karamon.audit.Audit;
import dev.karamon.audit.AuditAction;
import dev.karamon.audit.CoreAction;
import dev.karamon.database.Database;
import dev.karamon.database.DatabaseErrors;
import dev.karamon.database.Slice;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.error.Problems;
import dev.karamon.group.Groups;
import dev.karamon.id.ApiId;
import dev.karamon.id.EndpointId;
import dev.karamon.id.GroupId;
import dev.karamon.json.Json;
import dev.karamon.json.Text;
import dev.karamon.operation.CallerNeed;
import dev.karamon.operation.Catalog;
import dev.karamon.operation.CatalogEntry;
import dev.karamon.page.Page;
import dev.karamon.page.PageRequest;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Endpoints: checked against the running system before they are saved. */
public final class Endpoints {
  private static final EndpointId NEW = new EndpointId(1);

  private final Database database;
  private final EndpointStore store = new EndpointStore();
  private final Apis apis;
  private final Groups groups;
  private final EndpointGroups named;
  private final Catalog catalog;
  private final EndpointTables tables;
  private final EndpointUsages usages;
  private final Audit audit;
  private final Clock clock;

  public Endpoints(
      Database database,
      Apis apis,
      Groups groups,
      Catalog catalog,
      EndpointTables tables,
      EndpointUsages usages,
      Audit audit,
      Clock clock) {
    this.database = database;
    this.apis = apis;
    this.groups = groups;
    this.named = new EndpointGroups(catalog);
    groups.usedBy(named);
    this.catalog = catalog;
    this.tables = tables;
    this.usages = usages;
    this.audit = audit;
    this.clock = clock;
  }

  /** A page of the endpoints of all APIs, by API and path. */
  public Future<Page<Extended<Endpoint>>> list(PageRequest page) {
    return database.list(
        client -> store.list(client, page).compose(slice -> shown(client, page, slice)));
  }

  /** A page of the endpoints of an API, by path. */
  public Future<Page<Extended<Endpoint>>> list(ApiId api, PageRequest page) {
    return database.with(client ->
        apis.find(client, api)
            .compose(found -> store.listOfApi(client, api, page))
            .compose(slice -> shown(client, page, slice)));
  }

  private Future<Page<Extended<Endpoint>>> shown(
      SqlClient client, PageRequest page, Slice<Endpoint> slice) {
    return usages.show(client, slice.items()).map(shown -> Page.of(page, shown, slice.total()));
  }

  /** An endpoint with how often it was called; {@code NOT_FOUND} when there is none. */
  public Future<Extended<Endpoint>> show(EndpointId id) {
    return database.with(client -> find(client, id).compose(found -> show(client, found)));
  }

  private Future<Extended<Endpoint>> show(SqlClient client, Endpoint endpoint) {
    return usages.show(client, List.of(endpoint)).map(List::getFirst);
  }

  /**
   * Creates an endpoint; it can be called when the future succeeds, or as soon as it can be read.
   */
  public Future<Extended<Endpoint>> create(Actor actor, ApiId api, EndpointDraft draft) {
    return apis.find(api)
        .compose(found -> check(found, NEW, draft))
        .compose(endpoint ->
            database.transaction(tx ->
                holdApi(tx, endpoint)
                    .compose(held -> holdGroups(tx, endpoint))
                    .compose(held -> store.insert(tx, endpoint, clock.instant()))
                    .compose(id -> recorded(tx, actor, CoreAction.ENDPOINT_CREATED, null, id))
                    .compose(saved -> show(tx, saved))))
        .recover(Endpoints::pathTaken)
        .compose(saved -> tables.reloadUntilDone().map(saved));
  }

  /** Changes an endpoint; a stale version is {@code VERSION_CONFLICT}. */
  public Future<Extended<Endpoint>> update(Actor actor, EndpointId id, EndpointDraft draft) {
    return database
        .with(client -> find(client, id))
        .compose(found -> apis.find(found.apiId()))
        .compose(api -> check(api, id, draft))
        .compose(after ->
            database.transaction(tx ->
                holdApi(tx, after)
                    .compose(held -> hold(tx, id))
                    .compose(before -> replace(tx, actor, before, after, draft.version()))))
        .recover(Endpoints::pathTaken)
        .compose(saved -> tables.reloadUntilDone().map(saved));
  }

  private Future<Extended<Endpoint>> replace(
      SqlConnection tx, Actor actor, Endpoint before, Endpoint after, Optional<Integer> version) {
    return holdGroups(tx, after)
        .compose(held -> store.update(tx, after, version))
        .compose(done -> Require.that(done, () -> KaramonException.stale("endpoint")))
        .compose(done -> recorded(tx, actor, CoreAction.ENDPOINT_CHANGED, before, after.id()))
        .compose(saved -> show(tx, saved));
  }

  /** Deletes an endpoint. */
  public Future<Void> delete(Actor actor, EndpointId id) {
    return database
        .transaction(tx ->
            hold(tx, id)
                .compose(before ->
                    store
                        .delete(tx, id)
                        .compose(done ->
                            audit.record(
                                tx,
                                actor,
                                CoreAction.ENDPOINT_DELETED,
                                "endpoint:" + id,
                                before,
                                null))
                        .compose(done -> tables.announce(tx))))
        .compose(done -> tables.reloadUntilDone());
  }

  private Future<Endpoint> find(SqlClient client, EndpointId id) {
    return store.find(client, id).map(found -> present(found, id));
  }

  private Future<Endpoint> hold(SqlConnection tx, EndpointId id) {
    return store.hold(tx, id).map(found -> present(found, id));
  }

  private static Endpoint present(Optional<Endpoint> found, EndpointId id) {
    return found.orElseThrow(() -> KaramonException.notFound("Endpoint " + id));
  }

  private Future<Endpoint> check(Api api, EndpointId id, EndpointDraft draft) {
    var version = draft.modelVersion().orElse(1);
    var entry = catalog.find(draft.category(), draft.model(), version, draft.operation());
    var template = PathTemplate.of(draft.path());
    var settings = draft.settings().orElseGet(Json::object);
    var restriction = draft.requestRestriction().orElse(RequestRestriction.NONE).complete();
    var problems = new Problems();
    template.check(problems);
    checkCaller(api, entry, restriction, problems);
    entry.ifPresentOrElse(
        found -> checkParameters(template, found, problems),
        () -> problems.invalid("operation", unknownOperation(draft, version)));
    return checkGroups(restriction, problems)
        .compose(done ->
            entry
                .map(found -> found.checkSettings(settings))
                .orElseGet(() -> Future.succeededFuture(List.of())))
        .map(found -> {
          problems.addAll(found);
          problems.refuseIfAny(CommonError.REFUSED);
          return endpoint(api, id, draft, entry.orElseThrow(), template, settings, restriction);
        });
  }

  private static Endpoint endpoint(
      Api api,
      EndpointId id,
      EndpointDraft draft,
      CatalogEntry entry,
      PathTemplate template,
      JsonNode settings,
      RequestRestriction restriction) {
    return new Endpoint(
        id,
        api.id(),
        template.toString(),
        entry.spec().method().name(),
        draft.enabled().orElse(true),
        entry.model().category(),
        entry.model().name(),
        entry.model().version(),
        entry.spec().name(),
        draft.summary().orElse(entry.spec().summary()),
        draft.description().orElse(""),
        restriction,
        draft.rateLimit(),
        draft.cacheSeconds().orElse(0),
        settings,
        1);
  }

  private static void checkCaller(
      Api api, Optional<CatalogEntry> entry, RequestRestriction restriction, Problems problems) {
    var security = api.security();
    var known =
        "This API has the security "
            + security.wire()
            + ", which does not identify members. Give the API cookie or dynamic_token,"
            + " or choose another operation.";
    entry
        .filter(found -> !found.spec().caller().isMetBy(security))
        .ifPresent(found ->
            problems.invalid(
                "operation",
                found.spec().caller() == CallerNeed.TOKENS
                    ? found.title()
                        + " issues access tokens, which an API with the security "
                        + security.wire()
                        + " does not take. Give the API dynamic_token, or leave it out."
                    : found.title() + " works with the member who calls. " + known));
    if (restriction.type() == RequestRestriction.Type.GROUP_AUTH && !security.knowsMembers()) {
      problems.invalid("request_restriction.type", "Groups cannot be checked here. " + known);
    }
  }

  private static void checkParameters(
      PathTemplate template, CatalogEntry entry, Problems problems) {
    var inputs = entry.inputSchema().path("properties");
    for (var name : template.parameters()) {
      if (!inputs.has(name)) {
        problems.invalid("path", entry.title() + " takes no input named " + name + ".");
      }
    }
  }

  private Future<Void> checkGroups(RequestRestriction restriction, Problems problems) {
    if (restriction.type() == RequestRestriction.Type.NONE) {
      return Future.succeededFuture();
    }
    if (restriction.groups().isEmpty()) {
      problems.required("request_restriction.group_ids");
      return Future.succeededFuture();
    }
    return database
        .with(client -> groups.names(client, restriction.groups()))
        .map(names -> {
          for (GroupId group : restriction.groups()) {
            if (!names.containsKey(group)) {
              problems.invalid(
                  "request_restriction.group_ids", "Group " + group + " does not exist.");
            }
          }
          return null;
        });
  }

  /** The API's security, by which the endpoint was checked, stays until it is saved. */
  private Future<Void> holdApi(SqlConnection tx, Endpoint endpoint) {
    return apis.holdStill(tx, endpoint.apiId())
        .map(api -> {
          var problems = new Problems();
          checkCaller(
              api,
              EndpointTable.operation(endpoint, catalog),
              endpoint.requestRestriction(),
              problems);
          problems.refuseIfAny(CommonError.REFUSED);
          return null;
        });
  }

  /** None of the groups that it names goes, or begins to be sold, before it is saved. */
  private Future<Void> holdGroups(SqlConnection tx, Endpoint endpoint) {
    return groups
        .hold(tx, named.named(endpoint))
        .compose(held -> groups.refuseSold(tx, named.defaults(endpoint)));
  }

  private Future<Endpoint> recorded(
      SqlConnection tx, Actor actor, AuditAction action, @Nullable Endpoint before, EndpointId id) {
    return find(tx, id)
        .compose(after ->
            audit
                .record(tx, actor, action, "endpoint:" + id, before, after)
                .compose(done -> tables.announce(tx))
                .map(after));
  }

  private String unknownOperation(EndpointDraft draft, int version) {
    var known =
        catalog.entries().stream()
            .filter(e -> e.model().category() == draft.category())
            .map(CatalogEntry::title)
            .toList();
    return "There is no operation %s::%s (v%d) in the category %s. There are: %s."
        .formatted(
            Text.excerpt(draft.model()),
            Text.excerpt(draft.operation()),
            version,
            draft.category().wire(),
            String.join(", ", known));
  }

  private static <T> Future<T> pathTaken(Throwable failure) {
    return DatabaseErrors.taken(
        failure,
        "endpoint_path_key",
        "path",
        "This API already has an endpoint with this path and method.");
  }
}
