package dev.karamon.member;

import dev.karamon.actor.Actor;
import dev.karamon.admin.Extended;
import dev.karamon.async.Require;
import dev.karamon.audit.Audit;
import dev.karamon.audit.CoreAction;
import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.FieldProblem;
import dev.karamon.error.KaramonException;
import dev.karamon.group.Groups;
import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import dev.karamon.secret.SecretText;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** What members do with their own account. */
public final class Registrations {
  private final Database database;
  private final MemberStore store = new MemberStore();
  private final Members members;
  private final Groups groups;
  private final MemberLinks links;
  private final AddressTakenNotices notices;
  private final MemberCredentials credentials;
  private final PasswordProof proof;
  private final Audit audit;

  public Registrations(
      Database database,
      Members members,
      Groups groups,
      MemberLinks links,
      AddressTakenNotices notices,
      MemberCredentials credentials,
      PasswordProof proof,
      Audit audit) {
    this.database = database;
    this.members = members;
    this.groups = groups;
    this.links = links;
    this.notices = notices;
    this.credentials = credentials;
    this.proof = proof;
    this.audit = audit;
  }

  /**
   * What a member wants to be otherwise.
   *
   * @param currentPassword needed for another address
   * @param address from where
   */
  record Change(
      Optional<String> name,
      Optional<String> email,
      Optional<SecretText> currentPassword,
      String address) {}

  /**
   * Registers a member; a group that may not be given away is refused.
   *
   * @param mayLogIn false leaves the member blocked until an admin lets it in
   */
  Future<MemberId> register(MemberDraft draft, boolean mayLogIn, Optional<GroupId> group) {
    var status = mayLogIn ? MemberStatus.ACTIVE : MemberStatus.BLOCKED;
    return register(draft, status, group, (tx, id) -> Future.succeededFuture(id));
  }

  /**
   * The same, but the address has to be confirmed before the first log-in: only the owner is
   * notified, by mail, if it is taken.
   */
  Future<Void> register(
      MemberDraft draft, boolean mayLogIn, Optional<GroupId> group, LinkMail confirm) {
    var status = mayLogIn ? MemberStatus.UNCONFIRMED : MemberStatus.BLOCKED;
    return register(
            draft,
            status,
            group,
            (tx, id) -> links.prepare(tx, confirms(id, draft.email().strip(), confirm)))
        .onSuccess(letter -> letter.ifPresent(Runnable::run))
        .<Void>mapEmpty()
        .recover(failure ->
            failure instanceof KaramonException known && known.code() == CommonError.ALREADY_EXISTS
                ? notices.tell(EmailAddress.read("email", draft.email()))
                : Future.failedFuture(failure));
  }

  private <T> Future<T> register(
      MemberDraft draft,
      MemberStatus status,
      Optional<GroupId> group,
      BiFunction<SqlConnection, MemberId, Future<T>> also) {
    return refusal(group)
        .compose(refusal ->
            refusal.isPresent()
                ? Future.failedFuture(new KaramonException(CommonError.REFUSED, refusal.get()))
                : members.register(draft, status, group.map(Set::of).orElse(Set.of()), also));
  }

  /** Why registration cannot put members into this group. */
  Future<Optional<String>> refusal(Optional<GroupId> group) {
    return group
        .map(groups::refusalAsDefault)
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  /** The member's own data. */
  Future<MemberView> own(MemberId id) {
    return members.find(id).map(Extended::thing);
  }

  /**
   * Changes what the member may change of itself; true when another address waits to be confirmed.
   *
   * @param confirm the mail by which another address is confirmed before it counts
   */
  Future<Boolean> change(MemberId id, Change change, Optional<LinkMail> confirm) {
    var email = change.email().map(text -> EmailAddress.read("email", text).value());
    return database
        .with(client -> members.plain(client, id))
        .compose(before -> {
          var moves = email.filter(to -> !EmailAddress.same(to, before.email()));
          if (moves.isEmpty()) {
            return respell(id, email, change.name()).map(false);
          }
          return prove(id, change)
              .compose(proven ->
                  confirm
                      .map(mail -> askForMove(proven, moves.get(), change.name(), mail).map(true))
                      .orElseGet(() -> move(proven, moves.get(), change.name()).map(false)));
        });
  }

  /** The holder of this token has the address it was sent to. */
  Future<Void> confirm(String token) {
    return database
        .transaction(tx ->
            links
                .use(tx, LinkPurpose.CONFIRM_EMAIL, token)
                .compose(used ->
                    credentials
                        .confirmEmail(
                            tx,
                            Actor.member(used.member().id().value()),
                            used.member().id(),
                            used.email(),
                            used.mailed())
                        .compose(done -> forgetLinks(tx, used.member(), used.email()))))
        .recover(Members::emailTaken);
  }

  private Future<Member> prove(MemberId id, Change change) {
    return change
        .currentPassword()
        .map(password -> proof.prove(id, password, change.address()))
        .orElseThrow(() ->
            KaramonException.of(
                CommonError.INVALID_REQUEST, List.of(FieldProblem.required("current_password"))));
  }

  /** Another name, and another spelling of the address it has. */
  private Future<Void> respell(MemberId id, Optional<String> email, Optional<String> name) {
    return database.transaction(tx ->
        members
            .hold(tx, id)
            .compose(before ->
                save(
                    tx,
                    before,
                    email
                        .filter(to -> EmailAddress.same(to, before.email()))
                        .orElse(before.email()),
                    name)));
  }

  private Future<Void> move(Member proven, String email, Optional<String> name) {
    return database
        .transaction(
            tx -> credentials.hold(tx, proven).compose(before -> save(tx, before, email, name)))
        .recover(Members::emailTaken);
  }

  /** Whoever asks cannot tell whether the address is taken: its owner is told in the background. */
  private Future<Void> askForMove(
      Member proven, String email, Optional<String> name, LinkMail mail) {
    return database
        .transaction(tx ->
            credentials
                .hold(tx, proven)
                .compose(before ->
                    prepareMove(tx, before, email, mail)
                        .compose(letter -> save(tx, before, before.email(), name).map(letter))))
        .onSuccess(letter ->
            letter.ifPresentOrElse(Runnable::run, () -> notices.tellSoon(new EmailAddress(email))))
        .mapEmpty();
  }

  private Future<Optional<Runnable>> prepareMove(
      SqlConnection tx, Member member, String email, LinkMail mail) {
    return links
        .admitMove(tx, member.id())
        .compose(admitted -> Require.that(admitted, Registrations::tooSoon))
        .compose(done -> members.byEmail(tx, new EmailAddress(email)))
        .compose(other ->
            other.isPresent()
                ? Future.succeededFuture(Optional.empty())
                : links.prepare(tx, confirms(member.id(), email, mail)));
  }

  private static KaramonException tooSoon() {
    return KaramonException.tryLater(
        CommonError.RATE_LIMITED,
        "A mail was sent a moment ago. Wait a minute, then try again.",
        MemberLinks.PAUSE);
  }

  private static MemberLinks.Wish confirms(MemberId id, String email, LinkMail mail) {
    return new MemberLinks.Wish(id, LinkPurpose.CONFIRM_EMAIL, email, mail);
  }

  private Future<Void> save(SqlConnection tx, Member before, String email, Optional<String> name) {
    var called = name.map(String::strip).orElse(before.name());
    return store
        .updateOwn(tx, before.id(), email, called)
        .compose(done -> forgetLinks(tx, before, email))
        .compose(done ->
            audit.record(
                tx,
                Actor.member(before.id().value()),
                CoreAction.MEMBER_CHANGED,
                "member:" + before.id(),
                Map.of("email", before.email(), "name", before.name()),
                Map.of("email", email, "name", called)));
  }

  private Future<Void> forgetLinks(SqlConnection tx, Member before, String email) {
    return EmailAddress.same(before.email(), email)
        ? Future.succeededFuture()
        : store.deleteLinks(tx, before.id());
  }
}
