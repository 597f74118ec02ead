package dev.karamon.group;

import dev.karamon.actor.Role;
import dev.karamon.admin.AdminRoute;
import dev.karamon.id.GroupId;
import java.util.List;

/** Groups in the admin API. */
public final class GroupRoutes {
  private GroupRoutes() {}

  /** The routes of the admin API for groups. */
  public static List<AdminRoute<?>> of(Groups groups) {
    var more = groups.fieldTypes();
    return List.of(
        AdminRoute.get("/groups")
            .role(Role.VIEWER)
            .does("listGroups", "Groups, oldest first.")
            .sorts(GroupStore.ORDERS.names())
            .with(more)
            .lists(GroupView.class, call -> groups.list(call.page())),
        AdminRoute.post("/groups")
            .role(Role.EDITOR)
            .does("createGroup", "Create a group.")
            .with(more)
            .takes(GroupDraft.class, more)
            .creates(
                GroupView.class, call -> groups.create(call.actor(), call.body(), call.fields())),
        AdminRoute.get("/groups/{id}")
            .role(Role.VIEWER)
            .does("findGroup", "One group.")
            .with(more)
            .answers(GroupView.class, call -> groups.find(call.id("id", GroupId::new))),
        AdminRoute.put("/groups/{id}")
            .role(Role.EDITOR)
            .does("updateGroup", "Change a group.")
            .with(more)
            .takes(GroupDraft.class, more)
            .answers(
                GroupView.class,
                call ->
                    groups.update(
                        call.actor(), call.id("id", GroupId::new), call.body(), call.fields())),
        AdminRoute.post("/groups/{id}/preview")
            .role(Role.EDITOR)
            .does(
                "previewGroup",
                "Report how many members would join or leave if the group were changed like this.")
            .takes(GroupDraft.class, more)
            .answers(
                GroupPreview.class,
                call ->
                    groups.preview(
                        call.actor(), call.id("id", GroupId::new), call.body(), call.fields())),
        AdminRoute.delete("/groups/{id}")
            .role(Role.EDITOR)
            .does(
                "deleteGroup",
                "Delete a group; nobody may have a grant for it, and no endpoint may use it.")
            .done(call -> groups.delete(call.actor(), call.id("id", GroupId::new))));
  }
}
