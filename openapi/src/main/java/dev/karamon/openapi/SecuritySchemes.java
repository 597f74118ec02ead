package dev.karamon.openapi;

import dev.karamon.auth.login.Logins;
import dev.karamon.endpoint.Api;
import dev.karamon.endpoint.CallerGate;
import dev.karamon.endpoint.Endpoint;
import dev.karamon.operation.ApiSecurity;
import dev.karamon.operation.CatalogEntry;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.ArrayList;
import java.util.List;

/**
 * How callers of an API prove who they are. The names carry the API's id: Swagger UI keeps what was
 * authorized by name, for all pages of one origin.
 */
final class SecuritySchemes {
  private SecuritySchemes() {}

  /** The scheme that takes the API's token in a header of its own. */
  static String tokenScheme(Api api) {
    return name(api, api.security() == ApiSecurity.STATIC_TOKEN ? "static_token" : "access_token");
  }

  /** Adds the schemes of an API to its document. */
  static void into(Components components, Api api) {
    switch (api.security()) {
      case NONE -> {}
      case COOKIE ->
          components.addSecuritySchemes(
              name(api, "session"),
              new SecurityScheme()
                  .type(SecurityScheme.Type.APIKEY)
                  .in(SecurityScheme.In.COOKIE)
                  .name(Logins.cookieName(api.id()))
                  .description(
                      "Set by login_challenge and kept by the browser; there is nothing to enter"
                          + " here."));
      case STATIC_TOKEN ->
          components.addSecuritySchemes(
              tokenScheme(api), header("The API's static token, created in the admin panel."));
      case DYNAMIC_TOKEN ->
          components
              .addSecuritySchemes(
                  tokenScheme(api), header("The access token from the token endpoint."))
              .addSecuritySchemes(
                  name(api, "bearer"),
                  new SecurityScheme()
                      .type(SecurityScheme.Type.HTTP)
                      .scheme("bearer")
                      .description("The same access token, in the standard header."));
    }
  }

  /** What a call of an endpoint has to carry: one of these. An empty one: nothing. */
  static List<SecurityRequirement> of(Api api, Endpoint endpoint, CatalogEntry operation) {
    var choices = new ArrayList<SecurityRequirement>();
    switch (api.security()) {
      case NONE -> {}
      case COOKIE -> choices.add(new SecurityRequirement().addList(name(api, "session")));
      case STATIC_TOKEN -> choices.add(new SecurityRequirement().addList(tokenScheme(api)));
      case DYNAMIC_TOKEN -> {
        choices.add(new SecurityRequirement().addList(tokenScheme(api)));
        choices.add(new SecurityRequirement().addList(name(api, "bearer")));
      }
    }
    if (api.security().knowsMembers() && !endpoint.needsMember(operation.spec())) {
      choices.add(new SecurityRequirement());
    }
    return choices;
  }

  private static SecurityScheme header(String description) {
    return new SecurityScheme()
        .type(SecurityScheme.Type.APIKEY)
        .in(SecurityScheme.In.HEADER)
        .name(CallerGate.TOKEN_HEADER)
        .description(description);
  }

  private static String name(Api api, String kind) {
    return "api_" + api.id() + "_" + kind;
  }
}
