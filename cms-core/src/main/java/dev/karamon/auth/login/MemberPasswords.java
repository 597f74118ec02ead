package dev.karamon.auth.login;

import dev.karamon.actor.Actor;
import dev.karamon.async.Require;
import dev.karamon.auth.SignInThrottle;
import dev.karamon.database.Database;
import dev.karamon.id.MemberId;
import dev.karamon.member.EmailAddress;
import dev.karamon.member.LinkMail;
import dev.karamon.member.LinkPurpose;
import dev.karamon.member.Member;
import dev.karamon.member.MemberCredentials;
import dev.karamon.member.MemberLinks;
import dev.karamon.member.MemberStatus;
import dev.karamon.member.Members;
import dev.karamon.member.PasswordProof;
import dev.karamon.secret.Passwords;
import dev.karamon.secret.SecretText;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Members' passwords: checked, changed with the current one, or reset by a link. */
public final class MemberPasswords implements PasswordProof {
  private static final Logger LOG = LoggerFactory.getLogger(MemberPasswords.class);

  private final Database database;
  private final Members members;
  private final MemberLinks links;
  private final MemberCredentials credentials;
  private final Passwords passwords;
  private final SignInThrottle throttle;

  public MemberPasswords(
      Database database,
      Members members,
      MemberLinks links,
      MemberCredentials credentials,
      Passwords passwords,
      SignInThrottle throttle) {
    this.database = database;
    this.members = members;
    this.links = links;
    this.credentials = credentials;
    this.passwords = passwords;
    this.throttle = throttle;
  }

  /** The member with this address and password, if allowed to log in; guesses are slowed down. */
  Future<Optional<Member>> check(String email, SecretText password, String address) {
    return throttle
        .admit(new SignInThrottle.Attempt("member", email.strip(), address))
        .compose(admitted ->
            members
                .byEmail(new EmailAddress(email.strip()))
                .compose(found -> matching(found, password))
                .recover(failure -> throttle.failed(admitted, failure))
                .compose(member ->
                    (member.isPresent() ? throttle.succeeded(admitted) : throttle.failed(admitted))
                        .map(member)));
  }

  @Override
  public Future<Member> prove(MemberId id, SecretText password, String address) {
    return database
        .with(client -> members.plain(client, id))
        .compose(member -> check(member.email(), password, address))
        .map(proven ->
            proven
                .filter(member -> member.id().equals(id))
                .orElseThrow(MemberCredentials::wrongPassword));
  }

  /** Stores a new password when the current one is known; all sessions end. */
  Future<Void> change(MemberId id, SecretText current, SecretText next, String address) {
    return prove(id, current, address)
        .compose(proven ->
            passwords
                .hash(next)
                .compose(hash ->
                    database.transaction(tx ->
                        credentials
                            .hold(tx, proven)
                            .compose(held ->
                                credentials.replacePassword(
                                    tx, Actor.member(id.value()), id, hash)))));
  }

  /**
   * Has a link sent to whoever has this address. Succeeds at once in every case: neither the answer
   * nor its time reveals who is a member.
   */
  Future<Void> ask(String email, LinkMail mail) {
    return members
        .byEmail(new EmailAddress(email.strip()))
        .onSuccess(found ->
            found
                .filter(member -> member.status() != MemberStatus.BLOCKED)
                .map(member ->
                    new MemberLinks.Wish(
                        member.id(), LinkPurpose.RESET_PASSWORD, member.email(), mail))
                .ifPresent(wish ->
                    links
                        .ask(wish)
                        .onFailure(
                            failure -> LOG.warn("No link for member {}", wish.member(), failure))))
        .mapEmpty();
  }

  /** Stores a new password for whoever followed the link; all sessions end. */
  Future<Void> reset(String token, SecretText next) {
    return links
        .check(LinkPurpose.RESET_PASSWORD, token)
        .compose(open -> passwords.hash(next))
        .compose(hash ->
            database.transaction(tx ->
                reset(tx, token, hash)
                    .compose(member ->
                        throttle.forgive(
                            tx, SignInThrottle.Attempt.ofAccount("member", member.email())))));
  }

  private Future<Member> reset(SqlConnection tx, String token, String hash) {
    return links
        .use(tx, LinkPurpose.RESET_PASSWORD, token)
        .compose(used -> {
          var member = used.member();
          // The address may have changed while the link to it was on its way.
          var good =
              member.status() != MemberStatus.BLOCKED
                  && EmailAddress.same(used.email(), member.email());
          return Require.that(good, MemberLinks::worthless)
              .compose(fine -> replace(tx, member, used, hash))
              .map(member);
        });
  }

  private Future<Void> replace(
      SqlConnection tx, Member member, MemberLinks.Used used, String hash) {
    var actor = Actor.member(member.id().value());
    return credentials
        .confirmEmail(tx, actor, member.id(), member.email(), used.mailed())
        .compose(done -> credentials.replacePassword(tx, actor, member.id(), hash));
  }

  private Future<Optional<Member>> matching(Optional<Member> found, SecretText password) {
    var hash = found.flatMap(Member::passwordHash);
    if (hash.isEmpty()) {
      return passwords.matchesNobody(password).map(Optional.empty());
    }
    return passwords
        .matches(password, hash.get())
        .map(matches -> found.filter(member -> matches && member.status() == MemberStatus.ACTIVE));
  }
}
