package dev.karamon.openapi;

import dev.karamon.endpoint.Api;
import dev.karamon.operation.ApiSecurity;
import java.util.Optional;

/**
 * What a page shows.
 *
 * @param document the path of the document
 * @param tokenScheme the security scheme that takes the token of a log-in made on the page
 */
record DocsPage(
    String title, String document, boolean withCredentials, Optional<String> tokenScheme) {

  /** The page of the admin API. */
  static DocsPage admin() {
    return new DocsPage(AdminDocument.TITLE, DocsRoutes.ADMIN_DOCUMENT, true, Optional.empty());
  }

  /** The page of an API. */
  static DocsPage of(Api api) {
    var issuesTokens = api.security() == ApiSecurity.DYNAMIC_TOKEN;
    return new DocsPage(
        api.title(),
        "/docs/" + api.id() + "/openapi.json",
        api.security() == ApiSecurity.COOKIE,
        issuesTokens ? Optional.of(SecuritySchemes.tokenScheme(api)) : Optional.empty());
  }
}
