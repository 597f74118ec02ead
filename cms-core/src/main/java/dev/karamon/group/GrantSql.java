package dev.karamon.group;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.id.GroupId;
import dev.karamon.json.Json;
import java.util.HashMap;
import java.util.Map;

/** Who is in which group, for the statements of several stores. */
public final class GrantSql {
  private GrantSql() {}

  /** That a grant counts at a point in time: {@link Grant#isLive}. */
  public static String isLive(String grant, String at) {
    return "%1$s.starts_at <= %2$s AND (%1$s.ends_at IS NULL OR %1$s.ends_at > %2$s)"
        .formatted(grant, at);
  }

  /** The groups a member is in at a point in time, as a text for {@link #groups}. */
  public static String groupsOf(String member, String at) {
    return """
    (SELECT coalesce(json_object_agg(g.id, g.name), '{}')::text
       FROM member_group g
      WHERE EXISTS (
              SELECT 1 FROM membership_grant r
               WHERE r.member_id = %s AND r.group_id = g.id AND %s))\
    """
        .formatted(member, isLive("r", at));
  }

  /** Groups with their names. */
  public static Map<GroupId, String> groups(String text) {
    var groups = new HashMap<GroupId, String>();
    for (Map.Entry<String, JsonNode> group : Json.read(text).properties()) {
      groups.put(new GroupId(Long.parseLong(group.getKey())), group.getValue().asText());
    }
    return groups;
  }
}
