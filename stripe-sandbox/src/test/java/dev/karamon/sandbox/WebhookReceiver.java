package dev.karamon.sandbox;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes webhook deliveries as a merchant does, signature check included. */
final class WebhookReceiver implements AutoCloseable {
  final List<Event> received = new CopyOnWriteArrayList<>();

  /** How many of the next deliveries are answered with 500. */
  final AtomicInteger failures = new AtomicInteger();

  /** How long each delivery is kept waiting, in milliseconds. */
  final AtomicInteger slowness = new AtomicInteger();

  /** The most deliveries that were under way at once. */
  final AtomicInteger mostAtOnce = new AtomicInteger();

  private final AtomicInteger underWay = new AtomicInteger();
  private final HttpServer server;
  private volatile String secret = "";

  WebhookReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/webhook", this::receive);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhook";
  }

  /** Signatures of what is received from now on are checked with this secret. */
  void expectSignedWith(String secret) {
    this.secret = secret;
  }

  private void receive(HttpExchange exchange) throws IOException {
    int now = underWay.incrementAndGet();
    mostAtOnce.accumulateAndGet(now, Math::max);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    int status = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 500 : 200;
    try {
      Thread.sleep(slowness.get());
      Event event =
          Webhook.constructEvent(
              body, exchange.getRequestHeaders().getFirst("Stripe-Signature"), secret);
      if (status == 200) {
        received.add(event);
      }
    } catch (SignatureVerificationException e) {
      status = 400;
    } catch (InterruptedException e) {
      status = 503;
    }
    underWay.decrementAndGet();
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
