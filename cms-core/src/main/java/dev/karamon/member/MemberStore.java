package dev.karamon.member;

import dev.karamon.database.Columns;
import dev.karamon.database.Listing;
import dev.karamon.database.Ordering;
import dev.karamon.database.Rows;
import dev.karamon.database.Slice;
import dev.karamon.group.GrantSql;
import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import dev.karamon.page.PageRequest;
import dev.karamon.wire.Wire;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

final class MemberStore {
  private static final String COLUMNS =
      """
      SELECT m.id, m.email, m.name, m.status, m.password_hash, m.version,
             m.email_verified_at IS NOT NULL AS email_verified
      """;

  static final Ordering ORDERS =
      Ordering.usually("m.id")
          .or("email", "lower(m.email)")
          .or("name", "lower(m.name)")
          .or("status", "m.status")
          .or("created_at", "m.created_at");

  /**
   * Which members are asked for; empty for all.
   *
   * @param among only these
   */
  record Filter(Optional<GroupId> group, Optional<Collection<MemberId>> among) {}

  private static final Listing LIST = Listing.of(COLUMNS, "FROM member m", ORDERS);

  private static final String IN_GROUP =
      """
      EXISTS (SELECT 1 FROM membership_grant g
               WHERE g.member_id = m.id AND g.group_id = $1 AND %s)
      """
          .formatted(GrantSql.isLive("g", "$2"));

  Future<Slice<Member>> list(SqlClient client, PageRequest page, Filter filter, Instant now) {
    return LIST.search(page.query(), "m.email", "m.name")
        .whereGiven(filter.group().map(GroupId::value), IN_GROUP, Rows.param(now))
        .whereGiven(
            filter.among().map(ids -> Columns.numbers(ids, MemberId::value)), "m.id = ANY ($1)")
        .read(client, page.sort(), page.perPage(), page.offset(), MemberStore::member);
  }

  private static final String FIND = COLUMNS + "FROM member m WHERE m.id = $1";

  Future<Optional<Member>> find(SqlClient client, MemberId id) {
    return first(client, FIND, id.value());
  }

  private static final String HOLD = FIND + " FOR NO KEY UPDATE";

  /** A member, locked until the transaction ends. */
  Future<Optional<Member>> hold(SqlClient transaction, MemberId id) {
    return first(transaction, HOLD, id.value());
  }

  private static final String FIND_BY_EMAIL =
      COLUMNS + "FROM member m WHERE lower(m.email COLLATE \"C\") = lower($1 COLLATE \"C\")";

  Future<Optional<Member>> findByEmail(SqlClient client, EmailAddress email) {
    return first(client, FIND_BY_EMAIL, email.value());
  }

  private static Future<Optional<Member>> first(SqlClient client, String query, Object key) {
    return client
        .preparedQuery(query)
        .execute(Tuple.of(key))
        .map(rows -> Rows.first(rows, MemberStore::member));
  }

  private static final String NOTE_TOLD =
      """
      UPDATE member SET told_taken_at = $2
       WHERE lower(email COLLATE "C") = lower($1 COLLATE "C")
         AND (told_taken_at IS NULL OR told_taken_at <= $3)
      RETURNING id
      """;

  /**
   * Empty when no member has the address, or when the owner was notified after the given moment.
   */
  Future<Optional<MemberId>> noteTold(
      SqlClient client, EmailAddress email, Instant now, Instant pausedUntil) {
    return client
        .preparedQuery(NOTE_TOLD)
        .execute(Tuple.of(email.value(), Rows.param(now), Rows.param(pausedUntil)))
        .map(rows -> Rows.first(rows, row -> new MemberId(row.getLong("id"))));
  }

  private static final String INSERT =
      """
      INSERT INTO member (email, name, password_hash, status, created_at)
      VALUES ($1, $2, $3, $4, $5)
      RETURNING id
      """;

  Future<MemberId> insert(
      SqlClient client,
      EmailAddress email,
      String name,
      Optional<String> passwordHash,
      MemberStatus status,
      Instant now) {
    return client
        .preparedQuery(INSERT)
        .execute(
            Tuple.of(
                email.value(), name, passwordHash.orElse(null), status.wire(), Rows.param(now)))
        .map(rows -> Rows.one(rows, row -> new MemberId(row.getLong("id"))));
  }

  private static final String UPDATE =
      """
      UPDATE member
         SET email = $2, name = $3, status = $4, password_hash = coalesce($5, password_hash),
             email_verified_at =
               CASE WHEN lower(email COLLATE "C") = lower($2 COLLATE "C") THEN email_verified_at END,
             version = version + 1
       WHERE id = $1 AND ($6::integer IS NULL OR version = $6)
      """;

  Future<Boolean> update(
      SqlClient client,
      MemberId id,
      EmailAddress email,
      String name,
      MemberStatus status,
      Optional<String> passwordHash,
      Optional<Integer> version) {
    return client
        .preparedQuery(UPDATE)
        .execute(
            Tuple.of(
                id.value(),
                email.value(),
                name,
                status.wire(),
                passwordHash.orElse(null),
                version.orElse(null)))
        .map(rows -> rows.rowCount() == 1);
  }

  private static final String UPDATE_OWN =
      """
      UPDATE member
         SET email = $2, name = $3,
             email_verified_at =
               CASE WHEN lower(email COLLATE "C") = lower($2 COLLATE "C") THEN email_verified_at END,
             version = version + 1
       WHERE id = $1
      """;

  Future<Void> updateOwn(SqlClient client, MemberId id, String email, String name) {
    return client.preparedQuery(UPDATE_OWN).execute(Tuple.of(id.value(), email, name)).mapEmpty();
  }

  private static final String NOTE_MOVE =
      """
      UPDATE member SET move_asked_at = $2
       WHERE id = $1 AND (move_asked_at IS NULL OR move_asked_at <= $3)
      """;

  /** False when the member asked for another address after the given moment. */
  Future<Boolean> noteMove(SqlClient client, MemberId id, Instant now, Instant pausedUntil) {
    return client
        .preparedQuery(NOTE_MOVE)
        .execute(Tuple.of(id.value(), Rows.param(now), Rows.param(pausedUntil)))
        .map(rows -> rows.rowCount() == 1);
  }

  private static final String SET_PASSWORD =
      "UPDATE member SET password_hash = $2, version = version + 1 WHERE id = $1";

  Future<Void> setPassword(SqlClient client, MemberId id, String hash) {
    return client.preparedQuery(SET_PASSWORD).execute(Tuple.of(id.value(), hash)).mapEmpty();
  }

  private static final String CONFIRM =
      """
      UPDATE member
         SET email = $2,
             email_verified_at = CASE WHEN $3 THEN $4 ELSE email_verified_at END,
             status = CASE WHEN status = 'unconfirmed' THEN 'active' ELSE status END,
             version = version + 1
       WHERE id = $1
      """;

  /** The address is the member's, whether that was shown by mail or an admin vouches for it. */
  Future<Void> confirm(SqlClient client, MemberId id, String email, boolean byMail, Instant now) {
    return client
        .preparedQuery(CONFIRM)
        .execute(Tuple.of(id.value(), email, byMail, Rows.param(now)))
        .mapEmpty();
  }

  private static final String END_SESSIONS =
      """
      WITH grants AS (DELETE FROM grant_token WHERE member_id = $1),
           links AS (DELETE FROM member_link WHERE member_id = $1)
      DELETE FROM member_session WHERE member_id = $1
      """;

  /** Ends all log-ins and what could become one. */
  Future<Void> endSessions(SqlClient client, MemberId id) {
    return client.preparedQuery(END_SESSIONS).execute(Tuple.of(id.value())).mapEmpty();
  }

  Future<Void> deleteLinks(SqlClient client, MemberId id) {
    return client
        .preparedQuery("DELETE FROM member_link WHERE member_id = $1")
        .execute(Tuple.of(id.value()))
        .mapEmpty();
  }

  Future<Void> delete(SqlClient client, MemberId id) {
    return client
        .preparedQuery("DELETE FROM member WHERE id = $1")
        .execute(Tuple.of(id.value()))
        .mapEmpty();
  }

  private static Member member(Row row) {
    return new Member(
        new MemberId(row.getLong("id")),
        row.getString("email"),
        row.getString("name"),
        Wire.of(MemberStatus.class, row.getString("status")),
        Optional.ofNullable(row.getString("password_hash")),
        row.getBoolean("email_verified"),
        row.getInteger("version"));
  }
}
