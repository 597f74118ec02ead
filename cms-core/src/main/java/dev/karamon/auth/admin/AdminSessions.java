package dev.karamon.auth.admin;

import dev.karamon.actor.Actor;
import dev.karamon.admin.AdminGate;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.http.BearerToken;
import dev.karamon.http.HttpConfig;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** Knows admins by session cookie or by bearer token. */
public final class AdminSessions implements AdminGate {
  /** The cookie that carries an admin's session. */
  public static final String COOKIE = "karamon_admin";

  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final AdminSignIns signIns;
  private final AdminTokens tokens;
  private final HttpConfig http;

  public AdminSessions(AdminSignIns signIns, AdminTokens tokens, HttpConfig http) {
    this.signIns = signIns;
    this.tokens = tokens;
    this.http = http;
  }

  @Override
  public Future<Actor> identify(HttpServerRequest request) {
    var bearer = BearerToken.of(request);
    if (bearer.isPresent()) {
      return tokens
          .byToken(bearer.get())
          .map(actor -> actor.orElseThrow(() -> unknown("This token is unknown or has expired.")));
    }
    var cookie = request.getCookie(COOKIE);
    if (cookie == null) {
      return Future.failedFuture(unknown("Sign in first."));
    }
    if (!SAFE.contains(request.method()) && !isSameOrigin(request)) {
      return Future.failedFuture(
          new KaramonException(
              CommonError.FORBIDDEN,
              "A change with a session cookie needs an Origin header of " + http.url("") + "."));
    }
    return signIns
        .bySession(cookie.getValue())
        .map(actor -> actor.orElseThrow(() -> unknown("Your session has ended. Sign in again.")));
  }

  @Override
  public Future<Actor> visitor(HttpServerRequest request) {
    // Browsers name the page's origin on every such request; programs without one are no pages.
    var acts = !SAFE.contains(request.method()) && request.getHeader("Origin") != null;
    return acts && !isSameOrigin(request)
        ? Future.failedFuture(
            new KaramonException(
                CommonError.FORBIDDEN, "Only pages of " + http.url("") + " may do this."))
        : Future.succeededFuture(Actor.nobody());
  }

  Cookie cookie(String value, boolean keep) {
    return Cookie.cookie(COOKIE, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(http.secure())
        .setSameSite(CookieSameSite.STRICT)
        .setMaxAge(keep ? AdminSignIns.SESSION_LIFETIME.toSeconds() : 0);
  }

  private boolean isSameOrigin(HttpServerRequest request) {
    var origin = request.getHeader("Origin");
    return origin != null && http.isOwnOrigin(origin, String.valueOf(request.getHeader("Host")));
  }

  private static KaramonException unknown(String message) {
    return new KaramonException(CommonError.UNAUTHENTICATED, message);
  }
}
