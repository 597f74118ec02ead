package dev.karamon.endpoint;

import dev.karamon.auth.login.Logins;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.http.BearerToken;
import dev.karamon.http.HttpConfig;
import dev.karamon.identity.ExternalMembers;
import dev.karamon.identity.IdentityProvider;
import dev.karamon.operation.Caller;
import dev.karamon.operation.CallerNeed;
import dev.karamon.operation.CatalogEntry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Identifies the caller as the API's security requires, and refuses those who may not call. */
public final class CallerGate {
  /** The header that carries an API's token, static or dynamic. */
  public static final String TOKEN_HEADER = "X-RCMS-API-ACCESS-TOKEN";

  private final Logins logins;
  private final StaticTokens staticTokens;
  private final ExternalMembers externals;
  private final HttpConfig http;

  public CallerGate(
      Logins logins, StaticTokens staticTokens, ExternalMembers externals, HttpConfig http) {
    this.logins = logins;
    this.staticTokens = staticTokens;
    this.externals = externals;
    this.http = http;
  }

  /**
   * Who may call.
   *
   * @param caller the member who calls, if any
   * @param session what a log-out ends, also when the token that names it has expired
   */
  record Admitted(Optional<Caller> caller, Optional<UUID> session) {
    private static final Admitted NOBODY = new Admitted(Optional.empty(), Optional.empty());

    private static Admitted of(Optional<Caller> caller) {
      return new Admitted(caller, caller.flatMap(Caller::session));
    }
  }

  /** The request headers that distinguish callers of this API. */
  static List<String> identifyingHeaders(Api api) {
    return switch (api.security()) {
      case NONE -> List.of();
      case COOKIE -> List.of("Cookie");
      case STATIC_TOKEN, DYNAMIC_TOKEN -> List.of(TOKEN_HEADER, "Authorization");
    };
  }

  /** Whether callers of this API may say who they are with {@code Authorization: Bearer}. */
  static boolean takesTokens(Api api) {
    return identifyingHeaders(api).contains("Authorization");
  }

  /** Who calls; fails when the call is not allowed. */
  Future<Admitted> admit(
      Api api, CatalogEntry operation, Endpoint endpoint, HttpServerRequest request) {
    return identify(api, operation, request)
        .map(admitted -> {
          refuseMisplaced(api, operation);
          if (admitted.caller().isEmpty() && endpoint.needsMember(operation.spec())) {
            throw new KaramonException(CommonError.UNAUTHENTICATED, "Log in first.");
          }
          admitted.caller().ifPresent(known -> refuseOutsiders(known, endpoint));
          return admitted;
        });
  }

  /** It was saved before this was refused. */
  private static void refuseMisplaced(Api api, CatalogEntry operation) {
    if (operation.spec().caller() == CallerNeed.TOKENS
        && !CallerNeed.TOKENS.isMetBy(api.security())) {
      throw new KaramonException(
          CommonError.REFUSED,
          operation.title()
              + " issues access tokens, which an API with the security "
              + api.security().wire()
              + " does not take.");
    }
  }

  private Future<Admitted> identify(Api api, CatalogEntry operation, HttpServerRequest request) {
    return switch (api.security()) {
      case NONE -> Future.succeededFuture(Admitted.NOBODY);
      case STATIC_TOKEN -> byStaticToken(api, request);
      case COOKIE -> byCookie(api, request).map(Admitted::of);
      case DYNAMIC_TOKEN -> byAccessToken(api, operation, request);
    };
  }

  private Future<Admitted> byStaticToken(Api api, HttpServerRequest request) {
    var token = token(request);
    if (token.isEmpty()) {
      return Future.failedFuture(
          unauthenticated("This API needs its static token in the header " + TOKEN_HEADER + "."));
    }
    return staticTokens
        .admits(api.id(), token.get())
        .map(admitted -> {
          if (!admitted) {
            throw unauthenticated("This static token is unknown or has expired.");
          }
          return Admitted.NOBODY;
        });
  }

  private Future<Optional<Caller>> byCookie(Api api, HttpServerRequest request) {
    // Asked before the cookie is looked for: no other page logs anybody in either.
    if (!isReading(request) && isForeignPage(api, request)) {
      return Future.failedFuture(
          new KaramonException(
              CommonError.FORBIDDEN,
              "Pages of this origin may not act with the member's cookie; add the origin to the"
                  + " API's CORS setting and allow credentials."));
    }
    var cookie = request.getCookie(Logins.cookieName(api.id()));
    return cookie == null
        ? Future.succeededFuture(Optional.empty())
        : logins.byCookie(api.id(), cookie.getValue());
  }

  private Future<Admitted> byAccessToken(
      Api api, CatalogEntry operation, HttpServerRequest request) {
    var token = token(request);
    if (token.isEmpty()) {
      return Future.succeededFuture(Admitted.NOBODY);
    }
    return logins
        .byAccessToken(api.id(), token.get())
        .compose(holder -> holder.isPresent() ? known(holder) : byProvider(api, token.get()))
        .compose(holder ->
            holder.isPresent()
                ? Future.succeededFuture(Admitted.of(holder.get().member()))
                : byWorthlessToken(api, operation, token.get()));
  }

  /** Who logs in, refreshes or logs out may still carry a token that has ended. */
  private Future<Admitted> byWorthlessToken(Api api, CatalogEntry operation, String token) {
    return operation.spec().caller().isLogIn()
        ? logins.namedBy(api.id(), token).map(session -> new Admitted(Optional.empty(), session))
        : Future.failedFuture(unauthenticated("This access token is unknown or has expired."));
  }

  private static Future<Optional<Logins.Holder>> known(Optional<Logins.Holder> holder) {
    return Future.succeededFuture(holder);
  }

  private Future<Optional<Logins.Holder>> byProvider(Api api, String token) {
    return api.externalIdentity()
        .filter(IdentityProvider::takesTokens)
        .map(provider ->
            externals
                .caller(provider, token)
                .map(found -> found.map(member -> new Logins.Holder(Optional.of(member)))))
        .orElseGet(() -> known(Optional.empty()));
  }

  private static void refuseOutsiders(Caller caller, Endpoint endpoint) {
    if (endpoint.forGroups()
        && endpoint.requestRestriction().groups().stream()
            .noneMatch(caller.groups()::containsKey)) {
      throw new KaramonException(
          CommonError.FORBIDDEN,
          "This is only for members of certain groups, and you are in none of them.");
    }
  }

  private static boolean isReading(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
  }

  /** Browsers name the page's origin on every such request; programs without one are no pages. */
  private boolean isForeignPage(Api api, HttpServerRequest request) {
    var origin = request.getHeader("Origin");
    if (origin != null) {
      return !http.isOwnOrigin(origin, String.valueOf(request.getHeader("Host")))
          && !(api.cors().credentials() && api.cors().origins().contains(origin));
    }
    var site = request.getHeader("Sec-Fetch-Site");
    return site != null && !site.equals("same-origin") && !site.equals("none");
  }

  private static Optional<String> token(HttpServerRequest request) {
    var header = request.getHeader(TOKEN_HEADER);
    if (header != null && !header.isBlank()) {
      return Optional.of(header.strip());
    }
    return BearerToken.of(request);
  }

  private static KaramonException unauthenticated(String message) {
    return new KaramonException(CommonError.UNAUTHENTICATED, message);
  }
}
