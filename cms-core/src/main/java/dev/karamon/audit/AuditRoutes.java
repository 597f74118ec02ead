package dev.karamon.audit;

import dev.karamon.actor.Role;
import dev.karamon.admin.AdminRoute;
import java.time.Instant;
import java.util.List;

/** The audit log in the admin API. */
public final class AuditRoutes {
  private AuditRoutes() {}

  /** The routes of the admin API for the audit log, in which there may be these actions. */
  public static List<AdminRoute<?>> of(Audit audit, List<AuditAction> actions) {
    return List.of(
        AdminRoute.get("/audit")
            .role(Role.VIEWER)
            .does("listAudit", "Changes and sign-ins, newest first.")
            .query("actor", "Only by this actor, such as an admin's e-mail address.")
            .query("action", "Only this action, such as group.changed; group. finds all of groups.")
            .query("subject", "Only changes of this thing, such as member:7.")
            .query("from", Instant.class, "Only from this moment on.")
            .query("to", Instant.class, "Only before this moment.")
            .sorts(AuditStore.ORDERS.names())
            .names("AuditAction", actions.stream().map(AuditAction::wire).sorted().toList())
            .lists(
                AuditEntry.class, call -> audit.list(call.page(), AuditFilter.read(call::query))));
  }
}
