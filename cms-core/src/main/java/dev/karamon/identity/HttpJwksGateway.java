package dev.karamon.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Reads keys over HTTP: no redirects, little patience, little room. */
final class HttpJwksGateway implements JwksGateway {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 256 * 1024;

  private final HttpClient client;

  HttpJwksGateway(Vertx vertx) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout((int) LIMIT.toMillis()).setKeepAlive(false));
  }

  @Override
  public Future<JsonNode> read(String url) {
    var options = new RequestOptions().setAbsoluteURI(url).setMethod(HttpMethod.GET);
    return client
        .request(options)
        .compose(HttpClientRequest::send)
        .compose(HttpJwksGateway::body)
        .timeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
        .map(Json::parse);
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    if (response.statusCode() != 200) {
      return Future.failedFuture("Status " + response.statusCode());
    }
    var promise = Promise.<Buffer>promise();
    var body = Buffer.buffer();
    response.exceptionHandler(promise::tryFail);
    response.endHandler(end -> promise.tryComplete(body));
    response.handler(chunk -> {
      if (body.length() + chunk.length() > MOST_BYTES) {
        response.request().reset();
        promise.tryFail("The keys are longer than " + MOST_BYTES + " bytes");
      } else {
        body.appendBuffer(chunk);
      }
    });
    return promise.future();
  }
}
