package dev.karamon.sandbox.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.Cause;
import dev.karamon.sandbox.event.Events;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.fault.ApiFault;
import dev.karamon.sandbox.fault.BadDays;
import dev.karamon.sandbox.schema.Embedded;
import dev.karamon.sandbox.schema.Inspection;
import dev.karamon.sandbox.schema.Schema;
import dev.karamon.sandbox.store.Ids;
import dev.karamon.sandbox.store.Objects;
import dev.karamon.sandbox.store.SandboxTime;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stripe's API under {@code /v1/}: the same gates, headers and errors around every endpoint. */
public final class ApiRoutes {
  private static final Logger log = LoggerFactory.getLogger(ApiRoutes.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> SEARCHABLE =
      Set.of(
          "charges",
          "customers",
          "invoices",
          "payment_intents",
          "prices",
          "products",
          "subscriptions");
  private static final long SILENCE_MS = 120_000;
  private static final String LOGS = "https://dashboard.stripe.com/test/logs/";

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final Objects objects;
  private final SandboxTime time;
  private final Events events;
  private final BadDays badDays;
  private final Inspection inspection;
  private final Idempotency idempotency;
  private final Expansion expansion;
  private final List<Endpoint> endpoints;

  /** The API of these resources. */
  public ApiRoutes(World world, List<? extends Resource> resources) {
    this.objects = world.objects();
    this.time = world.time();
    this.events = world.events();
    this.badDays = world.badDays();
    this.inspection = world.inspection();
    this.idempotency = new Idempotency(objects, world.time());
    Map<String, Function<ObjectNode, JsonNode>> includable = new HashMap<>();
    resources.forEach(resource -> includable.putAll(resource.includable()));
    this.expansion = new Expansion(objects, includable);
    this.endpoints = resources.stream().flatMap(resource -> resource.endpoints().stream()).toList();
  }

  /** Mounts everything; to be called before a body handler is mounted. */
  public void mount(Router router) {
    router.route("/v1/*").handler(new RawBody());
    SEARCHABLE.forEach(name -> router.get("/v1/" + name + "/search").handler(this::search));
    for (var endpoint : endpoints) {
      router
          .route(endpoint.method(), endpoint.path())
          .handler(context -> handle(context, endpoint));
    }
    router.route("/v1/*").handler(this::unknown);
  }

  private void search(RoutingContext context) {
    refuse(context, StripeError.searchNotSimulated());
  }

  private void unknown(RoutingContext context) {
    refuse(
        context,
        StripeError.unknownUrl(context.request().method().name(), context.request().path()));
  }

  private void refuse(RoutingContext context, StripeError refusal) {
    var requestId = Ids.next("req");
    Answer answer;
    try {
      ApiKeys.check(context.request().getHeader("Authorization"));
      answer = Answer.of(refusal);
    } catch (StripeError e) {
      answer = Answer.of(e);
    }
    send(context, requestId, answer);
  }

  private void handle(RoutingContext context, Endpoint endpoint) {
    var requestId = Ids.next("req");
    var fault = badDays.strike(endpoint.method().name(), context.request().path());
    if (fault.filter(kind -> !kind.after()).isPresent()) {
      fail(context, requestId, fault.get());
      return;
    }
    var answer = attempt(context, endpoint, requestId, fault);
    if (fault.isPresent()) {
      fail(context, requestId, fault.get());
    } else {
      send(context, requestId, answer);
    }
  }

  private Answer attempt(
      RoutingContext context, Endpoint endpoint, String requestId, Optional<ApiFault.Kind> fault) {
    try {
      return answer(context, endpoint, requestId, fault);
    } catch (StripeError e) {
      return Answer.of(e);
    } catch (RuntimeException e) {
      log.error("{} {} failed", endpoint.method(), context.request().path(), e);
      return Answer.of(StripeError.server("The sandbox itself failed: " + e.getMessage()));
    }
  }

  private void fail(RoutingContext context, String requestId, ApiFault.Kind kind) {
    switch (kind) {
      case ERROR_BEFORE, ERROR_AFTER -> send(context, requestId, Answer.of(wished()));
      case RATE_LIMIT -> {
        context.response().putHeader("Retry-After", "1");
        send(context, requestId, Answer.of(StripeError.rateLimit()));
      }
      case KEY_IN_USE -> send(context, requestId, Answer.of(StripeError.keyInUse()));
      case CLOSE_BEFORE, CLOSE_AFTER -> context.request().connection().close();
      case TIMEOUT_BEFORE, TIMEOUT_AFTER ->
          context.vertx().setTimer(SILENCE_MS, _ -> context.request().connection().close());
    }
  }

  private static StripeError wished() {
    return StripeError.server("The sandbox was asked to fail this call.");
  }

  private Answer answer(
      RoutingContext context, Endpoint endpoint, String requestId, Optional<ApiFault.Kind> fault) {
    ApiKeys.check(context.request().getHeader("Authorization"));
    checkVersion(context.request().getHeader("Stripe-Version"));
    var raw = Form.parse(encodedParameters(context));
    var parameters = endpoint.decode(raw);
    var key =
        Optional.ofNullable(context.request().getHeader("Idempotency-Key"))
            .filter(_ -> endpoint.method().equals(HttpMethod.POST));
    var path = context.request().path();
    var before = key.flatMap(it -> idempotency.replay(it, path, raw));
    if (before.isPresent()) {
      return before.get();
    }
    var call = new Call(path, context.pathParams(), parameters);
    var answer = events.causedBy(new Cause(Optional.of(requestId), key), () -> run(endpoint, call));
    if (!endpoint.method().equals(HttpMethod.GET)) {
      objects.touch();
    }
    if (answer.status() < 400 || answer.status() == 402) {
      // Stripe replays a failure too, if the call was carried out.
      var failed = fault.equals(Optional.of(ApiFault.Kind.ERROR_AFTER));
      var kept = failed ? Answer.of(wished()) : answer;
      key.ifPresent(it -> idempotency.remember(it, path, raw, kept));
    }
    return answer;
  }

  private Answer run(Endpoint endpoint, Call call) {
    try {
      return endpoint.method().equals(HttpMethod.GET)
          ? carryOut(endpoint, call)
          : events.whole(() -> carryOut(endpoint, call));
    } catch (StripeError e) {
      return Answer.of(e);
    }
  }

  private Answer carryOut(Endpoint endpoint, Call call) {
    var body = endpoint.action().apply(call).deepCopy();
    call.parameter("expand").ifPresent(paths -> expansion.apply(body, paths));
    Embedded.cut(body);
    inspection.require("the answer of " + call.path(), body);
    return new Answer(200, body, false);
  }

  private static String encodedParameters(RoutingContext context) {
    if (context.request().method().equals(HttpMethod.GET)) {
      return Optional.ofNullable(context.request().query()).orElse("");
    }
    var type = Optional.ofNullable(context.request().getHeader("Content-Type")).orElse("");
    var body = RawBody.of(context);
    var form = "application/x-www-form-urlencoded";
    if (body.length() > 0 && !type.toLowerCase(Locale.ROOT).startsWith(form)) {
      throw StripeError.invalid(
          "Invalid request (check that your POST content type is " + form + ").");
    }
    var query = Optional.ofNullable(context.request().query()).orElse("");
    return body.length() == 0 ? query : body.toString();
  }

  private static void checkVersion(@Nullable String version) {
    if (version != null && !version.equals(Schema.API_VERSION)) {
      throw StripeError.invalid(
          "The sandbox speaks API version %s only, not '%s'."
              .formatted(Schema.API_VERSION, version));
    }
  }

  private void send(RoutingContext context, String requestId, Answer answer) {
    if (answer.body().get("error") instanceof ObjectNode error && !answer.replayed()) {
      error.put("request_log_url", LOGS + requestId);
    }
    var response = context.response();
    response
        .setStatusCode(answer.status())
        .putHeader("Content-Type", "application/json")
        .putHeader("Date", HTTP_DATE.format(time.now()))
        .putHeader("Request-Id", requestId)
        .putHeader("Stripe-Version", Schema.API_VERSION);
    if (answer.replayed()) {
      response.putHeader("Idempotent-Replayed", "true");
    }
    Optional.ofNullable(context.request().getHeader("Idempotency-Key"))
        .filter(key -> key.chars().allMatch(c -> c >= ' ' && c < 127))
        .ifPresent(key -> response.putHeader("Idempotency-Key", key));
    if (answer.status() == 401) {
      response.putHeader("WWW-Authenticate", "Basic realm=\"Stripe\"");
    }
    try {
      response.end(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer.body()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
