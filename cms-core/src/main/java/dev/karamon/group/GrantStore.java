package dev.karamon.group;

import dev.karamon.database.Rows;
import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

final class GrantStore {
  /** What the audit entries of a change say. */
  record Why(Instant at, String actor, String cause) {}

  // An unchanged grant keeps its start and is not written, so a recomputation leaves no trace.
  private static final String REPLACE =
      """
      WITH desired AS (
        SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::timestamptz[], $5::timestamptz[])
            AS d (member_id, group_id, source_ref, starts_at, ends_at)
      ), old AS (
        SELECT * FROM membership_grant WHERE source_kind = $6 AND source_ref = ANY ($7::text[]) FOR UPDATE
      ), gone AS (
        DELETE FROM membership_grant g USING old
         WHERE g.source_kind = $6 AND g.source_ref = old.source_ref
           AND g.member_id = old.member_id AND g.group_id = old.group_id
           AND NOT EXISTS (
                 SELECT 1 FROM desired d
                  WHERE d.member_id = g.member_id AND d.group_id = g.group_id AND d.source_ref = g.source_ref)
        RETURNING g.member_id, g.group_id, g.source_ref
      ), put AS (
        INSERT INTO membership_grant AS g (member_id, group_id, source_kind, source_ref, starts_at, ends_at)
        SELECT member_id, group_id, $6, source_ref, starts_at, ends_at FROM desired
        ON CONFLICT (member_id, group_id, source_kind, source_ref)
        DO UPDATE SET ends_at = excluded.ends_at WHERE g.ends_at IS DISTINCT FROM excluded.ends_at
        RETURNING g.member_id, g.group_id, g.source_ref, g.starts_at, g.ends_at
      ), changed AS (
        SELECT c.member_id, c.group_id, c.source_ref,
               CASE WHEN o.source_ref IS NOT NULL THEN
                 jsonb_strip_nulls(jsonb_build_object('starts_at', o.starts_at, 'ends_at', o.ends_at)) END AS before,
               CASE WHEN c.present THEN
                 jsonb_strip_nulls(jsonb_build_object('starts_at', c.starts_at, 'ends_at', c.ends_at)) END AS after
          FROM (SELECT member_id, group_id, source_ref, starts_at, ends_at, true AS present FROM put
                UNION ALL
                SELECT member_id, group_id, source_ref, NULL, NULL, false FROM gone) c
          LEFT JOIN old o USING (member_id, group_id, source_ref)
      )
      INSERT INTO audit (at, actor, action, subject, before, after, cause)
      SELECT $8, $9,
             CASE WHEN before IS NULL THEN 'grant.added' WHEN after IS NULL THEN 'grant.removed'
                  ELSE 'grant.changed' END,
             'member:' || member_id,
             before || jsonb_build_object('group_id', group_id, 'source_kind', $6::text, 'source_ref', source_ref),
             after || jsonb_build_object('group_id', group_id, 'source_kind', $6::text, 'source_ref', source_ref),
             $10
        FROM changed
      """;

  Future<Integer> replace(
      SqlClient client, SourceKind kind, Collection<String> sources, List<Grant> desired, Why why) {
    var members = desired.stream().map(g -> g.member().value()).toArray(Long[]::new);
    var groups = desired.stream().map(g -> g.group().value()).toArray(Long[]::new);
    var refs = desired.stream().map(Grant::sourceRef).toArray(String[]::new);
    var starts = desired.stream().map(g -> Rows.param(g.startsAt())).toArray(OffsetDateTime[]::new);
    var ends = desired.stream().map(g -> Rows.param(g.endsAt())).toArray(OffsetDateTime[]::new);
    var parameters =
        Tuple.of(members, groups, refs, starts, ends)
            .addString(kind.wire())
            .addArrayOfString(sources.toArray(String[]::new))
            .addOffsetDateTime(Rows.param(why.at()))
            .addString(why.actor())
            .addString(why.cause());
    return client.preparedQuery(REPLACE).execute(parameters).map(rows -> rows.rowCount());
  }

  private static final String OF_MEMBERS =
      """
      SELECT member_id, group_id, source_kind, source_ref, starts_at, ends_at
        FROM membership_grant
       WHERE member_id = ANY ($1::bigint[])
       ORDER BY group_id, source_kind, source_ref
      """;

  Future<Map<MemberId, List<Grant>>> ofMembers(SqlClient client, List<MemberId> members) {
    var ids = members.stream().map(MemberId::value).toArray(Long[]::new);
    return client
        .preparedQuery(OF_MEMBERS)
        .execute(Tuple.of(ids))
        .map(rows -> Rows.all(rows, GrantStore::grant))
        .map(grants -> grants.stream().collect(Collectors.groupingBy(Grant::member)));
  }

  private static Grant grant(Row row) {
    return new Grant(
        new MemberId(row.getLong("member_id")),
        new GroupId(row.getLong("group_id")),
        SourceKind.of(row.getString("source_kind")),
        row.getString("source_ref"),
        Rows.time(row, "starts_at"),
        Rows.instant(row, "ends_at"));
  }
}
