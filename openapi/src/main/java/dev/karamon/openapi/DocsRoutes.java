package dev.karamon.openapi;

import dev.karamon.admin.AdminApi;
import dev.karamon.error.KaramonException;
import dev.karamon.http.Methods;
import dev.karamon.http.Mount;
import dev.karamon.http.StaticResource;
import dev.karamon.id.ApiId;
import dev.karamon.id.IdText;
import dev.karamon.json.Text;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Documents, pages and the files of the pages. All of it is open to everybody. */
final class DocsRoutes implements Mount {
  static final String ADMIN_DOCUMENT = AdminApi.ROOT + "/openapi.json";

  private static final String ADMIN = "admin";

  private final ApiDocuments documents;
  private final Lazy<StaticResource> adminDocument;
  private final Lazy<SwaggerUi> ui;

  DocsRoutes(ApiDocuments documents, Lazy<StaticResource> adminDocument, Lazy<SwaggerUi> ui) {
    this.documents = documents;
    this.adminDocument = adminDocument;
    this.ui = ui;
  }

  @Override
  public void on(Router router) {
    get(router, ADMIN_DOCUMENT, context -> adminDocument.on(context.vertx()));
    get(router, SwaggerUi.ASSETS + ":edition/:file", this::asset);
    get(router, "/docs/:api/openapi.json", this::document);
    get(router, "/docs/:api", this::page);
  }

  /** Finds what a request asks for. */
  @FunctionalInterface
  private interface Finder {
    Future<StaticResource> find(RoutingContext context);
  }

  private static void get(Router router, String path, Finder finder) {
    router
        .route(path)
        .handler(
            Methods.get(context ->
                finder
                    .find(context)
                    .onSuccess(found -> found.answer(context))
                    .onFailure(context::fail)));
  }

  private Future<StaticResource> asset(RoutingContext context) {
    return ui.on(context.vertx())
        .map(files ->
            files
                .asset(context.pathParam("edition"), context.pathParam("file"))
                .orElseThrow(() -> missing(context)));
  }

  private Future<StaticResource> document(RoutingContext context) {
    return apiId(context)
        .flatMap(id -> documents.of(id, context.vertx()))
        .orElseThrow(() -> missing(context));
  }

  private Future<StaticResource> page(RoutingContext context) {
    var subject = subject(context);
    return ui.on(context.vertx()).map(files -> files.page(subject));
  }

  private DocsPage subject(RoutingContext context) {
    if (context.pathParam("api").equals(ADMIN)) {
      return DocsPage.admin();
    }
    return apiId(context)
        .flatMap(documents::api)
        .map(DocsPage::of)
        .orElseThrow(() -> missing(context));
  }

  private static Optional<ApiId> apiId(RoutingContext context) {
    return Optional.of(context.pathParam("api"))
        .filter(IdText::isId)
        .map(text -> new ApiId(Long.parseLong(text)));
  }

  private static KaramonException missing(RoutingContext context) {
    return KaramonException.notFound(Text.excerpt(context.request().path()));
  }
}
