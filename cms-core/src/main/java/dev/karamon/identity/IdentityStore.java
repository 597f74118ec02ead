package dev.karamon.identity;

import dev.karamon.database.Rows;
import dev.karamon.group.GrantSql;
import dev.karamon.id.MemberId;
import dev.karamon.operation.Caller;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

/** Who members are at other identity providers. */
final class IdentityStore {
  /**
   * A person who is known.
   *
   * @param caller empty when the member may not log in
   */
  record Known(Optional<Caller> caller) {}

  private static final String FIND =
      """
      SELECT m.id, m.status = 'active' AS active,
             %s AS groups
        FROM member_identity i JOIN member m ON m.id = i.member_id
       WHERE i.issuer = $1 AND i.subject = $2
      """
          .formatted(GrantSql.groupsOf("m.id", "$3"));

  Future<Optional<Known>> find(SqlClient client, ProviderTokens.Person person, Instant now) {
    return client
        .preparedQuery(FIND)
        .execute(Tuple.of(person.issuer(), person.subject(), Rows.param(now)))
        .map(rows -> Rows.first(rows, IdentityStore::known));
  }

  private static final String CLAIM =
      "SELECT pg_advisory_xact_lock(hashtextextended($1 || chr(10) || $2, 0))";

  /** Whoever else meets this person for the first time waits. */
  Future<Void> claim(SqlClient transaction, ProviderTokens.Person person) {
    return transaction
        .preparedQuery(CLAIM)
        .execute(Tuple.of(person.issuer(), person.subject()))
        .mapEmpty();
  }

  private static final String INSERT =
      """
      INSERT INTO member_identity (issuer, subject, member_id, created_at) VALUES ($1, $2, $3, $4)
      """;

  Future<Void> insert(
      SqlClient client, ProviderTokens.Person person, MemberId member, Instant now) {
    return client
        .preparedQuery(INSERT)
        .execute(Tuple.of(person.issuer(), person.subject(), member.value(), Rows.param(now)))
        .mapEmpty();
  }

  private static Known known(Row row) {
    if (!row.getBoolean("active")) {
      return new Known(Optional.empty());
    }
    return new Known(
        Optional.of(
            new Caller(
                new MemberId(row.getLong("id")),
                Optional.empty(),
                GrantSql.groups(row.getString("groups")))));
  }
}
