package dev.karamon.openapi;

import dev.karamon.admin.AdminApi;
import dev.karamon.admin.AdminRoute;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.TreeSet;

/** Derives the document of the admin API from its declared routes. */
public final class AdminDocument {
  static final String TITLE = "Karamon admin API";

  private static final String ABOUT =
      """
      Everything the admin panel does, for programs as well.

      Sign in with `POST /session`, or send `Authorization: Bearer kat_…` with a token made under \
      `/tokens`. Roles: a `viewer` reads, an `editor` changes, an `owner` does everything; `x-role` \
      names the least role of each operation. Only who has signed in changes admins and creates \
      tokens: with a token, even an owner's, that is answered with 403.

      Things that can be changed carry `version` (an API: `revision`): send it back with a `PUT`, \
      and a change that somebody else made meanwhile is answered with 409 instead of being \
      overwritten. Null stands for a field that is left out. What was read can be sent back whole.
      """;

  private AdminDocument() {}

  /**
   * The document as it is served, indented JSON: the same text for the same routes on every
   * machine.
   */
  public static String snapshot(List<AdminRoute<?>> routes) {
    return Documents.pretty(of(routes));
  }

  static OpenAPI of(List<AdminRoute<?>> routes) {
    var components = new Components();
    var schemas = new NamedSchemas();
    var document =
        new OpenAPI(SpecVersion.V31)
            .openapi(ApiDocument.VERSION)
            .info(new Info().title(TITLE).version("1").description(ABOUT))
            .addServersItem(new Server().url(AdminApi.ROOT))
            .paths(new Paths())
            .components(components);
    AdminFailures.into(components, schemas);
    AdminSecurity.into(components);
    var tags = new TreeSet<String>();
    for (var route : routes) {
      var operation = new AdminOperation(route).into(schemas);
      route.known().forEach((name, values) -> schemas.add(name, Shapes.oneOf(values)));
      tags.addAll(operation.getTags());
      document
          .getPaths()
          .computeIfAbsent(route.path(), any -> new PathItem())
          .operation(PathItem.HttpMethod.valueOf(route.method().name()), operation);
    }
    tags.forEach(tag -> document.addTagsItem(new Tag().name(tag)));
    schemas.into(components);
    return document;
  }
}
