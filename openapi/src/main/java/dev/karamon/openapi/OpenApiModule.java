package dev.karamon.openapi;

import com.google.auto.service.AutoService;
import dev.karamon.module.CmsModule;
import dev.karamon.module.Contributions;
import dev.karamon.module.Services;

/** Adds the documents and Swagger UI under {@code /docs/}. */
@AutoService(CmsModule.class)
public final class OpenApiModule implements CmsModule {
  @Override
  public String name() {
    return "openapi";
  }

  @Override
  public void complete(Services services, Contributions into) {
    var routes = into.adminRoutes();
    into.mount(
        new DocsRoutes(
            new ApiDocuments(services.tables()::current),
            new Lazy<>(() -> Documents.resource(AdminDocument.snapshot(routes))),
            new Lazy<>(SwaggerUi::load)));
  }
}
