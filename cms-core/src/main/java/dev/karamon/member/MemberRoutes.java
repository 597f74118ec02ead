package dev.karamon.member;

import dev.karamon.actor.Role;
import dev.karamon.admin.AdminCall;
import dev.karamon.admin.AdminRoute;
import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Members in the admin API. */
public final class MemberRoutes {
  /** A grant by hand. */
  public record GrantDraft(
      @Schema(description = "When it ends; without an end when omitted.")
          Optional<Instant> endsAt) {}

  private MemberRoutes() {}

  /** The routes of the admin API for members. */
  public static List<AdminRoute<?>> of(Members members) {
    var more = members.fieldTypes();
    return List.of(
        list(members),
        AdminRoute.post("/members")
            .role(Role.EDITOR)
            .does("createMember", "Create a member.")
            .with(more)
            .takes(MemberDraft.class)
            .creates(MemberView.class, call -> members.create(call.actor(), call.body())),
        AdminRoute.get("/members/{id}")
            .role(Role.VIEWER)
            .does("findMember", "One member.")
            .with(more)
            .answers(MemberView.class, call -> members.find(id(call))),
        AdminRoute.put("/members/{id}")
            .role(Role.EDITOR)
            .does("updateMember", "Change a member.")
            .with(more)
            .takes(MemberDraft.class)
            .answers(MemberView.class, call -> members.update(call.actor(), id(call), call.body())),
        delete(members),
        AdminRoute.put("/members/{id}/groups/{group_id}")
            .role(Role.EDITOR)
            .does("grantGroup", "Add a member to a group manually.")
            .with(more)
            .takesOnly(GrantDraft.class)
            .answers(
                MemberView.class,
                call ->
                    members.grant(
                        call.actor(),
                        id(call),
                        call.id("group_id", GroupId::new),
                        call.body().endsAt())),
        AdminRoute.delete("/members/{id}/groups/{group_id}")
            .role(Role.EDITOR)
            .does("revokeGroup", "Remove the manual grant; other reasons remain.")
            .with(more)
            .answers(
                MemberView.class,
                call -> members.revoke(call.actor(), id(call), call.id("group_id", GroupId::new))));
  }

  private static AdminRoute<?> list(Members members) {
    var route =
        AdminRoute.get("/members")
            .role(Role.VIEWER)
            .does("listMembers", "Members, oldest first.")
            .query("group_id", Long.class, "Only members who are in this group now.")
            .sorts(MemberStore.ORDERS.names());
    for (var filter : members.filters()) {
      route.query(filter.name(), filter.description());
    }
    return route
        .with(members.fieldTypes())
        .lists(MemberView.class, call -> members.list(call.page(), group(call), call::query));
  }

  private static AdminRoute<?> delete(Members members) {
    var route =
        AdminRoute.delete("/members/{id}")
            .role(Role.EDITOR)
            .does("deleteMember", "Delete a member with all their grants.");
    for (var choice : members.choicesToDelete()) {
      route.query(choice.name(), choice.values(), choice.description());
    }
    return route.done(call -> members.delete(call.actor(), id(call), call::query));
  }

  private static MemberId id(AdminCall<?> call) {
    return call.id("id", MemberId::new);
  }

  private static Optional<GroupId> group(AdminCall<?> call) {
    return call.queryId("group_id", GroupId::new);
  }
}
