package dev.karamon.auth.login;

import dev.karamon.http.HttpConfig;
import dev.karamon.id.ApiId;
import dev.karamon.operation.ApiContext;
import dev.karamon.operation.SameSite;
import dev.karamon.secret.SecretText;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;

/** The cookies that carry members' sessions: one for each API, sent to its endpoints only. */
final class MemberCookies {
  private final HttpConfig http;

  MemberCookies(HttpConfig http) {
    this.http = http;
  }

  static String name(ApiId api) {
    return "karamon_member_" + api;
  }

  /** A cookie with a session's token; a persistent one outlives the browser session. */
  Cookie of(ApiContext api, SecretText token, boolean keep) {
    var cookie = cookie(api, token.reveal());
    return keep ? cookie.setMaxAge(api.refreshTokenLifespan().toSeconds()) : cookie;
  }

  /** One that makes the browser forget the session. */
  Cookie forget(ApiContext api) {
    return cookie(api, "").setMaxAge(0);
  }

  private Cookie cookie(ApiContext api, String value) {
    return Cookie.cookie(name(api.id()), value)
        .setPath("/rcms-api/" + api.id())
        .setHttpOnly(true)
        .setSecure(http.secure())
        .setSameSite(sameSite(api.cookieSameSite()));
  }

  private static CookieSameSite sameSite(SameSite wish) {
    return switch (wish) {
      case STRICT -> CookieSameSite.STRICT;
      case LAX -> CookieSameSite.LAX;
      case NONE -> CookieSameSite.NONE;
    };
  }
}
