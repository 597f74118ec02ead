package dev.karamon.group;

import dev.karamon.database.Columns;
import dev.karamon.database.Listing;
import dev.karamon.database.Ordering;
import dev.karamon.database.Rows;
import dev.karamon.database.Slice;
import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import dev.karamon.page.PageRequest;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

final class GroupStore {
  private static final String COLUMNS =
      """
      SELECT g.id, g.name, g.description, g.version,
             (SELECT count(DISTINCT m.member_id) FROM membership_grant m
               WHERE m.group_id = g.id AND %s) AS member_count
      """
          .formatted(GrantSql.isLive("m", "$1"));

  static final Ordering ORDERS =
      Ordering.usually("id").or("name", "lower(name)").or("member_count", "member_count");

  private static final String ALL = "FROM (" + COLUMNS + " FROM member_group g) g";

  Future<Slice<MemberGroup>> list(SqlClient client, PageRequest page, Instant now) {
    return Listing.of("SELECT *", ALL, ORDERS, Rows.param(now))
        .search(page.query(), "g.name")
        .read(client, page.sort(), page.perPage(), page.offset(), GroupStore::group);
  }

  private static final Listing NAMED =
      Listing.of("SELECT id, name", "FROM member_group", Ordering.usually("id"));

  Future<Slice<GroupName>> named(SqlClient client, PageRequest page) {
    return NAMED
        .search(page.query(), "name")
        .read(
            client,
            page.sort(),
            page.perPage(),
            page.offset(),
            row -> new GroupName(new GroupId(row.getLong("id")), row.getString("name")));
  }

  private static final String FIND = COLUMNS + " FROM member_group g WHERE g.id = $2";

  Future<Optional<MemberGroup>> find(SqlClient client, GroupId id, Instant now) {
    return client
        .preparedQuery(FIND)
        .execute(Tuple.of(Rows.param(now), id.value()))
        .map(rows -> Rows.first(rows, GroupStore::group));
  }

  private static final String MEMBERS =
      """
      SELECT DISTINCT member_id FROM membership_grant m WHERE m.group_id = $2 AND %s
      """
          .formatted(GrantSql.isLive("m", "$1"));

  /** Who is in the group. */
  Future<Set<MemberId>> members(SqlClient client, GroupId id, Instant now) {
    return client
        .preparedQuery(MEMBERS)
        .execute(Tuple.of(Rows.param(now), id.value()))
        .map(rows -> Set.copyOf(Rows.all(rows, row -> new MemberId(row.getLong("member_id")))));
  }

  /** Locks the group for a change until the transaction ends; false when it is gone. */
  Future<Boolean> lock(SqlClient transaction, GroupId id) {
    return transaction
        .preparedQuery("SELECT 1 FROM member_group WHERE id = $1 FOR NO KEY UPDATE")
        .execute(Tuple.of(id.value()))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Whoever wants to change the group waits until the transaction has ended; false when gone. */
  Future<Boolean> hold(SqlClient transaction, GroupId id) {
    return transaction
        .preparedQuery("SELECT 1 FROM member_group WHERE id = $1 FOR SHARE")
        .execute(Tuple.of(id.value()))
        .map(rows -> rows.rowCount() == 1);
  }

  private static final String NAMES =
      "SELECT id, name FROM member_group WHERE id = ANY ($1::bigint[])";

  Future<Map<GroupId, String>> names(SqlClient client, Collection<GroupId> ids) {
    return client
        .preparedQuery(NAMES)
        .execute(Tuple.of(Columns.numbers(ids, GroupId::value)))
        .map(rows ->
            Rows.all(rows, row -> row).stream()
                .collect(
                    Collectors.toMap(
                        row -> new GroupId(row.getLong("id")), row -> row.getString("name"))));
  }

  private static final String INSERT =
      """
      INSERT INTO member_group (name, description, created_at) VALUES ($1, $2, $3) RETURNING id
      """;

  Future<GroupId> insert(SqlClient client, String name, String description, Instant now) {
    return client
        .preparedQuery(INSERT)
        .execute(Tuple.of(name, description, Rows.param(now)))
        .map(rows -> Rows.one(rows, row -> new GroupId(row.getLong("id"))));
  }

  private static final String UPDATE =
      """
      UPDATE member_group SET name = $2, description = $3, version = version + 1
       WHERE id = $1 AND ($4::integer IS NULL OR version = $4)
      """;

  Future<Boolean> update(
      SqlClient client, GroupId id, String name, String description, Optional<Integer> version) {
    return client
        .preparedQuery(UPDATE)
        .execute(Tuple.of(id.value(), name, description, version.orElse(null)))
        .map(rows -> rows.rowCount() == 1);
  }

  Future<Boolean> delete(SqlClient client, GroupId id) {
    return client
        .preparedQuery("DELETE FROM member_group WHERE id = $1")
        .execute(Tuple.of(id.value()))
        .map(rows -> rows.rowCount() == 1);
  }

  private static MemberGroup group(Row row) {
    return new MemberGroup(
        new GroupId(row.getLong("id")),
        row.getString("name"),
        row.getString("description"),
        row.getInteger("version"),
        row.getLong("member_count"));
  }
}
