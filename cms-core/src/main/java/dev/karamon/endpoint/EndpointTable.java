package dev.karamon.endpoint;

import dev.karamon.error.KaramonException;
import dev.karamon.id.ApiId;
import dev.karamon.operation.Catalog;
import dev.karamon.operation.CatalogEntry;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All APIs and endpoints at one moment; immutable, replaced whole when anything changes. */
public final class EndpointTable {
  private static final Logger LOG = LoggerFactory.getLogger(EndpointTable.class);

  private final Map<ApiId, ApiTable> apis;

  private EndpointTable(Map<ApiId, ApiTable> apis) {
    this.apis = Map.copyOf(apis);
  }

  static EndpointTable empty() {
    return new EndpointTable(Map.of());
  }

  /**
   * The table of these rows; an endpoint that its operation cannot serve is broken, not left out.
   */
  public static EndpointTable of(List<Api> apis, List<Endpoint> endpoints, Catalog catalog) {
    var served = new HashMap<ApiId, List<ServedEndpoint>>();
    for (var endpoint : endpoints) {
      served
          .computeIfAbsent(endpoint.apiId(), any -> new ArrayList<>())
          .add(serve(endpoint, catalog));
    }
    var tables = new HashMap<ApiId, ApiTable>();
    for (var api : apis) {
      tables.put(api.id(), new ApiTable(api, served.getOrDefault(api.id(), List.of())));
    }
    return new EndpointTable(tables);
  }

  /** One API with its endpoints. */
  public Optional<ApiTable> api(ApiId id) {
    return Optional.ofNullable(apis.get(id));
  }

  private static ServedEndpoint serve(Endpoint endpoint, Catalog catalog) {
    var entry = operation(endpoint, catalog);
    return new ServedEndpoint(
        endpoint,
        PathTemplate.of(endpoint.path()),
        entry,
        entry.flatMap(found -> ready(endpoint, found)));
  }

  static Optional<CatalogEntry> operation(Endpoint endpoint, Catalog catalog) {
    return catalog.find(
        endpoint.category(), endpoint.model(), endpoint.modelVersion(), endpoint.operation());
  }

  private static Optional<CatalogEntry.Ready> ready(Endpoint endpoint, CatalogEntry entry) {
    try {
      return Optional.of(entry.ready(endpoint.settings()));
    } catch (KaramonException e) {
      LOG.warn(
          "Endpoint {} is broken: its settings no longer fit {}: {}",
          endpoint.id(),
          entry.title(),
          e.getMessage());
      return Optional.empty();
    }
  }

  /** The endpoints of one API. */
  public static final class ApiTable {
    private final Api api;
    private final List<ServedEndpoint> endpoints;
    private final Map<String, List<ServedEndpoint>> literal = new HashMap<>();
    private final List<ServedEndpoint> withParameters = new ArrayList<>();

    private ApiTable(Api api, List<ServedEndpoint> endpoints) {
      this.api = api;
      this.endpoints = List.copyOf(endpoints);
      for (var served : endpoints) {
        if (served.template().isLiteral()) {
          literal
              .computeIfAbsent(served.template().toString(), any -> new ArrayList<>())
              .add(served);
        } else {
          withParameters.add(served);
        }
      }
    }

    /** The API. */
    public Api api() {
      return api;
    }

    /** All its endpoints, by path. */
    public List<ServedEndpoint> endpoints() {
      return endpoints;
    }

    /** All endpoints, one a method, that a path leads to; literal paths win over parameters. */
    List<ServedEndpoint.Match> find(String path) {
      var exact = literal.get(path);
      if (exact != null) {
        return exact.stream().map(served -> new ServedEndpoint.Match(served, Map.of())).toList();
      }
      if (withParameters.isEmpty()) {
        return List.of();
      }
      var segments = List.of(path.split("/", -1));
      var matches = new ArrayList<ServedEndpoint.Match>();
      for (var served : withParameters) {
        served
            .template()
            .match(segments)
            .ifPresent(values -> matches.add(new ServedEndpoint.Match(served, values)));
      }
      return matches;
    }

    /** The methods of these endpoints. */
    static List<HttpMethod> methods(List<ServedEndpoint.Match> matches) {
      return matches.stream()
          .map(match -> HttpMethod.valueOf(match.served().endpoint().method()))
          .toList();
    }
  }
}
