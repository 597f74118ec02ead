package dev.karamon.endpoint;

import dev.karamon.database.Listing;
import dev.karamon.database.Ordering;
import dev.karamon.database.Rows;
import dev.karamon.database.Slice;
import dev.karamon.id.ApiId;
import dev.karamon.identity.IdentityProvider;
import dev.karamon.json.Json;
import dev.karamon.operation.ApiSecurity;
import dev.karamon.operation.SameSite;
import dev.karamon.page.PageRequest;
import dev.karamon.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class ApiStore {
  private static final String COLUMNS =
      """
      SELECT id, title, api_version, description, security, cookie_same_site, cors::text,
             external_identity::text,
             access_token_lifespan, refresh_token_lifespan, row_version
      """;

  private static final Listing LIST = Listing.of(COLUMNS, "FROM api", Ordering.usually("id"));

  Future<Slice<Api>> list(SqlClient client, PageRequest page) {
    return LIST.search(page.query(), "title")
        .read(client, page.sort(), page.perPage(), page.offset(), ApiStore::api);
  }

  Future<List<Api>> all(SqlClient client) {
    return client
        .query(COLUMNS + " FROM api ORDER BY id")
        .execute()
        .map(rows -> Rows.all(rows, ApiStore::api));
  }

  private static final String FIND = COLUMNS + " FROM api WHERE id = $1";

  Future<Optional<Api>> find(SqlClient client, ApiId id) {
    return one(client, FIND, id);
  }

  private static final String HOLD = FIND + " FOR NO KEY UPDATE";

  /** An API, locked for a change until the transaction ends. */
  Future<Optional<Api>> hold(SqlClient transaction, ApiId id) {
    return one(transaction, HOLD, id);
  }

  private static final String HOLD_STILL = FIND + " FOR SHARE";

  /** An API that nobody changes until the transaction ends. */
  Future<Optional<Api>> holdStill(SqlClient transaction, ApiId id) {
    return one(transaction, HOLD_STILL, id);
  }

  private static Future<Optional<Api>> one(SqlClient client, String sql, ApiId id) {
    return client
        .preparedQuery(sql)
        .execute(Tuple.of(id.value()))
        .map(rows -> Rows.first(rows, ApiStore::api));
  }

  private static final String INSERT =
      """
      INSERT INTO api (title, api_version, description, security, cors,
                       access_token_lifespan, refresh_token_lifespan, cookie_same_site, external_identity,
                       created_at)
      VALUES ($1, $2, $3, $4, $5::text::jsonb, $6, $7, $8, $9::text::jsonb, $10)
      RETURNING id
      """;

  Future<ApiId> insert(SqlClient client, Api api, Instant now) {
    return client
        .preparedQuery(INSERT)
        .execute(values(api).addOffsetDateTime(Rows.param(now)))
        .map(rows -> Rows.one(rows, row -> new ApiId(row.getLong("id"))));
  }

  private static final String UPDATE =
      """
      UPDATE api
         SET title = $1, api_version = $2, description = $3, security = $4, cors = $5::text::jsonb,
             access_token_lifespan = $6, refresh_token_lifespan = $7, cookie_same_site = $8,
             external_identity = $9::text::jsonb, row_version = row_version + 1
       WHERE id = $10 AND ($11::integer IS NULL OR row_version = $11)
      """;

  Future<Boolean> update(SqlClient client, Api api, Optional<Integer> revision) {
    return client
        .preparedQuery(UPDATE)
        .execute(values(api).addLong(api.id().value()).addInteger(revision.orElse(null)))
        .map(rows -> rows.rowCount() == 1);
  }

  Future<Void> delete(SqlClient client, ApiId id) {
    return client
        .preparedQuery("DELETE FROM api WHERE id = $1")
        .execute(Tuple.of(id.value()))
        .mapEmpty();
  }

  /** Invalidates everything that was issued to callers of the API. */
  Future<Void> voidTokens(SqlClient client, ApiId id) {
    var parameters = Tuple.of(id.value());
    return client
        .preparedQuery("DELETE FROM member_session WHERE api_id = $1")
        .execute(parameters)
        .compose(done ->
            client.preparedQuery("DELETE FROM grant_token WHERE api_id = $1").execute(parameters))
        .compose(done ->
            client
                .preparedQuery("DELETE FROM api_static_token WHERE api_id = $1")
                .execute(parameters))
        .mapEmpty();
  }

  private static final String TOKEN_COLUMNS = "id, name, hint, created_at, expires_at";

  private static final String INSERT_TOKEN =
      """
      INSERT INTO api_static_token (api_id, name, token_hash, hint, created_at, expires_at)
      VALUES ($1, $2, $3, $4, $5, $6)
      RETURNING
      """
          + TOKEN_COLUMNS;

  Future<StaticTokens.View> insertToken(
      SqlClient client, ApiId api, StaticTokens.View token, byte[] hash) {
    return client
        .preparedQuery(INSERT_TOKEN)
        .execute(
            Tuple.of(
                api.value(),
                token.name(),
                Buffer.buffer(hash),
                token.hint(),
                Rows.param(token.createdAt()),
                Rows.param(token.expiresAt())))
        .map(rows -> Rows.one(rows, ApiStore::token));
  }

  private static final Listing TOKENS =
      Listing.of("SELECT " + TOKEN_COLUMNS, "FROM api_static_token", Ordering.usually("id"));

  Future<Slice<StaticTokens.View>> tokens(SqlClient client, ApiId api, PageRequest page) {
    return TOKENS
        .where("api_id = $1", api.value())
        .search(page.query(), "name")
        .read(client, page.sort(), page.perPage(), page.offset(), ApiStore::token);
  }

  Future<Optional<String>> tokenName(SqlClient client, ApiId api, long id) {
    return client
        .preparedQuery("SELECT name FROM api_static_token WHERE api_id = $1 AND id = $2")
        .execute(Tuple.of(api.value(), id))
        .map(rows -> Rows.first(rows, row -> row.getString("name")));
  }

  private static final String END_TOKEN =
      """
      UPDATE api_static_token SET expires_at = least(expires_at, $3) WHERE api_id = $1 AND id = $2
      """;

  /** It ends then, if not before. */
  Future<Void> endToken(SqlClient client, ApiId api, long id, Instant at) {
    return client
        .preparedQuery(END_TOKEN)
        .execute(Tuple.of(api.value(), id, Rows.param(at)))
        .mapEmpty();
  }

  Future<Boolean> deleteToken(SqlClient client, ApiId api, long id) {
    return client
        .preparedQuery("DELETE FROM api_static_token WHERE api_id = $1 AND id = $2")
        .execute(Tuple.of(api.value(), id))
        .map(rows -> rows.rowCount() == 1);
  }

  private static final String IS_TOKEN =
      """
      SELECT 1 FROM api_static_token
       WHERE api_id = $1 AND token_hash = $2 AND (expires_at IS NULL OR expires_at > $3)
      """;

  Future<Boolean> isToken(SqlClient client, ApiId api, byte[] hash, Instant now) {
    return client
        .preparedQuery(IS_TOKEN)
        .execute(Tuple.of(api.value(), Buffer.buffer(hash), Rows.param(now)))
        .map(rows -> rows.size() == 1);
  }

  private static Tuple values(Api api) {
    return Tuple.of(
            api.title(),
            api.version(),
            api.description(),
            api.security().wire(),
            Json.text(api.cors()),
            api.accessTokenLifespan())
        .addInteger(api.refreshTokenLifespan())
        .addString(api.cookieSameSite().wire())
        .addString(api.externalIdentity().map(Json::text).orElse(null));
  }

  private static StaticTokens.View token(Row row) {
    return new StaticTokens.View(
        row.getLong("id"),
        row.getString("name"),
        row.getString("hint"),
        Rows.time(row, "created_at"),
        Rows.instant(row, "expires_at"));
  }

  private static Api api(Row row) {
    return new Api(
        new ApiId(row.getLong("id")),
        row.getString("title"),
        row.getString("api_version"),
        row.getString("description"),
        Wire.of(ApiSecurity.class, row.getString("security")),
        Wire.of(SameSite.class, row.getString("cookie_same_site")),
        Json.read(row.getString("cors"), Cors.class),
        Optional.ofNullable(row.getString("external_identity"))
            .map(json -> Json.read(json, IdentityProvider.class)),
        row.getInteger("access_token_lifespan"),
        row.getInteger("refresh_token_lifespan"),
        row.getInteger("row_version"));
  }
}
