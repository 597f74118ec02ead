package dev.karamon.member;

import dev.karamon.actor.Actor;
import dev.karamon.audit.Audit;
import dev.karamon.audit.AuditAction;
import dev.karamon.audit.CoreAction;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.id.MemberId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.Map;

/** What members prove themselves by: passwords, and addresses that are shown to be theirs. */
public final class MemberCredentials {
  private final MemberStore store = new MemberStore();
  private final Audit audit;
  private final Clock clock;

  public MemberCredentials(Audit audit, Clock clock) {
    this.audit = audit;
    this.clock = clock;
  }

  /** Locks a member until the transaction ends; fails when the proven password is a former one. */
  public Future<Member> hold(SqlConnection tx, Member proven) {
    return store
        .hold(tx, proven.id())
        .map(held ->
            held.filter(now -> now.passwordHash().equals(proven.passwordHash()))
                .orElseThrow(MemberCredentials::wrongPassword));
  }

  /** The refusal of a password that is not the member's. */
  public static KaramonException wrongPassword() {
    return KaramonException.field(
        CommonError.REFUSED, "current_password", "This is not the current password.");
  }

  /** Stores a new password and ends all sessions, links and tokens of the member. */
  public Future<Void> replacePassword(SqlConnection tx, Actor actor, MemberId id, String hash) {
    return store
        .setPassword(tx, id, hash)
        .compose(done -> store.endSessions(tx, id))
        .compose(done -> record(tx, actor, CoreAction.MEMBER_PASSWORD_CHANGED, id, Map.of()));
  }

  /**
   * Confirms the address as the member's; a member who has only registered may then log in.
   *
   * @param byMail whether that was shown by mail, not handed over by an admin
   */
  public Future<Void> confirmEmail(
      SqlConnection tx, Actor actor, MemberId id, String email, boolean byMail) {
    return store
        .confirm(tx, id, email, byMail, clock.instant())
        .compose(done ->
            record(
                tx,
                actor,
                CoreAction.MEMBER_EMAIL_CONFIRMED,
                id,
                Map.of("email", email, "by_mail", byMail)));
  }

  private Future<Void> record(
      SqlConnection tx, Actor actor, AuditAction action, MemberId id, Map<String, Object> after) {
    return audit.record(tx, actor, action, "member:" + id, null, after);
  }
}
