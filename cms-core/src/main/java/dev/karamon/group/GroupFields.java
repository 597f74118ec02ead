package dev.karamon.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.actor.Actor;
import dev.karamon.error.Problems;
import dev.karamon.id.GroupId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fields that a module adds to groups, in the admin API and in the editor. */
public interface GroupFields {
  /** A record of {@code Optional} components: the fields with their documentation. */
  Class<? extends Record> type();

  /** The fields of each of these groups; nothing for a group while the fields are not shown. */
  Future<Map<GroupId, Map<String, JsonNode>>> read(SqlClient client, List<GroupId> groups);

  /** Checks the fields before anything is written; outside systems may be asked. */
  Future<Void> check(ObjectNode fields, Problems problems);

  /**
   * Waits for whoever decides by these fields, if they are going to be changed: before the group
   * itself is locked, as those who decide by them may need it.
   */
  Future<Void> begin(SqlConnection transaction, ObjectNode fields);

  /** The same before the group is deleted. */
  Future<Void> beginDelete(SqlConnection transaction);

  /**
   * Stores the fields of a saved group, in the transaction of the save; absent fields stay as they
   * are.
   *
   * @param fields the whole checked body
   */
  Future<Void> write(SqlConnection transaction, GroupId group, ObjectNode fields, Actor actor);

  /**
   * Why members may not join this group without a grant of their own, such as at registration;
   * empty when they may.
   */
  Future<Optional<String>> refusalAsDefault(SqlClient client, GroupId group);

  /** Removes what is stored for a group, in the transaction that deletes it. */
  Future<Void> delete(SqlConnection transaction, GroupId group);
}
