package dev.karamon.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.database.Listing;
import dev.karamon.database.Ordering;
import dev.karamon.database.Rows;
import dev.karamon.database.Slice;
import dev.karamon.id.ApiId;
import dev.karamon.id.EndpointId;
import dev.karamon.json.Json;
import dev.karamon.operation.Category;
import dev.karamon.operation.RateLimit;
import dev.karamon.page.PageRequest;
import dev.karamon.wire.Wire;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class EndpointStore {
  private static final String COLUMNS =
      """
      SELECT id, api_id, path, method, enabled, category, model, model_version, operation, summary,
             description, restriction::text, rate_limit::text, cache_seconds, settings::text, version
      """;

  private static final Listing LIST =
      Listing.of(COLUMNS, "FROM endpoint", Ordering.usually("api_id, path, method"));

  Future<Slice<Endpoint>> list(SqlClient client, PageRequest page) {
    return list(client, page, LIST);
  }

  Future<Slice<Endpoint>> listOfApi(SqlClient client, ApiId api, PageRequest page) {
    return list(client, page, LIST.where("api_id = $1", api.value()));
  }

  private static Future<Slice<Endpoint>> list(SqlClient client, PageRequest page, Listing list) {
    return list.search(page.query(), "path", "operation", "summary")
        .read(client, page.sort(), page.perPage(), page.offset(), EndpointStore::endpoint);
  }

  Future<List<Endpoint>> all(SqlClient client) {
    return client
        .query(COLUMNS + " FROM endpoint ORDER BY api_id, path, method")
        .execute()
        .map(rows -> Rows.all(rows, EndpointStore::endpoint));
  }

  Future<List<Endpoint>> ofApi(SqlClient client, ApiId api) {
    return client
        .preparedQuery(COLUMNS + " FROM endpoint WHERE api_id = $1 ORDER BY path, method")
        .execute(Tuple.of(api.value()))
        .map(rows -> Rows.all(rows, EndpointStore::endpoint));
  }

  private static final String FIND = COLUMNS + " FROM endpoint WHERE id = $1";

  Future<Optional<Endpoint>> find(SqlClient client, EndpointId id) {
    return one(client, FIND, id);
  }

  private static final String HOLD = FIND + " FOR NO KEY UPDATE";

  /** An endpoint, locked for a change until the transaction ends. */
  Future<Optional<Endpoint>> hold(SqlClient transaction, EndpointId id) {
    return one(transaction, HOLD, id);
  }

  private static Future<Optional<Endpoint>> one(SqlClient client, String sql, EndpointId id) {
    return client
        .preparedQuery(sql)
        .execute(Tuple.of(id.value()))
        .map(rows -> Rows.first(rows, EndpointStore::endpoint));
  }

  private static final String INSERT =
      """
      INSERT INTO endpoint (api_id, path, path_shape, method, enabled, category, model, model_version,
                            operation, summary, description, restriction, rate_limit, cache_seconds,
                            settings, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text::jsonb, $13::text::jsonb, $14,
              $15::text::jsonb, $16)
      RETURNING id
      """;

  Future<EndpointId> insert(SqlClient client, Endpoint endpoint, Instant now) {
    return client
        .preparedQuery(INSERT)
        .execute(values(endpoint).addOffsetDateTime(Rows.param(now)))
        .map(rows -> Rows.one(rows, row -> new EndpointId(row.getLong("id"))));
  }

  private static final String UPDATE =
      """
      UPDATE endpoint
         SET path = $2, path_shape = $3, method = $4, enabled = $5, category = $6, model = $7,
             model_version = $8, operation = $9, summary = $10, description = $11,
             restriction = $12::text::jsonb, rate_limit = $13::text::jsonb, cache_seconds = $14,
             settings = $15::text::jsonb, version = version + 1
       WHERE id = $16 AND api_id = $1 AND ($17::integer IS NULL OR version = $17)
      """;

  Future<Boolean> update(SqlClient client, Endpoint endpoint, Optional<Integer> version) {
    return client
        .preparedQuery(UPDATE)
        .execute(values(endpoint).addLong(endpoint.id().value()).addInteger(version.orElse(null)))
        .map(rows -> rows.rowCount() == 1);
  }

  Future<Void> delete(SqlClient client, EndpointId id) {
    return client
        .preparedQuery("DELETE FROM endpoint WHERE id = $1")
        .execute(Tuple.of(id.value()))
        .mapEmpty();
  }

  private static Tuple values(Endpoint endpoint) {
    return Tuple.tuple()
        .addLong(endpoint.apiId().value())
        .addString(endpoint.path())
        .addString(PathTemplate.of(endpoint.path()).shape())
        .addString(endpoint.method())
        .addBoolean(endpoint.enabled())
        .addString(endpoint.category().wire())
        .addString(endpoint.model())
        .addInteger(endpoint.modelVersion())
        .addString(endpoint.operation())
        .addString(endpoint.summary())
        .addString(endpoint.description())
        .addString(Json.text(endpoint.requestRestriction()))
        .addString(endpoint.rateLimit().map(Json::text).orElse(null))
        .addInteger(endpoint.cacheSeconds())
        .addString(endpoint.settings().toString());
  }

  private static Endpoint endpoint(Row row) {
    JsonNode settings = Json.read(row.getString("settings"));
    return new Endpoint(
        new EndpointId(row.getLong("id")),
        new ApiId(row.getLong("api_id")),
        row.getString("path"),
        row.getString("method"),
        row.getBoolean("enabled"),
        Wire.of(Category.class, row.getString("category")),
        row.getString("model"),
        row.getInteger("model_version"),
        row.getString("operation"),
        row.getString("summary"),
        row.getString("description"),
        Json.read(row.getString("restriction"), RequestRestriction.class),
        Optional.ofNullable(row.getString("rate_limit"))
            .map(json -> Json.read(json, RateLimit.class)),
        row.getInteger("cache_seconds"),
        settings,
        row.getInteger("version"));
  }
}
