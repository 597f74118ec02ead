package dev.karamon.sandbox.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.karamon.sandbox.billing.Dunning.GivingUp;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.fault.BadDays;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The sandbox's own JSON API under {@code /sandbox/}, for tests and scripts. Unknown or wrong
 * members are refused with status 400 and {@code {"error": message}}.
 */
public final class ControlRoutes {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build();

  private static final Pattern MISSING =
      Pattern.compile("^Missing (?:required )?creator property '([^']+)'");

  private final Control control;

  private record Advance(long seconds) {}

  private record Outcome(boolean fails) {}

  private record Settlement(boolean succeeds) {}

  private record Settings(GivingUp givingUp) {}

  private record Nothing() {}

  /** Routes over a control. */
  public ControlRoutes(Control control) {
    this.control = control;
  }

  /** Mounts everything; the router's body handler stands before. */
  public void mount(Router router) {
    router.route("/sandbox/*").handler(new LocalOnly());
    route(router, HttpMethod.GET, "/sandbox/clock", Nothing.class, _ -> clock());
    route(router, HttpMethod.POST, "/sandbox/clock/advance", Advance.class, this::advance);
    route(router, HttpMethod.GET, "/sandbox/bad_days", Nothing.class, _ -> badDays());
    route(router, HttpMethod.PUT, "/sandbox/bad_days", BadDays.Wish.class, this::replace);
    route(router, HttpMethod.DELETE, "/sandbox/bad_days", Nothing.class, _ -> end());
    route(router, HttpMethod.GET, "/sandbox/settings", Nothing.class, _ -> settings());
    route(router, HttpMethod.PUT, "/sandbox/settings", Settings.class, this::change);
    story(
        router,
        "subscriptions/:id/renew",
        Outcome.class,
        (it, id) -> control.director().renewNow(id, it.fails()));
    story(
        router,
        "subscriptions/:id/retry",
        Outcome.class,
        (it, id) -> control.director().retryNow(id, it.fails()));
    story(
        router,
        "checkout_sessions/:id/settle",
        Settlement.class,
        (it, id) -> control.director().settleNow(id, it.succeeds()));
    story(router, "charges/:id/dispute", Nothing.class, (_, id) -> control.director().dispute(id));
    story(router, "refunds/:id/fail", Nothing.class, (_, id) -> control.director().failRefund(id));
    story(router, "events/:id/resend", Nothing.class, (_, id) -> control.resend(id));
  }

  private static <T> void story(
      Router router, String path, Class<T> body, BiConsumer<T, String> action) {
    router
        .post("/sandbox/" + path)
        .handler(context -> {
          var id = context.pathParam("id");
          answer(
              context,
              body,
              wish -> {
                action.accept(wish, id);
                return Map.of("done", id);
              });
        });
  }

  private static <T> void route(
      Router router, HttpMethod method, String path, Class<T> body, Function<T, Object> action) {
    router.route(method, path).handler(context -> answer(context, body, action));
  }

  private Object clock() {
    return Map.of("now", control.now().getEpochSecond());
  }

  private Object advance(Advance wish) {
    control.advance(Duration.ofSeconds(wish.seconds()));
    return clock();
  }

  private Object badDays() {
    return control.badDays().present();
  }

  private Object replace(BadDays.Wish wish) {
    control.badDays().replace(wish);
    return badDays();
  }

  private Object end() {
    control.badDays().end();
    return badDays();
  }

  private Object settings() {
    return new Settings(control.dunning().givingUp());
  }

  private Object change(Settings wish) {
    control.dunning().givingUp(wish.givingUp());
    return settings();
  }

  private static <T> void answer(
      RoutingContext context, Class<T> type, Function<T, Object> action) {
    try {
      var body = Optional.ofNullable(context.body().asString()).orElse("");
      send(context, 200, action.apply(JSON.readValue(body.isBlank() ? "{}" : body, type)));
    } catch (JsonMappingException e) {
      send(context, 400, Map.of("error", problem(e)));
    } catch (JsonProcessingException e) {
      send(context, 400, Map.of("error", "The body is not JSON: " + e.getOriginalMessage()));
    } catch (IllegalArgumentException e) {
      send(context, 400, Map.of("error", String.valueOf(e.getMessage())));
    } catch (StripeError e) {
      send(context, e.status(), Map.of("error", String.valueOf(e.getMessage())));
    }
  }

  private static String problem(JsonMappingException e) {
    if (e.getCause() != null) {
      return String.valueOf(e.getCause().getMessage());
    }
    var missing = MISSING.matcher(e.getOriginalMessage());
    return missing.find()
        ? "The member " + missing.group(1) + " is missing; a body names all its members."
        : e.getOriginalMessage();
  }

  private static void send(RoutingContext context, int status, Object body) {
    try {
      context
          .response()
          .setStatusCode(status)
          .putHeader("Content-Type", "application/json")
          .end(JSON.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
