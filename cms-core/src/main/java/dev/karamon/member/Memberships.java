package dev.karamon.member;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.actor.Actor;
import dev.karamon.admin.Extended;
import dev.karamon.async.InTurn;
import dev.karamon.async.Require;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.group.Grant;
import dev.karamon.group.Grants;
import dev.karamon.group.Groups;
import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows members with the groups they are in, why, and what modules know of them. */
final class Memberships {
  private final Grants grants;
  private final Groups groups;
  private final List<MemberFields> contributed;
  private final Clock clock;

  Memberships(Grants grants, Groups groups, List<MemberFields> contributed, Clock clock) {
    this.grants = grants;
    this.groups = groups;
    this.contributed = List.copyOf(contributed);
    this.clock = clock;
  }

  List<MemberFields> contributed() {
    return contributed;
  }

  Future<List<Extended<MemberView>>> show(SqlClient client, List<Member> members) {
    var ids = members.stream().map(Member::id).toList();
    return grants
        .ofMembers(client, ids)
        .map(this::onlyLive)
        .compose(live ->
            names(client, live)
                .compose(names ->
                    fields(client, ids)
                        .map(fields ->
                            members.stream().map(m -> view(m, live, names, fields)).toList())));
  }

  Future<Map<MemberId, Map<String, JsonNode>>> fields(SqlClient client, List<MemberId> ids) {
    return Extended.fields(contributed, part -> part.read(client, ids));
  }

  /** The members that all filters of modules leave that the query sets; empty when it sets none. */
  Future<Optional<Collection<MemberId>>> matching(
      SqlClient client, Function<String, Optional<String>> query) {
    return InTurn.<MemberFields, Optional<Collection<MemberId>>>fold(
        contributed,
        Optional.empty(),
        (left, part) -> {
          var value = part.filter().flatMap(filter -> query.apply(filter.name()));
          return value.isEmpty()
              ? Future.succeededFuture(left)
              : part.matching(client, value.get())
                  .map(found -> Optional.of(both(left, Set.copyOf(found))));
        });
  }

  /** Has all modules do what the query chooses; gives what they still have against the deletion. */
  Future<List<MemberFields.Objection>> prepareToDelete(
      Actor actor, MemberId id, Function<String, Optional<String>> query) {
    var objections = new ArrayList<MemberFields.Objection>();
    return InTurn.each(
            contributed,
            part -> {
              var chosen = part.choiceToDelete().flatMap(choice -> query.apply(choice.name()));
              return part.prepareToDelete(actor, id, chosen).onSuccess(objections::add);
            })
        .map(objections);
  }

  /** Fails with {@code IN_USE} when a module has something against a deletion. */
  static Future<Void> refuseAny(SqlClient transaction, List<MemberFields.Objection> objections) {
    return InTurn.each(
        objections,
        objection ->
            objection
                .in(transaction)
                .compose(refusal ->
                    Require.that(
                        refusal.isEmpty(),
                        () -> new KaramonException(CommonError.IN_USE, refusal.get()))));
  }

  private static Collection<MemberId> both(
      Optional<Collection<MemberId>> left, Set<MemberId> found) {
    return left.<Collection<MemberId>>map(ids -> ids.stream().filter(found::contains).toList())
        .orElse(found);
  }

  private Map<MemberId, List<Grant>> onlyLive(Map<MemberId, List<Grant>> grantsOf) {
    var now = clock.instant();
    return grantsOf.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e -> e.getValue().stream().filter(grant -> grant.isLive(now)).toList()));
  }

  private Future<Map<GroupId, String>> names(SqlClient client, Map<MemberId, List<Grant>> live) {
    var ids =
        live.values().stream().flatMap(List::stream).map(Grant::group).collect(Collectors.toSet());
    return groups.names(client, ids);
  }

  private static Extended<MemberView> view(
      Member member,
      Map<MemberId, List<Grant>> live,
      Map<GroupId, String> names,
      Map<MemberId, Map<String, JsonNode>> fields) {
    var byGroup =
        live.getOrDefault(member.id(), List.of()).stream()
            .collect(Collectors.groupingBy(Grant::group, LinkedHashMap::new, Collectors.toList()));
    var groups =
        byGroup.entrySet().stream()
            .map(e ->
                new MemberView.Membership(
                    e.getKey(),
                    names.getOrDefault(e.getKey(), ""),
                    e.getValue().stream().map(Memberships::reason).toList()))
            .toList();
    return new Extended<>(
        new MemberView(
            member.id(),
            member.email(),
            member.name(),
            member.status(),
            member.emailVerified(),
            groups,
            member.version()),
        fields.getOrDefault(member.id(), Map.of()));
  }

  private static MemberView.Reason reason(Grant grant) {
    return new MemberView.Reason(
        grant.sourceKind(), grant.sourceRef(), grant.startsAt(), grant.endsAt());
  }
}
