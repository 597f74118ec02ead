package dev.karamon.server.testing;

import dev.karamon.admin.AdminRoute;
import dev.karamon.module.CmsModule;
import dev.karamon.module.Contributions;
import dev.karamon.module.Services;
import java.util.List;

/** Notes the admin routes that all modules have declared. */
final class DeclaredRoutes implements CmsModule {
  private List<AdminRoute<?>> routes = List.of();

  @Override
  public String name() {
    return "declared-routes";
  }

  @Override
  public void complete(Services services, Contributions into) {
    routes = into.adminRoutes();
  }

  List<AdminRoute<?>> routes() {
    return routes;
  }
}
