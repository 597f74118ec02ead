package dev.karamon.endpoint;

import dev.karamon.actor.Role;
import dev.karamon.admin.AdminRoute;
import dev.karamon.id.ApiId;
import dev.karamon.id.EndpointId;
import dev.karamon.operation.Catalog;
import io.vertx.core.Future;
import java.util.List;

/** APIs, endpoints and the tree of operations in the admin API. */
public final class EndpointRoutes {
  private EndpointRoutes() {}

  /** Those of APIs. */
  public static List<AdminRoute<?>> ofApis(Apis apis, StaticTokens tokens) {
    return List.of(
        AdminRoute.get("/apis")
            .role(Role.VIEWER)
            .does("listApis", "APIs, oldest first.")
            .lists(Api.class, call -> apis.list(call.page())),
        AdminRoute.post("/apis")
            .role(Role.EDITOR)
            .does("createApi", "Create an API.")
            .takes(ApiDraft.class)
            .creates(Api.class, call -> apis.create(call.actor(), call.body())),
        AdminRoute.get("/apis/{id}")
            .role(Role.VIEWER)
            .does("findApi", "One API.")
            .answers(Api.class, call -> apis.find(call.id("id", ApiId::new))),
        AdminRoute.put("/apis/{id}")
            .role(Role.EDITOR)
            .does(
                "updateApi",
                "Change an API; a new security type invalidates all its tokens and sessions.")
            .takes(ApiDraft.class)
            .answers(
                Api.class,
                call -> apis.update(call.actor(), call.id("id", ApiId::new), call.body())),
        AdminRoute.delete("/apis/{id}")
            .role(Role.EDITOR)
            .does("deleteApi", "Delete an API with its endpoints.")
            .done(call -> apis.delete(call.actor(), call.id("id", ApiId::new))),
        AdminRoute.get("/apis/{id}/tokens")
            .role(Role.EDITOR)
            .does("listApiTokens", "Static tokens of an API, without their secrets.")
            .lists(
                StaticTokens.View.class,
                call -> tokens.list(call.id("id", ApiId::new), call.page())),
        AdminRoute.post("/apis/{id}/tokens")
            .role(Role.EDITOR)
            .does("createApiToken", "Create a static token; its secret is shown only once.")
            .takes(StaticTokens.Draft.class)
            .creates(
                StaticTokens.Created.class,
                call -> tokens.create(call.actor(), call.id("id", ApiId::new), call.body())),
        AdminRoute.post("/apis/{id}/tokens/{token_id}/rotate")
            .role(Role.EDITOR)
            .does(
                "rotateApiToken", "Exchange a static token; the old one keeps working for a while.")
            .takes(StaticTokens.Rotation.class)
            .creates(
                StaticTokens.Created.class,
                call ->
                    tokens.rotate(
                        call.actor(),
                        call.id("id", ApiId::new),
                        call.number("token_id"),
                        call.body())),
        AdminRoute.delete("/apis/{id}/tokens/{token_id}")
            .role(Role.EDITOR)
            .does("deleteApiToken", "Revoke a static token.")
            .done(call ->
                tokens.delete(call.actor(), call.id("id", ApiId::new), call.number("token_id"))));
  }

  /** Those of endpoints. */
  public static List<AdminRoute<?>> ofEndpoints(Endpoints endpoints, Catalog catalog) {
    var tree = OperationTree.of(catalog);
    var usage = List.<Class<? extends Record>>of(EndpointUsage.Field.class);
    return List.of(
        AdminRoute.get("/operations")
            .role(Role.VIEWER)
            .does(
                "listOperations",
                "All operations an endpoint can bind, with the schemas of their forms.")
            .answers(OperationTree.class, call -> Future.succeededFuture(tree)),
        AdminRoute.get("/endpoints")
            .role(Role.VIEWER)
            .does("listAllEndpoints", "Endpoints of all APIs, by API and path.")
            .with(usage)
            .lists(Endpoint.class, call -> endpoints.list(call.page())),
        AdminRoute.get("/apis/{id}/endpoints")
            .role(Role.VIEWER)
            .does("listEndpoints", "Endpoints of an API, by path.")
            .with(usage)
            .lists(Endpoint.class, call -> endpoints.list(call.id("id", ApiId::new), call.page())),
        AdminRoute.post("/apis/{id}/endpoints")
            .role(Role.EDITOR)
            .does("createEndpoint", "Create an endpoint; it can be called at once.")
            .with(usage)
            .takes(EndpointDraft.class)
            .creates(
                Endpoint.class,
                call -> endpoints.create(call.actor(), call.id("id", ApiId::new), call.body())),
        AdminRoute.get("/endpoints/{id}")
            .role(Role.VIEWER)
            .does("findEndpoint", "One endpoint.")
            .with(usage)
            .answers(Endpoint.class, call -> endpoints.show(call.id("id", EndpointId::new))),
        AdminRoute.put("/endpoints/{id}")
            .role(Role.EDITOR)
            .does("updateEndpoint", "Change an endpoint.")
            .with(usage)
            .takes(EndpointDraft.class)
            .answers(
                Endpoint.class,
                call ->
                    endpoints.update(call.actor(), call.id("id", EndpointId::new), call.body())),
        AdminRoute.delete("/endpoints/{id}")
            .role(Role.EDITOR)
            .does("deleteEndpoint", "Delete an endpoint.")
            .done(call -> endpoints.delete(call.actor(), call.id("id", EndpointId::new))));
  }
}
