package dev.karamon.member;

import dev.karamon.actor.Actor;
import dev.karamon.async.Require;
import dev.karamon.audit.Audit;
import dev.karamon.audit.CoreAction;
import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.http.PageUrls;
import dev.karamon.id.MemberId;
import dev.karamon.mail.MailGateway;
import dev.karamon.page.Page;
import dev.karamon.page.PageRequest;
import dev.karamon.secret.OpaqueTokens;
import dev.karamon.secret.SecretText;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links by which members confirm an address or set a password. They are mailed; without a mail
 * server they wait for an admin to create them and hand them over.
 */
public final class MemberLinks {
  private static final Logger LOG = LoggerFactory.getLogger(MemberLinks.class);

  /** How long it takes until another mail is sent to the same member. */
  static final Duration PAUSE = Duration.ofMinutes(1);

  private final MemberLinkStore store = new MemberLinkStore();
  private final MemberStore members = new MemberStore();
  private final Database database;
  private final Optional<MailGateway> mails;
  private final Audit audit;
  private final Clock clock;

  public MemberLinks(Database database, Optional<MailGateway> mails, Audit audit, Clock clock) {
    this.database = database;
    this.mails = mails;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A link that somebody asks for.
   *
   * @param email where it goes to
   */
  public record Wish(MemberId member, LinkPurpose purpose, String email, LinkMail mail) {}

  /**
   * A link that was followed.
   *
   * @param member whose it is, locked until the transaction ends
   * @param email where it had been sent to
   * @param mailed false when an admin handed it over, so that it proves no address
   */
  public record Used(Member member, String email, boolean mailed) {}

  /** A link without its token. */
  public record View(
      long id,
      MemberId memberId,
      LinkPurpose purpose,
      String email,
      @Schema(description = "The front-end page it leads to.") String page,
      @Schema(description = "Whether it was mailed; otherwise create it and hand it over.")
          boolean mailed,
      Instant requestedAt,
      Instant expiresAt) {}

  /** A link that was created; it is not shown again. */
  public record Made(String link, Instant expiresAt) {
    /** Without the link. */
    @Override
    public String toString() {
      return "Made[" + expiresAt + "]";
    }
  }

  /**
   * Creates a link and mails it, in the background; false when one was created within the last
   * minute.
   */
  public Future<Boolean> ask(Wish wish) {
    return database
        .with(client -> prepare(client, wish))
        .onSuccess(letter -> letter.ifPresent(Runnable::run))
        .map(Optional::isPresent);
  }

  /**
   * Creates a link in a transaction; the result mails it, in the background, and is to be run after
   * the commit. Empty when one was created within the last minute.
   */
  Future<Optional<Runnable>> prepare(SqlClient client, Wish wish) {
    var token = OpaqueTokens.issue("kml_");
    var hash = mails.map(able -> OpaqueTokens.hash(token.reveal()));
    return store
        .put(client, wish, hash, clock.instant(), PAUSE)
        .map(put -> put ? Optional.of(() -> mail(wish, token)) : Optional.empty());
  }

  private void mail(Wish wish, SecretText token) {
    mails.ifPresent(gateway ->
        gateway
            .send(wish.mail().to(wish.email(), token))
            .onFailure(failure -> notMailed(wish, token, failure)));
  }

  /** Now it waits for an admin, as if there were no mail server. */
  private void notMailed(Wish wish, SecretText token, Throwable failure) {
    LOG.warn(
        "A mail to member {} was not sent; an admin can hand the link over: {}",
        wish.member(),
        failure.getMessage());
    database
        .with(client -> store.notMailed(client, OpaqueTokens.hash(token.reveal())))
        .onFailure(
            also -> LOG.warn("The link of member {} is listed as mailed", wish.member(), also));
  }

  /** Fails when the token is invalid; does not use it up. */
  public Future<Void> check(LinkPurpose purpose, String token) {
    return database
        .with(client -> store.holder(client, OpaqueTokens.hash(token), purpose, clock.instant()))
        .compose(holder -> Require.that(holder.isPresent(), MemberLinks::worthless));
  }

  /** Uses up a token; fails when it is invalid. */
  public Future<Used> use(SqlConnection tx, LinkPurpose purpose, String token) {
    var hash = OpaqueTokens.hash(token);
    var now = clock.instant();
    // The member first, like whoever changes it and then voids its links.
    return store
        .holder(tx, hash, purpose, now)
        .compose(id -> members.hold(tx, id.orElseThrow(MemberLinks::worthless)))
        .map(member -> member.orElseThrow(MemberLinks::worthless))
        .compose(member -> store.use(tx, hash, purpose, now, member))
        .map(used -> used.orElseThrow(MemberLinks::worthless));
  }

  /**
   * Voids the link to another address that the member asked for before; false when that was within
   * the last minute. To be asked before it is known whether the next address is free.
   */
  Future<Boolean> admitMove(SqlConnection tx, MemberId member) {
    var now = clock.instant();
    return members
        .noteMove(tx, member, now, now.minus(PAUSE))
        .compose(admitted ->
            admitted
                ? store.delete(tx, member, LinkPurpose.CONFIRM_EMAIL).map(true)
                : Future.succeededFuture(false));
  }

  /** The refusal of an invalid link. */
  public static KaramonException worthless() {
    return KaramonException.field(
        CommonError.REFUSED,
        "token",
        "This link is unknown, has been used or has expired. Ask for a new one.");
  }

  Future<Page<View>> list(PageRequest page) {
    return database
        .list(client -> store.list(client, page, clock.instant()))
        .map(slice -> Page.of(page, slice.items(), slice.total()));
  }

  /** Creates a link for an admin to hand over; one that was mailed before becomes invalid. */
  Future<Made> make(Actor actor, long id) {
    var token = OpaqueTokens.issue("kml_");
    var hash = OpaqueTokens.hash(token.reveal());
    return database.transaction(tx ->
        store
            .make(tx, id, hash, clock.instant())
            .map(made -> made.orElseThrow(() -> KaramonException.notFound("Link " + id)))
            .compose(view ->
                audit
                    .record(
                        tx,
                        actor,
                        CoreAction.MEMBER_LINK_MADE,
                        "member:" + view.memberId(),
                        null,
                        view)
                    .map(
                        new Made(
                            PageUrls.withToken(view.page(), token.reveal()), view.expiresAt()))));
  }
}
