package dev.karamon.group;

import dev.karamon.audit.CoreAction;
import dev.karamon.database.Columns;
import dev.karamon.database.Rows;
import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import dev.karamon.wire.Wire;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

final class GrantStore {
  /** When it is changed, and by whom. */
  record Why(Instant at, String actor) {}

  // An unchanged grant keeps its start and is not written, so a recomputation leaves no trace. The
  // OFFSET keeps each source looked up by its key, and ctid what was found from being looked for
  // again, whatever the planner believes of the table; nobody else changes these grants meanwhile.
  private static final String REPLACE =
      """
      WITH source AS (
        SELECT * FROM unnest($1::text[], $2::text[]) AS s (source_ref, cause)
      ), desired AS (
        SELECT * FROM unnest($3::bigint[], $4::bigint[], $5::text[], $6::timestamptz[], $7::timestamptz[])
            AS d (member_id, group_id, source_ref, starts_at, ends_at)
      ), old AS (
        SELECT g.place, g.member_id, g.group_id, g.source_ref, g.starts_at, g.ends_at
          FROM source s CROSS JOIN LATERAL (
            SELECT ctid AS place, * FROM membership_grant
             WHERE source_kind = $8 AND source_ref = s.source_ref OFFSET 0) g
      ), differing AS (
        SELECT member_id, group_id, source_ref, o.place,
               o.source_ref IS NOT NULL AS there, d.source_ref IS NOT NULL AS wanted,
               o.starts_at AS old_start, o.ends_at AS old_end,
               coalesce(o.starts_at, d.starts_at) AS starts_at, d.ends_at
          FROM old o FULL JOIN desired d USING (member_id, group_id, source_ref)
         WHERE o.source_ref IS NULL OR d.source_ref IS NULL
            OR o.ends_at IS DISTINCT FROM d.ends_at
      ), gone AS (
        DELETE FROM membership_grant g USING differing x
         WHERE NOT x.wanted AND g.ctid = x.place
      ), changed AS (
        UPDATE membership_grant g SET ends_at = x.ends_at FROM differing x
         WHERE x.wanted AND g.ctid = x.place
      ), added AS (
        INSERT INTO membership_grant (member_id, group_id, source_kind, source_ref, starts_at, ends_at)
        SELECT member_id, group_id, $8, source_ref, starts_at, ends_at
          FROM differing WHERE NOT there
        ON CONFLICT (member_id, group_id, source_kind, source_ref)
        DO UPDATE SET ends_at = excluded.ends_at
      )
      INSERT INTO audit (at, actor, action, subject, before, after, cause)
      SELECT $9, $10,
             CASE WHEN NOT x.there THEN '%s' WHEN NOT x.wanted THEN '%s' ELSE '%s' END,
             'member:' || x.member_id,
             CASE WHEN x.there THEN jsonb_strip_nulls(jsonb_build_object(
                 'group_id', x.group_id, 'source_kind', $8::text, 'source_ref', x.source_ref,
                 'starts_at', x.old_start, 'ends_at', x.old_end)) END,
             CASE WHEN x.wanted THEN jsonb_strip_nulls(jsonb_build_object(
                 'group_id', x.group_id, 'source_kind', $8::text, 'source_ref', x.source_ref,
                 'starts_at', x.starts_at, 'ends_at', x.ends_at)) END,
             s.cause
        FROM differing x JOIN source s USING (source_ref)
      """
          .formatted(
              CoreAction.GRANT_ADDED.wire(),
              CoreAction.GRANT_REMOVED.wire(),
              CoreAction.GRANT_CHANGED.wire());

  Future<Integer> replace(
      SqlClient client,
      SourceKind kind,
      List<Grants.Source> sources,
      List<Grant> desired,
      Why why) {
    var parameters =
        Tuple.tuple()
            .addArrayOfString(Columns.texts(sources, Grants.Source::ref))
            .addArrayOfString(Columns.texts(sources, Grants.Source::cause))
            .addArrayOfLong(Columns.numbers(desired, g -> g.member().value()))
            .addArrayOfLong(Columns.numbers(desired, g -> g.group().value()))
            .addArrayOfString(Columns.texts(desired, Grant::sourceRef))
            .addArrayOfOffsetDateTime(Columns.times(desired, Grant::startsAt))
            .addArrayOfOffsetDateTime(Columns.maybeTimes(desired, Grant::endsAt))
            .addString(kind.wire())
            .addOffsetDateTime(Rows.param(why.at()))
            .addString(why.actor());
    return client.preparedQuery(REPLACE).execute(parameters).map(rows -> rows.rowCount());
  }

  private static final String END_ALL =
      """
      WITH gone AS (
        DELETE FROM membership_grant WHERE member_id = $1
        RETURNING member_id, group_id, source_kind, source_ref, starts_at, ends_at
      )
      INSERT INTO audit (at, actor, action, subject, before, cause)
      SELECT $2, $3, '%s', 'member:' || g.member_id,
             jsonb_strip_nulls(jsonb_build_object(
                 'group_id', g.group_id, 'source_kind', g.source_kind, 'source_ref', g.source_ref,
                 'starts_at', g.starts_at, 'ends_at', g.ends_at)),
             $4
        FROM gone g
       ORDER BY g.group_id, g.source_kind, g.source_ref
      """
          .formatted(CoreAction.GRANT_REMOVED.wire());

  Future<Integer> endAll(SqlClient client, MemberId member, String cause, Why why) {
    return client
        .preparedQuery(END_ALL)
        .execute(Tuple.of(member.value(), Rows.param(why.at()), why.actor(), cause))
        .map(rows -> rows.rowCount());
  }

  private static final String OF_MEMBERS =
      """
      SELECT member_id, group_id, source_kind, source_ref, starts_at, ends_at
        FROM membership_grant
       WHERE member_id = ANY ($1::bigint[])
       ORDER BY group_id, source_kind, source_ref
      """;

  Future<Map<MemberId, List<Grant>>> ofMembers(SqlClient client, List<MemberId> members) {
    var ids = Columns.numbers(members, MemberId::value);
    return client
        .preparedQuery(OF_MEMBERS)
        .execute(Tuple.of(ids))
        .map(rows -> Rows.all(rows, GrantStore::grant))
        .map(grants -> grants.stream().collect(Collectors.groupingBy(Grant::member)));
  }

  private static final String OF_SOURCES =
      """
      SELECT member_id, group_id, source_kind, source_ref, starts_at, ends_at
        FROM membership_grant WHERE source_kind = $1 AND source_ref = ANY ($2::text[])
      """;

  Future<List<Grant>> ofSources(SqlClient client, SourceKind kind, List<String> sources) {
    return client
        .preparedQuery(OF_SOURCES)
        .execute(Tuple.of(kind.wire()).addArrayOfString(sources.toArray(String[]::new)))
        .map(rows -> Rows.all(rows, GrantStore::grant));
  }

  private static Grant grant(Row row) {
    return new Grant(
        new MemberId(row.getLong("member_id")),
        new GroupId(row.getLong("group_id")),
        Wire.of(SourceKind.class, row.getString("source_kind")),
        row.getString("source_ref"),
        Rows.time(row, "starts_at"),
        Rows.instant(row, "ends_at"));
  }
}
