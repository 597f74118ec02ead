package dev.karamon.group;

import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes and reads grants. A source replaces its own grants; those of others are never touched.
 */
public final class Grants {
  /** The source of a grant by hand: one per member and group. */
  private static final String BY_HAND = "admin";

  private final GrantStore store = new GrantStore();
  private final Clock clock;

  public Grants(Clock clock) {
    this.clock = clock;
  }

  /**
   * A source that is decided.
   *
   * @param ref as its grants name it
   * @param cause why it is decided now, such as {@code event evt_…}
   */
  public record Source(String ref, String cause) {}

  /**
   * Makes the grants of these sources exactly the desired ones, and writes an audit entry for each
   * that changed, in the caller's transaction. The caller makes sure that nobody else decides the
   * same sources meanwhile.
   *
   * @param sources all that are decided here, also those that grant nothing (any more)
   * @param desired grants of this kind, each from one of the sources
   * @return how many grants changed
   */
  public Future<Integer> replace(
      SqlConnection transaction,
      SourceKind kind,
      List<Source> sources,
      List<Grant> desired,
      String actor) {
    return sources.isEmpty()
        ? Future.succeededFuture(0)
        : store.replace(
            transaction, kind, sources, desired, new GrantStore.Why(clock.instant(), actor));
  }

  /** Puts a member into a group by hand, until the given end. */
  public Future<Integer> grantByHand(
      SqlConnection transaction,
      MemberId member,
      GroupId group,
      Optional<Instant> endsAt,
      String actor) {
    var grant =
        new Grant(member, group, SourceKind.MANUAL, byHand(member, group), clock.instant(), endsAt);
    return replace(
        transaction,
        SourceKind.MANUAL,
        List.of(new Source(grant.sourceRef(), "granted by hand")),
        List.of(grant),
        actor);
  }

  /** Takes the grant by hand away; other reasons to be in the group stay. */
  public Future<Integer> revokeByHand(
      SqlConnection transaction, MemberId member, GroupId group, String actor) {
    return replace(
        transaction,
        SourceKind.MANUAL,
        List.of(new Source(byHand(member, group), "taken away by hand")),
        List.of(),
        actor);
  }

  /**
   * Ends all grants of a member, whatever gives them, with an audit entry for each.
   *
   * @param cause the reason recorded in the audit log
   */
  public Future<Integer> endAll(
      SqlConnection transaction, MemberId member, String actor, String cause) {
    return store.endAll(transaction, member, cause, new GrantStore.Why(clock.instant(), actor));
  }

  /** All grants of these members, live or not, by member. */
  public Future<Map<MemberId, List<Grant>>> ofMembers(SqlClient client, List<MemberId> members) {
    return store.ofMembers(client, members);
  }

  /** All grants of these sources, live or not. */
  public Future<List<Grant>> ofSources(SqlClient client, SourceKind kind, List<String> sources) {
    return store.ofSources(client, kind, sources);
  }

  private static String byHand(MemberId member, GroupId group) {
    return BY_HAND + ":" + member + ":" + group;
  }
}
