package dev.karamon.module;

import dev.karamon.async.InTurn;
import dev.karamon.http.Methods;
import dev.karamon.http.Mount;
import dev.karamon.json.Json;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** {@code /health/live}: the process serves; {@code /health/ready}: it can do its work. */
final class HealthRoutes implements Mount {
  private static final long TIMEOUT_SECONDS = 5;

  private final List<HealthCheck> checks;

  HealthRoutes(List<HealthCheck> checks) {
    this.checks = List.copyOf(checks);
  }

  @Override
  public void on(Router router) {
    router
        .route("/health/live")
        .handler(Methods.get(context -> answer(context, 200, Map.of("status", "up"))));
    router.route("/health/ready").handler(Methods.get(this::ready));
  }

  private void ready(RoutingContext context) {
    var states = new TreeMap<String, String>();
    InTurn.each(checks, check -> state(check).onSuccess(state -> states.put(check.name(), state)))
        .onComplete(done -> {
          var up = states.values().stream().allMatch("up"::equals);
          answer(context, up ? 200 : 503, Map.of("status", up ? "up" : "down", "checks", states));
        });
  }

  private static Future<String> state(HealthCheck check) {
    return check
        .check()
        .get()
        .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .map("up")
        .otherwise("down");
  }

  private static void answer(RoutingContext context, int status, Map<String, ?> body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(Json.bytes(body));
  }
}
