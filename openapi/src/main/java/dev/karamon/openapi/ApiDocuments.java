package dev.karamon.openapi;

import dev.karamon.endpoint.EndpointTable;
import dev.karamon.http.StaticResource;
import dev.karamon.id.ApiId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The documents of the APIs; each is made once while nothing changes. Thread-safe. */
final class ApiDocuments {
  private record Edition(EndpointTable table, Map<ApiId, Lazy<StaticResource>> documents) {}

  private final Supplier<EndpointTable> tables;
  private final ApiDocument document = new ApiDocument();
  private volatile Edition edition;

  ApiDocuments(Supplier<EndpointTable> tables) {
    this.tables = tables;
    this.edition = new Edition(tables.get(), new ConcurrentHashMap<>());
  }

  /** The API as it stands. */
  Optional<EndpointTable.ApiTable> api(ApiId id) {
    return tables.get().api(id);
  }

  /** The document of an API as it stands; empty when there is no such API. */
  Optional<Future<StaticResource>> of(ApiId id, Vertx vertx) {
    var now = current();
    return now.table
        .api(id)
        .map(api ->
            now.documents
                .computeIfAbsent(
                    id,
                    any ->
                        new Lazy<>(() -> Documents.resource(Documents.compact(document.of(api)))))
                .on(vertx));
  }

  private Edition current() {
    var table = tables.get();
    if (edition.table != table) {
      edition = new Edition(table, new ConcurrentHashMap<>());
    }
    return edition;
  }
}
