package dev.karamon.sandbox.event;

import com.stripe.net.Webhook;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;

/** One signed POST of an event. */
final class Post {
  private static final int TIMEOUT_MS = 10_000;

  private final WebClient client;

  Post(Vertx vertx) {
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setFollowRedirects(false)
                .setConnectTimeout(TIMEOUT_MS)
                .setUserAgent("Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                .setKeepAliveTimeout((int) TimeUnit.SECONDS.convert(20, TimeUnit.SECONDS)),
            new PoolOptions().setHttp1MaxSize(64).setMaxWaitQueueSize(1_000));
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
