package dev.karamon.auth.login;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.async.Require;
import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.http.HttpConfig;
import dev.karamon.id.ApiId;
import dev.karamon.id.MemberId;
import dev.karamon.member.Member;
import dev.karamon.member.Members;
import dev.karamon.operation.ApiContext;
import dev.karamon.operation.Caller;
import dev.karamon.secret.OpaqueTokens;
import dev.karamon.secret.SecretText;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Members' log-ins: passwords, sessions, and the tokens that name them. */
public final class Logins {
  private static final Duration GRANT_TOKEN_LIFETIME = Duration.ofMinutes(5);

  private final Database database;
  private final MemberSessionStore store = new MemberSessionStore();
  private final Members members;
  private final MemberPasswords passwords;
  private final AccessTokens accessTokens;
  private final MemberCookies cookies;
  private final Clock clock;

  public Logins(
      Database database,
      Members members,
      MemberPasswords passwords,
      AccessTokens accessTokens,
      HttpConfig http,
      Clock clock) {
    this.database = database;
    this.members = members;
    this.passwords = passwords;
    this.accessTokens = accessTokens;
    this.cookies = new MemberCookies(http);
    this.clock = clock;
  }

  /** The cookie that carries the session of an API with cookie security. */
  public static String cookieName(ApiId api) {
    return MemberCookies.name(api);
  }

  /**
   * The holder of a valid token.
   *
   * @param member empty for an anonymous token
   */
  public record Holder(Optional<Caller> member) {}

  /** The holder of an access token of this API; empty when it is not or no longer valid. */
  public Future<Optional<Holder>> byAccessToken(ApiId api, String token) {
    return accessTokens
        .read(api, token)
        .map(named -> named.filter(still -> !still.expired()))
        .compose(named -> {
          if (named.isEmpty() || named.get().session().isEmpty()) {
            return Future.succeededFuture(named.map(nobody -> new Holder(Optional.empty())));
          }
          var session = named.get().session().get();
          return database
              .with(client -> store.bySession(client, session, api, clock.instant()))
              .map(caller -> caller.map(member -> new Holder(Optional.of(member))));
        });
  }

  /** The session that an access token of this API names, also once the token has expired. */
  public Future<Optional<UUID>> namedBy(ApiId api, String token) {
    return accessTokens.read(api, token).map(named -> named.flatMap(AccessTokens.Named::session));
  }

  /** The member who holds a session cookie of this API. */
  public Future<Optional<Caller>> byCookie(ApiId api, String cookie) {
    return database.with(
        client -> store.byCookie(client, OpaqueTokens.hash(cookie), api, clock.instant()));
  }

  /** The passwords of members. */
  MemberPasswords passwords() {
    return passwords;
  }

  /** Checks e-mail address and password; the refusal is the same whatever the reason. */
  Future<Member> challenge(String email, SecretText password, String address) {
    return passwords
        .check(email, password, address)
        .map(member -> member.orElseThrow(Logins::refused));
  }

  /** A token that {@code token} exchanges once. */
  record GrantToken(SecretText value, Instant validUntil) {}

  /** One for a member who has just been challenged; refused when that is out of date. */
  Future<GrantToken> grantToken(ApiContext api, Member member) {
    var token = OpaqueTokens.issue("kgt_");
    var until = after(GRANT_TOKEN_LIFETIME);
    return database
        .with(client ->
            store.insertGrantToken(
                client, member, api.id(), OpaqueTokens.hash(token.reveal()), until))
        .compose(done -> Require.that(done, Logins::refused))
        .map(done -> new GrantToken(token, until));
  }

  /**
   * Opens a session that a cookie carries, and ends the browser's previous one; refused when the
   * challenge is out of date.
   *
   * @param keep whether the cookie outlives the browser's session
   */
  Future<Cookie> openCookieSession(
      ApiContext api, Member member, Optional<UUID> former, boolean keep) {
    var token = OpaqueTokens.issue("kms_");
    var now = clock.instant();
    var hash = OpaqueTokens.hash(token.reveal());
    var until = after(api.refreshTokenLifespan());
    return database
        .transaction(tx ->
            store
                .insertCookieSession(tx, member, api.id(), hash, now, until)
                .compose(done -> Require.that(done, Logins::refused))
                .compose(done -> end(tx, former)))
        .map(done -> cookies.of(api, token, keep));
  }

  /** An anonymous token; nothing about it is stored. */
  AccessTokens.Issued anonymousToken(ApiContext api) {
    return accessTokens.issueAnonymous(api.id(), after(api.accessTokenLifespan()));
  }

  /** Access and refresh token of a session. */
  record Tokens(AccessTokens.Issued access, AccessTokens.Issued refresh) {}

  Future<Tokens> exchangeGrantToken(ApiContext api, String grantToken) {
    var now = clock.instant();
    var until = after(api.refreshTokenLifespan());
    var hash = OpaqueTokens.hash(grantToken);
    return database.transaction(tx ->
        store
            .useGrantToken(tx, hash, api.id(), now)
            .map(member -> member.orElseThrow(() -> worthless("grant_token")))
            .compose(member -> {
              var session = UUID.randomUUID();
              return store
                  .insert(tx, session, api.id(), member, now, until)
                  .compose(done -> issue(tx, api, session, until));
            }));
  }

  /** Rotates the tokens; reusing an old refresh token ends the whole session. */
  Future<Tokens> exchangeRefreshToken(ApiContext api, String refreshToken) {
    var now = clock.instant();
    var until = after(api.refreshTokenLifespan());
    var hash = OpaqueTokens.hash(refreshToken);
    return database
        .transaction(tx ->
            store
                .useRefreshToken(tx, hash, api.id(), now)
                .compose(found -> {
                  if (found.isEmpty()) {
                    return Future.succeededFuture(Optional.<Tokens>empty());
                  }
                  var session = found.get().session();
                  return found.get().reused()
                      // Committed, although the caller is refused: the thief is out too.
                      ? store.delete(tx, session).map(Optional.<Tokens>empty())
                      : store
                          .extend(tx, session, until)
                          .compose(done -> issue(tx, api, session, until))
                          .map(Optional::of);
                }))
        .map(tokens -> tokens.orElseThrow(() -> worthless("refresh_token")));
  }

  /** Ends the session, if there is one; its tokens become invalid. */
  Future<Void> end(Optional<UUID> session) {
    return database.with(client -> end(client, session));
  }

  /** A cookie that makes the browser forget the session. */
  Cookie forget(ApiContext api) {
    return cookies.forget(api);
  }

  /** The member with what modules know of it. */
  Future<Profile> profile(MemberId id) {
    return database
        .with(client -> members.plain(client, id))
        .compose(member -> members.fields(id).map(fields -> new Profile(member, fields)));
  }

  /** The records of what modules know of a member. */
  List<Class<? extends Record>> memberFields() {
    return members.fieldTypes();
  }

  /** A member's own view. */
  record Profile(Member member, Map<String, JsonNode> fields) {}

  /** No token outlives its session, whatever the admin has set. */
  private Future<Tokens> issue(SqlConnection tx, ApiContext api, UUID session, Instant until) {
    var refresh = OpaqueTokens.issue("krt_");
    var access = after(api.accessTokenLifespan());
    return store
        .insertRefreshToken(tx, OpaqueTokens.hash(refresh.reveal()), session, until)
        .map(done ->
            new Tokens(
                accessTokens.issue(api.id(), session, access.isBefore(until) ? access : until),
                new AccessTokens.Issued(refresh.reveal(), until.getEpochSecond())));
  }

  /** In whole seconds, as callers are told it. */
  private Instant after(Duration lifespan) {
    return clock.instant().plus(lifespan).truncatedTo(ChronoUnit.SECONDS);
  }

  private Future<Void> end(SqlClient client, Optional<UUID> session) {
    return session.map(known -> store.delete(client, known)).orElseGet(Future::succeededFuture);
  }

  private static KaramonException worthless(String field) {
    return new KaramonException(
        CommonError.UNAUTHENTICATED,
        "This " + field + " is unknown, has been used or has expired. Log in again.");
  }

  private static KaramonException refused() {
    return new KaramonException(
        CommonError.UNAUTHENTICATED, "The e-mail address or the password is wrong.");
  }
}
