package dev.karamon.stripe.gateway;

import dev.karamon.http.Json;
import dev.karamon.secret.SecretText;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Answers over real HTTP with what a test has written down, and remembers what was asked. */
final class CannedStripe implements AutoCloseable {
  static final String DATE = "Sat, 01 Aug 2026 12:00:00 GMT";

  /** What was asked; the body decoded. */
  record Asked(String what, Optional<String> idempotencyKey, String body) {}

  /** What is answered. */
  record Answer(int status, String body, Map<String, String> headers) {
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

  StripeGateway gateway() {
    return gateway(0);
  }

  StripeGateway gateway(int retries) {
    var config =
        new StripeGatewayConfig(
            Optional.of(URI.create("http://127.0.0.1:" + server.actualPort() + "/")),
            Duration.ofSeconds(2),
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
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
          var answer = script.apply(what);
          answer.headers().forEach(request.response()::putHeader);
          request.response().setStatusCode(answer.status()).end(answer.body());
        });
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  static String list(boolean hasMore, String... items) {
    return "{\"object\":\"list\",\"url\":\"/v1/any\",\"has_more\":%s,\"data\":[%s]}"
        .formatted(hasMore, String.join(",", items));
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
