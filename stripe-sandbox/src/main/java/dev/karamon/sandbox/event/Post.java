package dev.karamon.sandbox.event;

import com.stripe.net.Webhook;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;

/** One signed POST of an event. */
final class Post {
  private static final int TIMEOUT_MS = 10_000;

  private final WebClient client;

  Post(Vertx vertx) {
    HttpClient http =
        vertx
            .httpClientBuilder()
            .with(new HttpClientOptions().setConnectTimeout(TIMEOUT_MS).setKeepAliveTimeout(20))
            .with(new PoolOptions().setHttp1MaxSize(64).setMaxWaitQueueSize(1_000))
            // A receiver that restarts breaks idle connections; the deliveries tell what matters.
            .withConnectHandler(connection -> connection.exceptionHandler(_ -> {}))
            .build();
    this.client =
        WebClient.wrap(
            http,
            new WebClientOptions()
                .setFollowRedirects(false)
                .setUserAgent("Stripe/1.0 (+https://stripe.com/docs/webhooks)"));
  }

  /** The status that the receiver answered. */
  Future<Integer> send(String url, String secret, String body, long seconds) {
    return client
        .postAbs(url)
        .timeout(TIMEOUT_MS)
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .putHeader("Accept", "*/*; q=0.5, application/xml")
        .putHeader("Stripe-Signature", signature(body, secret, seconds))
        .sendBuffer(Buffer.buffer(body))
        .map(HttpResponse::statusCode);
  }

  private static String signature(String body, String secret, long seconds) {
    try {
      return Webhook.Signature.generateSignatureHeader(body, secret, seconds);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  Future<Void> close() {
    client.close();
    return Future.succeededFuture();
  }
}
