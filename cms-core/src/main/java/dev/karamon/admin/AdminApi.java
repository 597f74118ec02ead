package dev.karamon.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.actor.Actor;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.http.Bodies;
import dev.karamon.http.CallerAddress;
import dev.karamon.http.Methods;
import dev.karamon.http.Mount;
import dev.karamon.http.RequestIds;
import dev.karamon.json.Json;
import dev.karamon.json.RecordReader;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts the declared admin routes on the router: role check, decoding, call, encoding. */
public final class AdminApi implements Mount {
  /** Where all admin routes are. */
  public static final String ROOT = "/admin/api/v1";

  private final List<AdminRoute<?>> routes;
  private final AdminGate gate;

  public AdminApi(List<AdminRoute<?>> routes, AdminGate gate) {
    this.routes = List.copyOf(routes);
    this.gate = gate;
  }

  /** All routes, for the document and for tests. */
  public List<AdminRoute<?>> routes() {
    return routes;
  }

  @Override
  public void on(Router router) {
    // A brace sorts after every letter: literal paths come before those with a parameter.
    var byPath = new TreeMap<String, Map<HttpMethod, Handler<RoutingContext>>>();
    for (var route : routes) {
      byPath
          .computeIfAbsent(route.path(), path -> new LinkedHashMap<>())
          .put(route.method(), context -> serve(route, context));
    }
    byPath.forEach((path, methods) -> router.route(pattern(path)).handler(new Methods(methods)));
  }

  private static String pattern(String path) {
    return ROOT + path.replace("{", ":").replace("}", "");
  }

  private <I extends Record> void serve(AdminRoute<I> route, RoutingContext context) {
    context.request().pause();
    context.response().putHeader("Cache-Control", "no-store");
    identify(route, context)
        .map(actor -> actor.from(origin(context)))
        .compose(actor -> decode(route, actor, context))
        .compose(route::call)
        .onSuccess(answer -> encode(route, answer, context))
        .onFailure(context::fail);
  }

  private static Actor.Origin origin(RoutingContext context) {
    return new Actor.Origin(CallerAddress.of(context), RequestIds.of(context));
  }

  private Future<Actor> identify(AdminRoute<?> route, RoutingContext context) {
    if (route.role().isEmpty()) {
      return gate.visitor(context.request());
    }
    var needed = route.role().get();
    return gate.identify(context.request())
        .map(actor -> {
          if (!actor.role().covers(needed)) {
            throw new KaramonException(
                CommonError.FORBIDDEN,
                "This needs the role " + needed.wire() + "; yours is " + actor.role().wire() + ".");
          }
          return actor;
        });
  }

  private static <I extends Record> Future<AdminCall<I>> decode(
      AdminRoute<I> route, Actor actor, RoutingContext context) {
    var request = context.request();
    QueryCheck.of(route, context.queryParams());
    return readBody(route, request)
        .map(json -> {
          var fields = route.check(json);
          var body = RecordReader.decode(fields, route.body());
          return new AdminCall<>(
              actor, body, fields, context.pathParams(), request, route.orders());
        });
  }

  /** Also for routes without a body, so that an unexpected one is refused. */
  private static Future<JsonNode> readBody(AdminRoute<?> route, HttpServerRequest request) {
    if (route.method().equals(HttpMethod.GET)) {
      request.resume();
      return Future.succeededFuture(Json.object());
    }
    return Bodies.readJson(request);
  }

  private static void encode(AdminRoute<?> route, Object answer, RoutingContext context) {
    var response = context.response().setStatusCode(route.answer().status());
    if (route.answer().shape() == AdminRoute.Shape.NOTHING) {
      response.end();
    } else {
      response.putHeader("Content-Type", "application/json").end(Json.bytes(answer));
    }
  }
}
