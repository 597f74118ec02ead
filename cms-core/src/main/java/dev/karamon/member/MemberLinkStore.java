package dev.karamon.member;

import dev.karamon.database.Columns;
import dev.karamon.database.Listing;
import dev.karamon.database.Ordering;
import dev.karamon.database.Rows;
import dev.karamon.database.Slice;
import dev.karamon.id.MemberId;
import dev.karamon.page.PageRequest;
import dev.karamon.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The links that members confirm addresses and set passwords by; of their tokens, the hashes. */
final class MemberLinkStore {
  private static final String PUT =
      """
      INSERT INTO member_link AS l
             (member_id, purpose, email, page, token_hash, mailed, created_at, expires_at)
      VALUES ($1, $2, $3, $4, $5::bytea, $5::bytea IS NOT NULL, $6, $7)
      ON CONFLICT (member_id, purpose) DO UPDATE
         SET email = $3, page = $4, token_hash = $5::bytea, mailed = $5::bytea IS NOT NULL,
             created_at = $6, expires_at = $7
       WHERE l.created_at <= $8
      """;

  /** Takes the place of the former link; false while that is not older than the pause. */
  Future<Boolean> put(
      SqlClient client, MemberLinks.Wish wish, Optional<byte[]> hash, Instant now, Duration pause) {
    return client
        .preparedQuery(PUT)
        .execute(
            Tuple.tuple()
                .addLong(wish.member().value())
                .addString(wish.purpose().wire())
                .addString(wish.email())
                .addString(wish.mail().page())
                .addBuffer(hash.map(Buffer::buffer).orElse(null))
                .addOffsetDateTime(Rows.param(now))
                .addOffsetDateTime(Rows.param(now.plus(wish.purpose().lifetime())))
                .addOffsetDateTime(Rows.param(now.minus(pause))))
        .map(rows -> rows.rowCount() == 1);
  }

  private static final String HOLDER =
      """
      SELECT member_id FROM member_link WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3
      """;

  /** Whose link it is; empty when it is invalid. */
  Future<Optional<MemberId>> holder(
      SqlClient client, byte[] hash, LinkPurpose purpose, Instant now) {
    return client
        .preparedQuery(HOLDER)
        .execute(Tuple.of(Buffer.buffer(hash), purpose.wire(), Rows.param(now)))
        .map(rows -> Rows.first(rows, row -> new MemberId(row.getLong("member_id"))));
  }

  private static final String USE =
      """
      DELETE FROM member_link WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3
      RETURNING email, mailed
      """;

  Future<Optional<MemberLinks.Used>> use(
      SqlClient client, byte[] hash, LinkPurpose purpose, Instant now, Member holder) {
    return client
        .preparedQuery(USE)
        .execute(Tuple.of(Buffer.buffer(hash), purpose.wire(), Rows.param(now)))
        .map(rows ->
            Rows.first(
                rows,
                row ->
                    new MemberLinks.Used(
                        holder, row.getString("email"), row.getBoolean("mailed"))));
  }

  private static final String NOT_MAILED =
      "UPDATE member_link SET mailed = false, token_hash = NULL WHERE token_hash = $1";

  /** Nobody has its token. */
  Future<Void> notMailed(SqlClient client, byte[] hash) {
    return client.preparedQuery(NOT_MAILED).execute(Tuple.of(Buffer.buffer(hash))).mapEmpty();
  }

  Future<Void> delete(SqlClient client, MemberId member, LinkPurpose purpose) {
    return client
        .preparedQuery("DELETE FROM member_link WHERE member_id = $1 AND purpose = $2")
        .execute(Tuple.of(member.value(), purpose.wire()))
        .mapEmpty();
  }

  private static final String COLUMNS =
      "SELECT id, member_id, purpose, email, mailed, created_at, expires_at, page";

  private static final Listing LIST =
      Listing.of(COLUMNS, "FROM member_link", Ordering.usually("id DESC"));

  Future<Slice<MemberLinks.View>> list(SqlClient client, PageRequest page, Instant now) {
    return LIST.where("expires_at > $1", Rows.param(now))
        .search(page.query(), "email")
        .read(client, page.sort(), page.perPage(), page.offset(), MemberLinkStore::view);
  }

  private static final String MAKE =
      """
      UPDATE member_link l SET token_hash = $2, mailed = false, expires_at = ends.at
        FROM unnest($4::text[], $5::timestamptz[]) AS ends (purpose, at)
       WHERE l.id = $1 AND l.expires_at > $3 AND l.purpose = ends.purpose
      RETURNING l.id, l.member_id, l.purpose, l.email, l.mailed, l.created_at, l.expires_at, l.page
      """;

  /** Starts its validity, which lasts as long as its purpose allows. */
  Future<Optional<MemberLinks.View>> make(SqlClient client, long id, byte[] hash, Instant now) {
    var purposes = List.of(LinkPurpose.values());
    return client
        .preparedQuery(MAKE)
        .execute(
            Tuple.of(id, Buffer.buffer(hash), Rows.param(now))
                .addArrayOfString(Columns.texts(purposes, LinkPurpose::wire))
                .addArrayOfOffsetDateTime(
                    Columns.times(purposes, purpose -> now.plus(purpose.lifetime()))))
        .map(rows -> Rows.first(rows, MemberLinkStore::view));
  }

  private static MemberLinks.View view(Row row) {
    return new MemberLinks.View(
        row.getLong("id"),
        new MemberId(row.getLong("member_id")),
        Wire.of(LinkPurpose.class, row.getString("purpose")),
        row.getString("email"),
        row.getString("page"),
        row.getBoolean("mailed"),
        Rows.time(row, "created_at"),
        Rows.time(row, "expires_at"));
  }
}
