package dev.karamon.member;

import dev.karamon.actor.Role;
import dev.karamon.admin.AdminRoute;
import java.util.List;

/** Links that members have asked for, in the admin API. */
public final class MemberLinkRoutes {
  private MemberLinkRoutes() {}

  /** The routes of the admin API for links for members. */
  public static List<AdminRoute<?>> of(MemberLinks links) {
    return List.of(
        AdminRoute.get("/member-links")
            .role(Role.EDITOR)
            .does("listMemberLinks", "Links that members have asked for, newest first.")
            .lists(MemberLinks.View.class, call -> links.list(call.page())),
        AdminRoute.post("/member-links/{id}/make")
            .role(Role.EDITOR)
            .does("makeMemberLink", "Create a link to hand over; it is shown only once.")
            .creates(MemberLinks.Made.class, call -> links.make(call.actor(), call.number("id"))));
  }
}
