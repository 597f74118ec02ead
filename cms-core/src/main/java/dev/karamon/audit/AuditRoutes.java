package dev.karamon.audit;

import dev.karamon.http.AdminRoute;
import dev.karamon.http.Role;
import java.util.List;

/** The audit log in the admin API. */
public final class AuditRoutes {
  private AuditRoutes() {}

  /** All of them. */
  public static List<AdminRoute<?>> of(Audit audit) {
    return List.of(
        AdminRoute.get("/audit")
            .role(Role.VIEWER)
            .does("listAudit", "Changes, newest first.")
            .query("subject", "Only changes of this thing, such as member:7.")
            .lists(AuditEntry.class, call -> audit.list(call.page(), call.query("subject"))));
  }
}
