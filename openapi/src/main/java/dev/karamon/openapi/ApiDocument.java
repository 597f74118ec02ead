package dev.karamon.openapi;

import dev.karamon.endpoint.Api;
import dev.karamon.endpoint.EndpointDispatcher;
import dev.karamon.endpoint.EndpointTable;
import dev.karamon.id.EndpointId;
import dev.karamon.operation.CatalogEntry;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Derives the document of an API from its endpoints and their operations. Thread-safe. */
final class ApiDocument {
  /** The version of OpenAPI that is written. */
  static final String VERSION = "3.1.0";

  private final Map<CatalogEntry, OperationSchemas> schemas = new ConcurrentHashMap<>();

  /** The document; endpoints that are switched off or broken are not in it. */
  OpenAPI of(EndpointTable.ApiTable table) {
    var draft = new Draft(table.api(), OperationIds.of(table.endpoints()));
    for (var served : table.endpoints()) {
      if (served.endpoint().enabled() && served.ready().isPresent()) {
        served
            .operation()
            .ifPresent(entry ->
                draft.add(
                    new EndpointOperation(
                        table.api(),
                        served,
                        entry,
                        schemas.computeIfAbsent(entry, OperationSchemas::of))));
      }
    }
    return draft.done();
  }

  /** A document that is being written. */
  private static final class Draft {
    private final OpenAPI document;
    private final Components components = new Components();
    private final NamedSchemas schemas = new NamedSchemas();
    private final Set<String> tags = new TreeSet<>();
    private final Map<EndpointId, String> operationIds;

    Draft(Api api, Map<EndpointId, String> operationIds) {
      this.operationIds = operationIds;
      this.document =
          new OpenAPI(SpecVersion.V31)
              .openapi(VERSION)
              .info(info(api))
              .addServersItem(new Server().url(EndpointDispatcher.ROOT + api.id()))
              .paths(new Paths())
              .components(components);
      Failures.into(components, schemas);
      SecuritySchemes.into(components, api);
    }

    void add(EndpointOperation endpoint) {
      var id = Objects.requireNonNull(operationIds.get(endpoint.endpoint().id()));
      var operation = endpoint.into(schemas).operationId(id);
      tags.addAll(operation.getTags());
      document
          .getPaths()
          .computeIfAbsent("/" + endpoint.endpoint().path(), any -> new PathItem())
          .operation(PathItem.HttpMethod.valueOf(endpoint.endpoint().method()), operation);
    }

    OpenAPI done() {
      tags.forEach(tag -> document.addTagsItem(new Tag().name(tag)));
      schemas.into(components);
      return document;
    }
  }

  private static Info info(Api api) {
    var info = new Info().title(api.title()).version(api.version());
    return api.description().isBlank() ? info : info.description(api.description());
  }
}
