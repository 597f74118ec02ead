package dev.karamon.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.http.HttpConfig;
import dev.karamon.id.ApiId;
import dev.karamon.id.MemberId;
import dev.karamon.member.EmailAddress;
import dev.karamon.member.Member;
import dev.karamon.member.MemberStatus;
import dev.karamon.member.Members;
import dev.karamon.operation.ApiContext;
import dev.karamon.operation.Caller;
import dev.karamon.secret.OpaqueTokens;
import dev.karamon.secret.Passwords;
import dev.karamon.secret.SecretText;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Members' log-ins: passwords, sessions, and the tokens that name them. */
public final class Logins {
  private static final Duration GRANT_TOKEN_LIFETIME = Duration.ofMinutes(5);

  private final Database database;
  private final MemberSessionStore store = new MemberSessionStore();
  private final Members members;
  private final Passwords passwords;
  private final AccessTokens accessTokens;
  private final SignInThrottle throttle;
  private final HttpConfig http;
  private final Clock clock;

  public Logins(
      Database database,
      Members members,
      Passwords passwords,
      AccessTokens accessTokens,
      HttpConfig http,
      Clock clock) {
    this.database = database;
    this.members = members;
    this.passwords = passwords;
    this.accessTokens = accessTokens;
    this.throttle = new SignInThrottle(database, clock);
    this.http = http;
    this.clock = clock;
  }

  /** The cookie that carries the session of an API with cookie security. */
  public static String cookieName(ApiId api) {
    return "karamon_member_" + api;
  }

  /**
   * The member who holds an access token of this API; empty when it is worth nothing (any more).
   */
  public Future<Optional<Caller>> byAccessToken(ApiId api, String token) {
    return accessTokens
        .session(api, token)
        .compose(session ->
            session.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : database.with(
                    client -> store.bySession(client, session.get(), api, clock.instant())));
  }

  /** The member who holds a session cookie of this API. */
  public Future<Optional<Caller>> byCookie(ApiId api, String cookie) {
    return database.with(
        client -> store.byCookie(client, OpaqueTokens.hash(cookie), api, clock.instant()));
  }

  /** Checks e-mail address and password; says the same of everybody who may not come in. */
  Future<Member> challenge(ApiContext api, String email, SecretText password, String address) {
    var attempt = new SignInThrottle.Attempt("member", email.strip(), address);
    return throttle
        .admit(attempt)
        .compose(admitted -> members.byEmail(new EmailAddress(email.strip())))
        .compose(found -> check(found, password))
        .compose(member ->
            member.isEmpty() ? refused() : throttle.succeeded(attempt).map(noted -> member.get()));
  }

  /** A token that {@code token} exchanges once. */
  record GrantToken(SecretText value, Instant validUntil) {}

  Future<GrantToken> grantToken(ApiContext api, MemberId member) {
    var token = OpaqueTokens.issue("kgt_");
    var until = clock.instant().plus(GRANT_TOKEN_LIFETIME);
    return database
        .with(client ->
            store.insertGrantToken(
                client, OpaqueTokens.hash(token.reveal()), api.id(), member, until))
        .map(done -> new GrantToken(token, until));
  }

  /**
   * Opens a session that a cookie carries.
   *
   * @param keep whether the cookie outlives the browser's session
   */
  Future<Cookie> openCookieSession(ApiContext api, MemberId member, boolean keep) {
    var token = OpaqueTokens.issue("kms_");
    var now = clock.instant();
    var hash = OpaqueTokens.hash(token.reveal());
    return database
        .with(client ->
            store.insert(
                client,
                UUID.randomUUID(),
                api.id(),
                member,
                Optional.of(hash),
                now,
                now.plus(api.refreshTokenLifespan())))
        .map(done -> {
          var cookie = cookie(api.id(), token.reveal());
          return keep ? cookie.setMaxAge(api.refreshTokenLifespan().toSeconds()) : cookie;
        });
  }

  /** Access and refresh token of a session. */
  record Tokens(AccessTokens.Issued access, AccessTokens.Issued refresh) {}

  Future<Tokens> exchangeGrantToken(ApiContext api, String grantToken) {
    var now = clock.instant();
    var hash = OpaqueTokens.hash(grantToken);
    return database.transaction(tx ->
        store
            .useGrantToken(tx, hash, api.id(), now)
            .map(member -> member.orElseThrow(() -> worthless("grant_token")))
            .compose(member -> {
              var session = UUID.randomUUID();
              return store
                  .insert(
                      tx,
                      session,
                      api.id(),
                      member,
                      Optional.empty(),
                      now,
                      now.plus(api.refreshTokenLifespan()))
                  .compose(done -> issue(tx, api, session));
            }));
  }

  /** Rotates; an old refresh token that comes again ends the whole session. */
  Future<Tokens> exchangeRefreshToken(ApiContext api, String refreshToken) {
    var now = clock.instant();
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
                          .extend(tx, session, now.plus(api.refreshTokenLifespan()))
                          .compose(done -> issue(tx, api, session))
                          .map(Optional::of);
                }))
        .map(tokens -> tokens.orElseThrow(() -> worthless("refresh_token")));
  }

  /** Ends the session; its tokens are worth nothing from now on. */
  Future<Void> end(Caller caller) {
    return database.with(client -> store.delete(client, caller.session()));
  }

  /** A cookie that makes the browser forget the session. */
  Cookie forget(ApiContext api) {
    return cookie(api.id(), "").setMaxAge(0);
  }

  /** The member with what modules know of it. */
  Future<Profile> profile(MemberId id) {
    return database
        .with(client -> members.plain(client, id))
        .compose(member -> members.fields(id).map(fields -> new Profile(member, fields)));
  }

  /** A member's own view. */
  record Profile(Member member, Map<String, JsonNode> fields) {}

  private Future<Tokens> issue(SqlConnection tx, ApiContext api, UUID session) {
    var refresh = OpaqueTokens.issue("krt_");
    var expires = clock.instant().plus(api.refreshTokenLifespan());
    return store
        .insertRefreshToken(tx, OpaqueTokens.hash(refresh.reveal()), session, expires)
        .map(done ->
            new Tokens(
                accessTokens.issue(api.id(), session, api.accessTokenLifespan()),
                new AccessTokens.Issued(refresh.reveal(), expires.getEpochSecond())));
  }

  private Future<Optional<Member>> check(Optional<Member> found, SecretText password) {
    var hash = found.flatMap(Member::passwordHash);
    if (hash.isEmpty()) {
      return passwords.matchesNobody(password).map(Optional.empty());
    }
    return passwords
        .matches(password, hash.get())
        .map(matches -> found.filter(member -> matches && member.status() == MemberStatus.ACTIVE));
  }

  private Cookie cookie(ApiId api, String value) {
    return Cookie.cookie(cookieName(api), value)
        .setPath("/rcms-api/" + api)
        .setHttpOnly(true)
        .setSecure(http.secure())
        .setSameSite(CookieSameSite.LAX);
  }

  private static KaramonException worthless(String field) {
    return new KaramonException(
        CommonError.UNAUTHENTICATED,
        "This " + field + " is unknown, used or has expired. Log in again.");
  }

  private static <T> Future<T> refused() {
    return Future.failedFuture(
        new KaramonException(
            CommonError.UNAUTHENTICATED, "The e-mail address or the password is wrong."));
  }
}
