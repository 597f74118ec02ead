package dev.karamon.auth.admin;

import dev.karamon.actor.Role;
import dev.karamon.admin.AdminRoute;
import dev.karamon.id.AdminId;
import java.util.List;

/** Admins in the admin API, for owners. */
public final class AdminRoutes {
  private AdminRoutes() {}

  /** The routes of the admin API for admins. */
  public static List<AdminRoute<?>> of(AdminAccounts accounts, OwnAccounts own) {
    return List.of(
        AdminRoute.get("/admins")
            .role(Role.OWNER)
            .does("listAdmins", "The admins who may use the panel.")
            .lists(AdminAccounts.View.class, call -> accounts.list(call.page())),
        AdminRoute.post("/admins")
            .role(Role.OWNER)
            .does("createAdmin", "Create an admin.")
            .takes(AdminAccounts.Draft.class)
            .creates(AdminAccounts.View.class, call -> accounts.create(call.actor(), call.body())),
        AdminRoute.get("/admins/{id}")
            .role(Role.OWNER)
            .does("findAdmin", "One admin.")
            .answers(
                AdminAccounts.View.class,
                call -> accounts.find(call.id("id", AdminId::new)).map(AdminAccounts.View::of)),
        AdminRoute.put("/admins/{id}")
            .role(Role.OWNER)
            .does("updateAdmin", "Change an admin; the last owner cannot be demoted.")
            .takes(AdminAccounts.Change.class)
            .answers(
                AdminAccounts.View.class,
                call -> accounts.change(call.actor(), call.id("id", AdminId::new), call.body())),
        AdminRoute.delete("/admins/{id}")
            .role(Role.OWNER)
            .does("deleteAdmin", "Delete an admin together with their sessions and tokens.")
            .done(call -> accounts.delete(call.actor(), call.id("id", AdminId::new))),
        AdminRoute.delete("/admins/{id}/second-factor")
            .role(Role.OWNER)
            .does("resetSecondFactor", "Remove the second factor of an admin who has lost it.")
            .done(call -> own.resetSecondFactor(call.actor(), call.id("id", AdminId::new))));
  }
}
