package dev.karamon.member;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.actor.Actor;
import dev.karamon.admin.Extended;
import dev.karamon.async.InTurn;
import dev.karamon.async.Require;
import dev.karamon.audit.Audit;
import dev.karamon.audit.AuditAction;
import dev.karamon.audit.CoreAction;
import dev.karamon.database.Database;
import dev.karamon.database.DatabaseErrors;
import dev.karamon.error.FutureTime;
import dev.karamon.error.KaramonException;
import dev.karamon.group.Grants;
import dev.karamon.group.Groups;
import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import dev.karamon.page.Page;
import dev.karamon.page.PageRequest;
import dev.karamon.secret.Passwords;
import dev.karamon.secret.SecretText;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Members: registration, changes by admins, grants by hand. */
public final class Members {
  private final Database database;
  private final MemberStore store = new MemberStore();
  private final Memberships memberships;
  private final Grants grants;
  private final Groups groups;
  private final Passwords passwords;
  private final Audit audit;
  private final Clock clock;

  public Members(
      Database database,
      List<MemberFields> contributed,
      Grants grants,
      Groups groups,
      Passwords passwords,
      Audit audit,
      Clock clock) {
    this.database = database;
    this.memberships = new Memberships(grants, groups, contributed, clock);
    this.grants = grants;
    this.groups = groups;
    this.passwords = passwords;
    this.audit = audit;
    this.clock = clock;
  }

  /** The records whose fields modules add. */
  public List<Class<? extends Record>> fieldTypes() {
    return memberships.contributed().stream()
        .<Class<? extends Record>>map(MemberFields::type)
        .toList();
  }

  /** What modules let lists of members be narrowed down by. */
  public List<MemberFields.Filter> filters() {
    return memberships.contributed().stream().flatMap(part -> part.filter().stream()).toList();
  }

  /**
   * A page of members; of one group when it is given.
   *
   * @param query the values of the filters that modules have
   */
  public Future<Page<Extended<MemberView>>> list(
      PageRequest page, Optional<GroupId> group, Function<String, Optional<String>> query) {
    return database.list(client ->
        memberships
            .matching(client, query)
            .map(among -> new MemberStore.Filter(group, among))
            .compose(filter -> store.list(client, page, filter, clock.instant()))
            .compose(slice ->
                memberships
                    .show(client, slice.items())
                    .map(items -> Page.of(page, items, slice.total()))));
  }

  /** One member; {@code NOT_FOUND} when there is none. */
  public Future<Extended<MemberView>> find(MemberId id) {
    return database.with(client -> view(client, id));
  }

  /** One member without groups and fields; {@code NOT_FOUND} when there is none. */
  public Future<Member> plain(SqlClient client, MemberId id) {
    return store.find(client, id).map(found -> found.orElseThrow(() -> missing(id)));
  }

  /** The same, locked until the transaction ends. */
  public Future<Member> hold(SqlConnection tx, MemberId id) {
    return store.hold(tx, id).map(found -> found.orElseThrow(() -> missing(id)));
  }

  /** The member of an address. */
  public Future<Optional<Member>> byEmail(EmailAddress email) {
    return database.with(client -> store.findByEmail(client, email));
  }

  /** The member of an address, in a transaction. */
  public Future<Optional<Member>> byEmail(SqlClient client, EmailAddress email) {
    return store.findByEmail(client, email);
  }

  /** What modules know of a member. */
  public Future<Map<String, JsonNode>> fields(MemberId id) {
    return database
        .with(client -> memberships.fields(client, List.of(id)))
        .map(all -> all.getOrDefault(id, Map.of()));
  }

  /** Creates a member. */
  public Future<Extended<MemberView>> create(Actor actor, MemberDraft draft) {
    var status = draft.status().orElse(MemberStatus.ACTIVE);
    return insert(
        actor,
        draft,
        status,
        Set.of(),
        (tx, id) -> passwordRecorded(tx, actor, id, draft).compose(done -> view(tx, id)));
  }

  /**
   * Registers a member from the front-end, into the given groups.
   *
   * @param also what belongs to it, in the same transaction
   */
  public <T> Future<T> register(
      MemberDraft draft,
      MemberStatus status,
      Set<GroupId> into,
      BiFunction<SqlConnection, MemberId, Future<T>> also) {
    return insert(Actor.system("registration"), draft, status, into, also);
  }

  /** Changes a member; a stale version is {@code VERSION_CONFLICT}. */
  public Future<Extended<MemberView>> update(Actor actor, MemberId id, MemberDraft draft) {
    var email = EmailAddress.read("email", draft.email());
    return hash(draft)
        .compose(hash ->
            database.transaction(tx ->
                hold(tx, id)
                    .compose(before ->
                        store
                            .update(
                                tx,
                                id,
                                email,
                                draft.name().map(String::strip).orElse(before.name()),
                                draft.status().orElse(before.status()),
                                hash,
                                draft.version())
                            .compose(
                                done -> Require.that(done, () -> KaramonException.stale("member")))
                            .compose(done -> sessions(tx, before, draft))
                            .compose(
                                done -> recorded(tx, actor, CoreAction.MEMBER_CHANGED, before, id))
                            .compose(done -> passwordRecorded(tx, actor, id, draft))
                            .compose(done -> view(tx, id)))))
        .recover(Members::emailTaken);
  }

  /** What modules let an admin decide who deletes a member. */
  public List<MemberFields.Choice> choicesToDelete() {
    return memberships.contributed().stream()
        .flatMap(part -> part.choiceToDelete().stream())
        .toList();
  }

  /**
   * Deletes a member that no module holds on to.
   *
   * @param query the values of the choices that modules have
   */
  public Future<Void> delete(Actor actor, MemberId id, Function<String, Optional<String>> query) {
    return database
        .with(client -> plain(client, id))
        .compose(found -> memberships.prepareToDelete(actor, id, query))
        .compose(objections -> database.transaction(tx -> delete(tx, actor, id, objections)));
  }

  private Future<Void> delete(
      SqlConnection tx, Actor actor, MemberId id, List<MemberFields.Objection> objections) {
    return hold(tx, id)
        .compose(before ->
            Memberships.refuseAny(tx, objections)
                .compose(fine -> audit.onBehalf(tx, actor))
                .compose(done -> grants.endAll(tx, id, actor.label(), "member deleted"))
                .compose(ended -> store.delete(tx, id))
                .compose(done ->
                    audit.record(
                        tx, actor, CoreAction.MEMBER_DELETED, subject(id), summary(before), null)));
  }

  /** Puts a member into a group by hand, until the given end. */
  public Future<Extended<MemberView>> grant(
      Actor actor, MemberId id, GroupId group, Optional<Instant> endsAt) {
    FutureTime.require("ends_at", endsAt, clock.instant());
    return database.transaction(tx ->
        hold(tx, id)
            .compose(member -> groups.names(tx, Set.of(group)))
            .compose(names ->
                Require.that(!names.isEmpty(), () -> KaramonException.notFound("Group " + group)))
            .compose(done -> audit.onBehalf(tx, actor))
            .compose(done -> grants.grantByHand(tx, id, group, endsAt, actor.label()))
            .compose(done -> view(tx, id)));
  }

  /** Takes a grant by hand away; the member stays in the group while another reason holds. */
  public Future<Extended<MemberView>> revoke(Actor actor, MemberId id, GroupId group) {
    return database.transaction(tx ->
        hold(tx, id)
            .compose(member -> audit.onBehalf(tx, actor))
            .compose(done -> grants.revokeByHand(tx, id, group, actor.label()))
            .compose(done -> view(tx, id)));
  }

  private static KaramonException missing(MemberId id) {
    return KaramonException.notFound("Member " + id);
  }

  private <T> Future<T> insert(
      Actor actor,
      MemberDraft draft,
      MemberStatus status,
      Set<GroupId> into,
      BiFunction<SqlConnection, MemberId, Future<T>> also) {
    var email = EmailAddress.read("email", draft.email());
    var name = draft.name().map(String::strip).orElse("");
    return hash(draft)
        .compose(hash ->
            database.transaction(tx ->
                add(tx, actor, email, name, hash, status, into).compose(id -> also.apply(tx, id))))
        .recover(Members::emailTaken);
  }

  /** Creates a member in a transaction; none of the groups may be one that is sold. */
  public Future<MemberId> add(
      SqlConnection tx,
      Actor actor,
      EmailAddress email,
      String name,
      Optional<String> passwordHash,
      MemberStatus status,
      Set<GroupId> into) {
    return groups
        .refuseSold(tx, into)
        .compose(fine -> store.insert(tx, email, name, passwordHash, status, clock.instant()))
        .compose(id -> grantAll(tx, id, into, actor).map(id))
        .compose(id -> recorded(tx, actor, CoreAction.MEMBER_CREATED, null, id));
  }

  private Future<Void> grantAll(SqlConnection tx, MemberId id, Set<GroupId> into, Actor actor) {
    return InTurn.each(
        into, group -> grants.grantByHand(tx, id, group, Optional.empty(), actor.label()));
  }

  private Future<Optional<String>> hash(MemberDraft draft) {
    return draft
        .password()
        .map(password -> passwords.hash(new SecretText(password)).map(Optional::of))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  /** Blocked members and members with a new password keep nothing that would log them in. */
  private Future<Void> sessions(SqlConnection tx, Member before, MemberDraft draft) {
    var end =
        draft.password().isPresent()
            || draft.status().filter(status -> status != MemberStatus.ACTIVE).isPresent();
    if (end) {
      return store.endSessions(tx, before.id());
    }
    return EmailAddress.same(before.email(), draft.email().strip())
        ? Future.succeededFuture()
        : store.deleteLinks(tx, before.id());
  }

  private Future<MemberId> recorded(
      SqlConnection tx, Actor actor, AuditAction action, @Nullable Member before, MemberId id) {
    return plain(tx, id)
        .compose(after ->
            audit.record(
                tx,
                actor,
                action,
                subject(id),
                before == null ? null : summary(before),
                summary(after)))
        .map(id);
  }

  /** In an entry of its own: a new password shows in nothing else that is recorded. */
  private Future<Void> passwordRecorded(
      SqlConnection tx, Actor actor, MemberId id, MemberDraft draft) {
    return draft.password().isPresent()
        ? audit.record(tx, actor, CoreAction.MEMBER_PASSWORD_SET, subject(id), null, Map.of())
        : Future.succeededFuture();
  }

  private Future<Extended<MemberView>> view(SqlClient client, MemberId id) {
    return plain(client, id)
        .compose(member -> memberships.show(client, List.of(member)))
        .map(List::getFirst);
  }

  private static Map<String, Object> summary(Member member) {
    return Map.of("email", member.email(), "name", member.name(), "status", member.status().wire());
  }

  private static String subject(MemberId id) {
    return "member:" + id;
  }

  static <T> Future<T> emailTaken(Throwable failure) {
    return DatabaseErrors.taken(
        failure, "member_email_key", "email", "A member with this e-mail address already exists.");
  }
}
