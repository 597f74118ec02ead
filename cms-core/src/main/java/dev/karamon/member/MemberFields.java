package dev.karamon.member;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.actor.Actor;
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

  /**
   * What an admin who deletes a member decides.
   *
   * @param name of the query parameter
   * @param values an enum of what can be chosen
   */
  record Choice(String name, Class<? extends Enum<?>> values, String description) {}

  /** What a module still has against a deletion, asked in its transaction. */
  @FunctionalInterface
  interface Objection {
    /** Why the member cannot be deleted now; empty when nothing speaks against it. */
    Future<Optional<String>> in(SqlClient transaction);
  }

  /** A record: the fields with their documentation. */
  Class<? extends Record> type();

  /** The fields of each of these members. */
  Future<Map<MemberId, Map<String, JsonNode>>> read(SqlClient client, List<MemberId> members);

  /** What lists of members can be narrowed down by; empty when by nothing of this module. */
  Optional<Filter> filter();

  /** The members that the filter leaves when it is set to this value. */
  Future<List<MemberId>> matching(SqlClient client, String value);

  /** What is decided when a member is deleted; empty when nothing of this module. */
  Optional<Choice> choiceToDelete();

  /**
   * Does what was chosen for a member who is about to be deleted, outside any transaction; outside
   * systems may be asked. Nothing is deleted when it fails.
   *
   * @param chosen one of the values of the choice, if the query has it
   */
  Future<Objection> prepareToDelete(Actor actor, MemberId member, Optional<String> chosen);
}
