package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.sandbox.api.ApiRoutes;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.event.Deliveries;
import dev.karamon.sandbox.event.Events;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.fault.BadDays;
import dev.karamon.sandbox.schema.Inspection;
import dev.karamon.sandbox.schema.Schema;
import dev.karamon.sandbox.schema.Type;
import dev.karamon.sandbox.store.Objects;
import dev.karamon.sandbox.store.SandboxTime;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every parameter that an endpoint takes makes a difference, or is refused by its name. */
class EveryParameterIT {
  /** What cannot be seen in one call, and why. */
  private static final Set<String> UNSEEN =
      Set.of(
          // Any security code fits a test card.
          "POST /v1/payment_methods card.cvc",
          // There is no other kind of promotion.
          "POST /v1/promotion_codes promotion.type",
          // Nobody is at the other end of an API call here.
          "POST /v1/subscriptions off_session",
          "POST /v1/subscriptions/:id off_session",
          // Nothing was paid for the trial from which a paused subscription comes.
          "POST /v1/subscriptions/:id/resume proration_behavior",
          // Only callers without a secret key have to show it.
          "GET /v1/payment_intents/:id client_secret",
          "GET /v1/setup_intents/:id client_secret");

  private static final Pattern ID = Pattern.compile("\\b[a-z_]{2,16}_[A-Za-z0-9]{24,}");
  private static final Pattern TIME = Pattern.compile("\\b1[789]\\d{8}\\b");

  private static final Map<String, String> WITHOUT = new HashMap<>();
  private static final Vertx VERTX = Vertx.vertx();
  private static final Objects OBJECTS = new Objects();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final EveryCall.Api API =
      new EveryCall.Api() {
        @Override
        public JsonNode post(String path, String form) {
          return successful(call("POST", path, EveryCall.pairs(form)));
        }

        @Override
        public JsonNode get(String path) {
          return successful(call("GET", path, Map.of()));
        }
      };
  private static URI url = URI.create("http://127.0.0.1");
  private static List<Endpoint> endpoints = List.of();

  @BeforeAll
  static void open() throws Exception {
    var router = Router.router(VERTX);
    var server =
        VERTX
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .await(9, TimeUnit.SECONDS);
    url = URI.create("http://127.0.0.1:" + server.actualPort());
    var time = new SandboxTime(Clock.systemUTC(), OBJECTS);
    var badDays = new BadDays();
    var deliveries = new Deliveries(VERTX, OBJECTS, time, badDays);
    var inspection = new Inspection();
    var events = new Events(OBJECTS, time, deliveries, inspection);
    var world = new World(OBJECTS, time, badDays, events, deliveries, inspection, url);
    var parts = Parts.of(world);
    Seed.plant(world, parts.catalog());
    new ApiRoutes(world, parts.resources()).mount(router);
    endpoints =
        parts.resources().stream().flatMap(resource -> resource.endpoints().stream()).toList();
    new EveryCall(API).makeOneOfEach();
  }

  @AfterAll
  static void close() throws Exception {
    CLIENT.close();
    VERTX.close().await(9, TimeUnit.SECONDS);
  }

  @TestFactory
  Stream<DynamicTest> everyParameterMakesADifference() {
    return endpoints.stream()
        .filter(endpoint -> !endpoint.parameters().equals(Endpoint.UNDESCRIBED))
        .flatMap(endpoint ->
            new TreeSet<>(endpoint.simulated())
                .stream()
                    .filter(name -> !UNSEEN.contains(called(endpoint) + " " + name))
                    .map(name ->
                        DynamicTest.dynamicTest(
                            called(endpoint) + " " + name,
                            () -> makesADifference(endpoint, name))));
  }

  @TestFactory
  Stream<DynamicTest> theSameCallMakesNone() {
    return endpoints.stream()
        .filter(endpoint -> !endpoint.simulated().isEmpty())
        .flatMap(endpoint ->
            EveryCall.of(called(endpoint)).stream()
                .map(base ->
                    DynamicTest.dynamicTest(
                        called(endpoint) + " " + base,
                        () ->
                            assertThat(traces(endpoint, base, "", ""))
                                .isEqualTo(traces(endpoint, base, "", "")))));
  }

  private static String called(Endpoint endpoint) {
    return endpoint.method() + " " + endpoint.path();
  }

  private static void makesADifference(Endpoint endpoint, String name) {
    var form = formName(endpoint.parameters(), name);
    var type = Schema.parameters().type(endpoint.parameters(), name).orElseThrow();
    List<String> tried = new ArrayList<>();
    for (var base : EveryCall.of(called(endpoint))) {
      var without =
          WITHOUT.computeIfAbsent(called(endpoint) + base, _ -> traces(endpoint, base, "", ""));
      for (var value : candidates(name, type)) {
        var with = traces(endpoint, base, form + suffix(type), value);
        if (!with.equals(without)
            && (with.matches("(?s)(200|402).*") || with.contains(last(form)))) {
          return;
        }
        tried.add(value + ": " + with.substring(0, Math.min(200, with.length())));
      }
    }
    assertThat(tried).as("%s makes no difference to %s", form, called(endpoint)).isEmpty();
  }

  private static String last(String form) {
    return form.substring(form.lastIndexOf('[') + 1).replace("]", "");
  }

  private static String formName(String description, String name) {
    var form = new StringBuilder();
    var path = "";
    for (var step : name.split("\\.", -1)) {
      form.append(form.isEmpty() ? step : "[" + step + "]");
      path = path.isEmpty() ? step : path + "." + step;
      var type = Schema.parameters().type(description, path).orElseThrow();
      if (listed(type) && !path.equals(name)) {
        form.append("[0]");
      }
    }
    return form.toString();
  }

  private static boolean listed(Type type) {
    return type instanceof Type.ArrayOf
        || (type instanceof Type.OneOf(var options)
            && options.stream().anyMatch(Type.ArrayOf.class::isInstance));
  }

  private static String suffix(Type type) {
    if (type instanceof Type.OneOf(var options)) {
      return options.stream().map(EveryParameterIT::suffix).collect(Collectors.joining());
    }
    return type instanceof Type.ArrayOf ? "[0]" : type instanceof Type.MapOf ? "[key]" : "";
  }

  private static List<String> candidates(String name, Type type) {
    return switch (type) {
      case Type.Values(var values) -> List.copyOf(new TreeSet<>(values));
      case Type.ArrayOf(var element) -> candidates(name, element);
      case Type.MapOf _ -> List.of("x");
      case Type.OneOf(var options) ->
          options.stream().flatMap(option -> candidates(name, option).stream()).toList();
      case Type.Scalar scalar ->
          switch (scalar) {
            case BOOLEAN -> List.of("true", "false");
            case NUMBER -> List.of("1", "2", inDays(1), inDays(10), inDays(3_000));
            case STRING -> texts(name);
            case DECIMAL, NULL, ANY -> List.of();
          };
      case Type.Ref _, Type.PageOf _ -> List.of();
    };
  }

  private static List<String> texts(String name) {
    return Stream.concat(
            name.endsWith("price") || name.endsWith("prices")
                ? Stream.of("price_silver_monthly", "price_silver_once")
                : Stream.empty(),
            Stream.of("x", "eur", "b@example.com", "https://b.example/", "winning_evidence"))
        .toList();
  }

  private static String inDays(long days) {
    return Long.toString(Instant.now().getEpochSecond() + days * 86_400);
  }

  /** Status, answer, notes and events of a call, without what differs between any two calls. */
  private static String traces(Endpoint endpoint, String base, String name, String value) {
    OBJECTS
        .oldestFirst("webhook_endpoint")
        .forEach(it -> OBJECTS.remove("webhook_endpoint", it.get("id").textValue()));
    var fresh = new EveryCall(API);
    var form = EveryCall.pairs(fresh.fill(base));
    var path = form.getOrDefault("path", endpoint.path());
    form.remove("path");
    if (!name.isEmpty()) {
      form.keySet().removeIf(key -> key.startsWith(name + "["));
      form.put(name, value);
    }
    var before = unseen().collect(Collectors.groupingBy(it -> it, Collectors.counting()));
    var events = OBJECTS.oldestFirst(Events.KIND).size();
    var response = call(endpoint.method().name(), path, form);
    assertThat(response.statusCode()).as("%s %s", form, response.body()).isLessThan(500);
    var told =
        OBJECTS.oldestFirst(Events.KIND).stream()
            .skip(events)
            .map(it -> it.get("type").textValue() + it.at("/data/object"))
            .sorted()
            .toList();
    var noted = unseen().filter(it -> before.merge(it, -1L, Long::sum) < 0).toList();
    return response.statusCode() + plain(response.body() + told + noted);
  }

  /** What is kept without being told. */
  private static Stream<String> unseen() {
    return Stream.of("_note", "product", "price")
        .flatMap(kind -> OBJECTS.oldestFirst(kind).stream())
        .map(JsonNode::toString)
        .filter(note -> !note.startsWith("{\"value\""));
  }

  private static String plain(String text) {
    var now = Instant.now().getEpochSecond();
    var days =
        TIME.matcher(ID.matcher(text).replaceAll("ID"))
            .replaceAll(it -> "+" + Math.floorDiv(Long.parseLong(it.group()) - now + 600, 3_600));
    return days.replaceAll("\"(id|coupon)\" ?: ?\"\\w{8}\"", "CODE")
        .replaceAll("\"(invoice_prefix|code|number|receipt_number)\" ?: ?\"\\w{8}[^\"]*\"", "CODE")
        .replaceAll("\"client_secret\" ?: ?\"[^\"]*\"", "SECRET");
  }

  private static HttpResponse<String> call(String method, String path, Map<String, String> form) {
    var encoded =
        form.entrySet().stream()
            .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
            .collect(Collectors.joining("&"));
    var reads = method.equals("GET");
    var request =
        HttpRequest.newBuilder(
                URI.create(url + path + (reads && !encoded.isEmpty() ? "?" + encoded : "")))
            .header("Authorization", "Bearer sk_test_every")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(
                method,
                reads
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(encoded));
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode successful(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Shop.json(response);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
