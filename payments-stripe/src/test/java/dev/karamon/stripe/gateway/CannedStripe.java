package dev.karamon.stripe.gateway;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.karamon.error.KaramonException;
import dev.karamon.json.Json;
import dev.karamon.secret.SecretText;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers over real HTTP with what a test has written down, and remembers what was asked. */
final class CannedStripe implements AutoCloseable {
  static final String DATE = "Sat, 01 Aug 2026 12:00:00 GMT";
  static final String LATER = "Sat, 01 Aug 2026 12:00:07 GMT";
  static final String NO_CUSTOMER =
      error("invalid_request_error", "resource_missing", "customer", "No such customer");

  /** What was asked; the body decoded. */
  record Asked(String what, Optional<String> idempotencyKey, String body) {}

  /** How an answer comes. */
  enum Way {
    WHOLE,
    NEVER,
    CLOSED,
    BROKEN_OFF,
    ENDLESS
  }

  /** What is answered. */
  record Answer(int status, String body, Map<String, String> headers, Way way) {
    Answer(int status, String body, Map<String, String> headers) {
      this(status, body, headers, Way.WHOLE);
    }

    static Answer failing(Way way) {
      return new Answer(200, "{", Map.of("Date", DATE), way);
    }

    static Answer ok(String body) {
      return new Answer(200, body, Map.of("Date", DATE));
    }

    static Answer error(int status, String body) {
      return new Answer(status, body, Map.of("Date", DATE));
    }

    Answer with(String header, String value) {
      return new Answer(status, body, Map.of("Date", DATE, header, value));
    }
  }

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  private CannedStripe(Function<String, Answer> script) {
    server =
        vertx
            .createHttpServer()
            .requestHandler(request -> serve(request, script))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
  }

  /** Answers by method and path with query. */
  static CannedStripe answering(Function<String, Answer> script) {
    return new CannedStripe(script);
  }

  /** Answers by method and path with query, its parameters sorted; anything else is refused. */
  static CannedStripe scripted(Map<String, String> script) {
    return answering(what -> {
      var body = script.get(sorted(what));
      return body == null ? Answer.error(400, error("", "", "", what)) : Answer.ok(body);
    });
  }

  StripeGateway gateway() {
    return gateway(0);
  }

  StripeGateway gateway(int retries) {
    return gateway(Duration.ofSeconds(20), Duration.ofSeconds(30), retries);
  }

  /** One that does not wait long. */
  StripeGateway impatient() {
    return gateway(Duration.ofMillis(500), Duration.ofSeconds(2), 0);
  }

  private StripeGateway gateway(Duration readTimeout, Duration answerTimeout, int retries) {
    var config =
        new StripeGatewayConfig(
            Optional.of(URI.create("http://127.0.0.1:" + server.actualPort() + "/")),
            Duration.ofSeconds(10),
            readTimeout,
            answerTimeout,
            retries);
    return new StripeGateways(config).of(new SecretText("sk_test_0123456789"));
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private void serve(HttpServerRequest request, Function<String, Answer> script) {
    request
        .body()
        .onSuccess(body -> {
          var what = request.method() + " " + decoded(request.uri());
          asked.add(
              new Asked(
                  what,
                  Optional.ofNullable(request.getHeader("Idempotency-Key")),
                  decoded(body.toString())));
          send(request, script.apply(what));
        });
  }

  private void send(HttpServerRequest request, Answer answer) {
    var response = request.response().setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    switch (answer.way()) {
      case WHOLE -> response.end(answer.body());
      case NEVER -> {}
      case CLOSED -> request.connection().close();
      case BROKEN_OFF ->
          response
              .putHeader("Content-Length", "1000")
              .write(answer.body())
              .onComplete(sent -> request.connection().close());
      case ENDLESS -> {
        response.setChunked(true);
        var drops = vertx.setPeriodic(20, tick -> response.write(answer.body()));
        response.closeHandler(closed -> vertx.cancelTimer(drops));
      }
    }
  }

  private static String sorted(String what) {
    var parts = what.split("\\?", 2);
    return parts.length == 1
        ? what
        : parts[0] + "?" + Stream.of(parts[1].split("&")).sorted().collect(Collectors.joining("&"));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Method and path, without the query. */
  static String path(String what) {
    return what.replaceFirst("[?].*", "");
  }

  /** The time of a header. */
  static Instant at(String date) {
    return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  /** The failure of the work; null when it does not fail. */
  static KaramonException failure(Runnable work) {
    return catchThrowableOfType(KaramonException.class, work::run);
  }

  static String list(boolean hasMore, Object... items) {
    var data = Stream.of(items).map(Object::toString).collect(Collectors.joining(","));
    return "{\"object\":\"list\",\"url\":\"/v1/any\",\"has_more\":%s,\"data\":[%s]}"
        .formatted(hasMore, data);
  }

  static String error(String type, String code, String param, String message) {
    var json = Json.object();
    json.putObject("error")
        .put("type", type)
        .put("code", code)
        .put("param", param)
        .put("message", message);
    return json.toString();
  }
}
