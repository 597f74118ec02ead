package dev.karamon.openapi;

import dev.karamon.endpoint.Api;
import dev.karamon.endpoint.EndpointDispatcher;
import dev.karamon.endpoint.EndpointTable.ApiTable;
import dev.karamon.operation.ApiSecurity;
import java.util.Optional;

/**
 * What a page shows.
 *
 * @param document the path of the document
 * @param tokenScheme the security scheme that takes the token of a log-in made on the page
 * @param calls where the endpoints are
 * @param logIn how members log in through the API's own endpoints; empty when they cannot
 */
record DocsPage(
    String title,
    String document,
    boolean withCredentials,
    Optional<String> tokenScheme,
    String calls,
    Optional<LogIn> logIn) {

  /**
   * The endpoints of a log-in, by their paths.
   *
   * @param tokenPath exchanges what the challenge answers; APIs of cookies need none
   * @param profilePath tells who calls
   */
  record LogIn(
      String challengePath,
      Optional<String> tokenPath,
      Optional<String> logoutPath,
      Optional<String> profilePath) {
    private static Optional<LogIn> of(ApiTable table) {
      var needsToken = table.api().security() == ApiSecurity.DYNAMIC_TOKEN;
      var token = needsToken ? path(table, "token") : Optional.<String>empty();
      return path(table, "login_challenge")
          .filter(challenge -> table.api().security().knowsMembers())
          .filter(challenge -> !needsToken || token.isPresent())
          .map(challenge ->
              new LogIn(challenge, token, path(table, "logout"), path(table, "profile")));
    }

    private static Optional<String> path(ApiTable table, String operation) {
      return table.endpoints().stream()
          .filter(served -> served.ready().isPresent() && served.pathParameters().isEmpty())
          .map(served -> served.endpoint())
          .filter(endpoint -> endpoint.enabled() && endpoint.model().equals("Login"))
          .filter(endpoint -> endpoint.operation().equals(operation))
          .map(endpoint -> endpoint.path())
          .findFirst();
    }
  }

  /** The page of the admin API. */
  static DocsPage admin() {
    return new DocsPage(
        AdminDocument.TITLE,
        DocsRoutes.ADMIN_DOCUMENT,
        true,
        Optional.empty(),
        "",
        Optional.empty());
  }

  /** The page of an API. */
  static DocsPage of(ApiTable table) {
    var api = table.api();
    return new DocsPage(
        api.title(),
        "/docs/" + api.id() + "/openapi.json",
        api.security() == ApiSecurity.COOKIE,
        tokenScheme(api),
        EndpointDispatcher.ROOT + api.id() + "/",
        LogIn.of(table));
  }

  private static Optional<String> tokenScheme(Api api) {
    return api.security() == ApiSecurity.DYNAMIC_TOKEN
        ? Optional.of(SecuritySchemes.tokenScheme(api))
        : Optional.empty();
  }
}
