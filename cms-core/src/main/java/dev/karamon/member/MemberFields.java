package dev.karamon.member;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.id.MemberId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fields that a module adds to members, in the admin API and in the member's own profile. */
public interface MemberFields {
  /**
   * What lists of members can be narrowed down by.
   *
   * @param name of the query parameter
   */
  record Filter(String name, String description) {}

  /** A record: the fields with their documentation. */
  Class<? extends Record> type();

  /** The fields of each of these members. */
  Future<Map<MemberId, Map<String, JsonNode>>> read(SqlClient client, List<MemberId> members);

  /** What lists of members can be narrowed down by; empty when by nothing of this module. */
  Optional<Filter> filter();

  /** The members that the filter leaves when it is set to this value. */
  Future<List<MemberId>> matching(SqlClient client, String value);

  /** Why this member cannot be deleted now; empty when nothing speaks against it. */
  Future<Optional<String>> refusalToDelete(SqlClient client, MemberId member);
}
