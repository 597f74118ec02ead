package dev.karamon.group;

import dev.karamon.id.GroupId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;

/** Something that names groups and breaks without them, or when they are sold. */
public interface GroupUse {
  /** What needs the group, in words; asked in the transaction that deletes it. */
  Future<List<String>> of(SqlClient transaction, GroupId group);

  /**
   * What puts people into the group who have no reason of their own to be in it, in words; asked in
   * the transaction that begins to sell it.
   */
  Future<List<String>> asDefault(SqlClient transaction, GroupId group);
}
