package dev.karamon.group;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.actor.Actor;
import dev.karamon.admin.Extended;
import dev.karamon.async.InTurn;
import dev.karamon.async.Require;
import dev.karamon.audit.Audit;
import dev.karamon.audit.AuditAction;
import dev.karamon.audit.CoreAction;
import dev.karamon.database.Database;
import dev.karamon.database.DatabaseErrors;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.error.Problems;
import dev.karamon.id.GroupId;
import dev.karamon.json.Text;
import dev.karamon.page.Page;
import dev.karamon.page.PageRequest;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Groups, with the fields that modules add to them. */
public final class Groups {
  private final Database database;
  private final GroupStore store = new GroupStore();
  private final List<GroupFields> contributed;
  private final List<GroupUse> uses = new CopyOnWriteArrayList<>();
  private final Audit audit;
  private final Clock clock;

  public Groups(Database database, List<GroupFields> contributed, Audit audit, Clock clock) {
    this.database = database;
    this.contributed = List.copyOf(contributed);
    this.audit = audit;
    this.clock = clock;
  }

  /** Asks this before a group goes or begins to be sold. */
  public void usedBy(GroupUse use) {
    uses.add(use);
  }

  /** The records whose fields modules add. */
  public List<Class<? extends Record>> fieldTypes() {
    return contributed.stream().<Class<? extends Record>>map(GroupFields::type).toList();
  }

  /** A page of groups by id. */
  public Future<Page<Extended<GroupView>>> list(PageRequest page) {
    return database.list(client ->
        store
            .list(client, page, clock.instant())
            .compose(slice ->
                extend(client, slice.items()).map(items -> Page.of(page, items, slice.total()))));
  }

  /** A page of the names of groups by id; unlike {@link #list}, it counts no members. */
  public Future<Page<GroupName>> named(PageRequest page) {
    return database
        .with(client -> store.named(client, page))
        .map(slice -> Page.of(page, slice.items(), slice.total()));
  }

  /** One group; {@code NOT_FOUND} when there is none. */
  public Future<Extended<GroupView>> find(GroupId id) {
    return database.with(client -> find(client, id));
  }

  /** The names of those of the groups that exist. */
  public Future<Map<GroupId, String>> names(SqlClient client, Collection<GroupId> ids) {
    return ids.isEmpty() ? Future.succeededFuture(Map.of()) : store.names(client, ids);
  }

  /** Why this group cannot be one that members are in from the start; empty when it can. */
  public Future<Optional<String>> refusalAsDefault(GroupId id) {
    return database.with(client ->
        store
            .find(client, id, clock.instant())
            .compose(found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.of("Group " + id + " does not exist."))
                    : refusalAsDefault(client, id)));
  }

  /** Fails when one of these groups does not exist; none goes before the transaction ends. */
  public Future<Void> hold(SqlConnection tx, Collection<GroupId> ids) {
    return InTurn.each(
        inOrder(ids),
        id ->
            store
                .hold(tx, id)
                .compose(found ->
                    refuse(
                        CommonError.REFUSED,
                        found
                            ? Optional.empty()
                            : Optional.of("Group " + id + " does not exist."))));
  }

  /**
   * Fails when one of these groups is sold; none of them is changed before the transaction ends.
   */
  public Future<Void> refuseSold(SqlConnection tx, Collection<GroupId> ids) {
    return InTurn.each(
        inOrder(ids),
        id ->
            store
                .hold(tx, id)
                .compose(held -> refusalAsDefault(tx, id))
                .compose(refusal -> refuse(CommonError.REFUSED, refusal)));
  }

  /** Whoever locks several groups takes them in one order. */
  private static List<GroupId> inOrder(Collection<GroupId> ids) {
    return ids.stream().sorted(Comparator.comparingLong(GroupId::value)).toList();
  }

  private static Future<Void> refuse(CommonError code, Optional<String> why) {
    return why.<Future<Void>>map(text -> Future.failedFuture(new KaramonException(code, text)))
        .orElseGet(Future::succeededFuture);
  }

  /** Creates a group. */
  public Future<Extended<GroupView>> create(Actor actor, GroupDraft draft, ObjectNode fields) {
    return check(fields).compose(fine -> insert(actor, draft, fields)).recover(Groups::nameTaken);
  }

  private Future<Extended<GroupView>> insert(Actor actor, GroupDraft draft, ObjectNode fields) {
    return database.transaction(tx ->
        InTurn.each(contributed, part -> part.begin(tx, fields))
            .compose(begun ->
                store.insert(tx, name(draft), draft.description().orElse(""), clock.instant()))
            .compose(id -> write(tx, id, fields, actor).map(id))
            .compose(id -> recorded(tx, actor, CoreAction.GROUP_CREATED, Optional.empty(), id)));
  }

  /** Changes a group; a stale version is {@code VERSION_CONFLICT}. */
  public Future<Extended<GroupView>> update(
      Actor actor, GroupId id, GroupDraft draft, ObjectNode fields) {
    return check(fields)
        .compose(fine ->
            database.transaction(tx ->
                begin(tx, id, fields).compose(begun -> replace(tx, actor, id, draft, fields))))
        .recover(Groups::nameTaken);
  }

  /** What such a change would do to the members of the group; nothing is changed. */
  public Future<GroupPreview> preview(
      Actor actor, GroupId id, GroupDraft draft, ObjectNode fields) {
    return check(fields)
        .compose(fine -> database.rehearsal(tx -> rehearse(tx, actor, id, draft, fields)))
        .recover(Groups::nameTaken);
  }

  private Future<GroupPreview> rehearse(
      SqlConnection tx, Actor actor, GroupId id, GroupDraft draft, ObjectNode fields) {
    return begin(tx, id, fields)
        .compose(begun -> store.members(tx, id, clock.instant()))
        .compose(before ->
            replace(tx, actor, id, draft, fields)
                .compose(done -> store.members(tx, id, clock.instant()))
                .map(after -> GroupPreview.of(before, after)));
  }

  /** Locks what modules decide by, then the group: those who decide take them in this order. */
  private Future<Void> begin(SqlConnection tx, GroupId id, ObjectNode fields) {
    return InTurn.each(contributed, part -> part.begin(tx, fields)).compose(done -> lock(tx, id));
  }

  private Future<Void> lock(SqlConnection tx, GroupId id) {
    return store
        .lock(tx, id)
        .compose(there -> Require.that(there, () -> KaramonException.notFound("Group " + id)));
  }

  private Future<Extended<GroupView>> replace(
      SqlConnection tx, Actor actor, GroupId id, GroupDraft draft, ObjectNode fields) {
    return find(tx, id)
        .compose(before ->
            store
                .update(
                    tx,
                    id,
                    name(draft),
                    draft.description().orElse(before.thing().description()),
                    draft.version())
                .compose(done -> Require.that(done, () -> KaramonException.stale("group")))
                .compose(done -> refusalAsDefault(tx, id))
                .compose(refusal ->
                    write(tx, id, fields, actor)
                        .compose(done -> refuseSoldDefault(tx, id, refusal.isPresent())))
                .compose(done ->
                    recorded(tx, actor, CoreAction.GROUP_CHANGED, Optional.of(before), id)));
  }

  private Future<Void> check(ObjectNode fields) {
    var problems = new Problems();
    return InTurn.each(contributed, part -> part.check(fields, problems))
        .map(checked -> {
          problems.refuseIfAny(CommonError.REFUSED);
          return null;
        });
  }

  /** Otherwise, new members could no longer register. */
  private Future<Void> refuseSoldDefault(SqlConnection tx, GroupId id, boolean soldBefore) {
    return soldBefore
        ? Future.succeededFuture()
        : refusalAsDefault(tx, id)
            .compose(refusal ->
                refusal.isEmpty()
                    ? Future.succeededFuture()
                    : refuseUsed(
                        use -> use.asDefault(tx, id),
                        "%s puts new members into this group, and nobody may join for free a group"
                            + " that is sold. Choose another group there first, then sell this"
                            + " one."));
  }

  /** Fails when the group is used, with this text about what uses it. */
  private Future<Void> refuseUsed(Function<GroupUse, Future<List<String>>> ask, String text) {
    return InTurn.each(
        uses,
        use ->
            ask.apply(use)
                .compose(found ->
                    refuse(
                        CommonError.IN_USE,
                        found.isEmpty()
                            ? Optional.empty()
                            : Optional.of(text.formatted(String.join(", ", found))))));
  }

  /** Deletes a group for which there are no grants and which nothing uses. */
  public Future<Void> delete(Actor actor, GroupId id) {
    return database
        .transaction(tx ->
            InTurn.each(contributed, part -> part.beginDelete(tx))
                .compose(begun -> lock(tx, id))
                .compose(locked -> find(tx, id))
                .compose(before ->
                    InTurn.each(contributed, part -> part.delete(tx, id))
                        .compose(done -> store.delete(tx, id))
                        .compose(done ->
                            refuseUsed(
                                use -> use.of(tx, id),
                                "%s needs this group. Choose another group there first."))
                        .compose(done ->
                            audit.record(
                                tx, actor, CoreAction.GROUP_DELETED, subject(id), before, null))))
        .recover(failure ->
            Future.failedFuture(
                DatabaseErrors.violatedConstraint(failure).isPresent()
                    ? new KaramonException(
                        CommonError.IN_USE,
                        "Members have grants for this group; remove those first.")
                    : failure));
  }

  private Future<Extended<GroupView>> recorded(
      SqlConnection tx,
      Actor actor,
      AuditAction action,
      Optional<Extended<GroupView>> before,
      GroupId id) {
    return find(tx, id)
        .compose(after ->
            audit.record(tx, actor, action, subject(id), before.orElse(null), after).map(after));
  }

  private Future<Optional<String>> refusalAsDefault(SqlClient client, GroupId id) {
    return InTurn.fold(
        contributed,
        Optional.<String>empty(),
        (refusal, part) ->
            refusal.isPresent()
                ? Future.succeededFuture(refusal)
                : part.refusalAsDefault(client, id));
  }

  private Future<Void> write(SqlConnection tx, GroupId id, ObjectNode fields, Actor actor) {
    return InTurn.each(contributed, part -> part.write(tx, id, fields, actor));
  }

  private Future<Extended<GroupView>> find(SqlClient client, GroupId id) {
    return store
        .find(client, id, clock.instant())
        .map(found -> found.orElseThrow(() -> KaramonException.notFound("Group " + id)))
        .compose(group -> extend(client, List.of(group)))
        .map(List::getFirst);
  }

  private Future<List<Extended<GroupView>>> extend(SqlClient client, List<MemberGroup> groups) {
    var ids = groups.stream().map(MemberGroup::id).toList();
    return Extended.fields(contributed, part -> part.read(client, ids))
        .map(fields ->
            groups.stream()
                .map(group ->
                    new Extended<>(GroupView.of(group), fields.getOrDefault(group.id(), Map.of())))
                .toList());
  }

  private static String name(GroupDraft draft) {
    return Text.name("name", draft.name());
  }

  private static String subject(GroupId id) {
    return "group:" + id;
  }

  private static <T> Future<T> nameTaken(Throwable failure) {
    return DatabaseErrors.taken(
        failure, "member_group_name_key", "name", "A group with this name already exists.");
  }
}
