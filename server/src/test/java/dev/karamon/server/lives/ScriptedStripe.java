package dev.karamon.server.lives;

import static java.time.ZoneOffset.UTC;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.server.testing.Patience;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * Stripe as the product sees it: customers and what they have come from the tellings, each as far
 * as its life has come; prices, the account and everything else come from the sandbox behind.
 */
final class ScriptedStripe implements AutoCloseable {
  /** The kinds of objects that have lives, by where Stripe lists them. */
  private static final Map<String, String> KINDS =
      Map.of(
          "customers", "customer",
          "subscriptions", "subscription",
          "checkout/sessions", "checkout.session",
          "invoices", "invoice",
          "invoice_payments", "invoice_payment",
          "payment_intents", "payment_intent",
          "charges", "charge",
          "refunds", "refund",
          "disputes", "dispute");

  private final Vertx vertx = Vertx.vertx();
  private final URI sandbox;
  private final HttpClient behind;
  private final HttpServer server;
  private final ConcurrentSkipListMap<Integer, Telling> tellings = new ConcurrentSkipListMap<>();

  ScriptedStripe(URI sandbox) {
    this.sandbox = sandbox;
    this.behind = vertx.createHttpClient();
    this.server =
        Patience.await(vertx.createHttpServer().requestHandler(this::serve).listen(0, "127.0.0.1"));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** From now on its customer exists. */
  void begins(Telling telling) {
    tellings.put(telling.cast().number(), telling);
  }

  private void serve(HttpServerRequest request) {
    var asked = Asked.of(request);
    if (asked.resource().equals("events")) {
      // Nothing but deliveries and the reconcile may tell the product what has happened.
      answer(request, 200, Instant.now(), page(asked, Stream.empty()));
    } else if (!isScripted(asked)) {
      pass(request);
    } else if (!request.method().equals(HttpMethod.GET)) {
      answer(request, 400, Instant.now(), error("A life cannot be changed from outside."));
    } else {
      try {
        show(request, asked);
      } catch (IllegalArgumentException e) {
        answer(request, 400, Instant.now(), error(e.toString()));
      }
    }
  }

  private static boolean isScripted(Asked asked) {
    return KINDS.containsKey(asked.resource()) || asked.resource().equals("subscription_items");
  }

  private void show(HttpServerRequest request, Asked asked) {
    var telling = asked.telling().map(tellings::get);
    if (asked.names() && telling.isEmpty()) {
      answer(request, 404, Instant.now(), missing(asked));
      return;
    }
    var time = telling.map(Telling::stripesTime).orElseGet(Instant::now);
    var found =
        asked.id().isEmpty()
            ? Optional.of(page(asked, listed(asked, telling)))
            : one(asked, telling.orElseThrow());
    answer(request, found.isEmpty() ? 404 : 200, time, found.orElseGet(() -> missing(asked)));
  }

  private Optional<String> one(Asked asked, Telling telling) {
    return object(asked, telling, asked.id().orElseThrow())
        .map(object ->
            asked.part().equals("line_items")
                ? page(asked, texts(telling, telling.life().linesOf(object.path("id").textValue())))
                : telling.cast().fill(expanded(asked, "", telling, object).toString()));
  }

  private static Optional<ObjectNode> object(Asked asked, Telling telling, String id) {
    return telling.stripeIsAt() < 0
        ? Optional.empty()
        : telling
            .life()
            .objectAt(
                telling.stripeIsAt(),
                KINDS.getOrDefault(asked.resource(), ""),
                Cast.templateOf(id));
  }

  /** A thing with what was asked to be shown whole. */
  private static ObjectNode expanded(
      Asked asked, String prefix, Telling telling, ObjectNode object) {
    var expanded = object.deepCopy();
    if (asked.expands(prefix + "line_items")) {
      var list = expanded.putObject("line_items").put("object", "list").put("has_more", false);
      list.set("data", telling.life().linesOf(object.path("id").textValue()));
    }
    if (asked.expands(prefix + "payment_intent.latest_charge")) {
      payment(telling, object).ifPresent(payment -> expanded.set("payment_intent", payment));
    }
    if (asked.expands(prefix + "latest_invoice")) {
      telling
          .life()
          .objectAt(telling.stripeIsAt(), "invoice", object.path("latest_invoice").asText())
          .ifPresent(invoice -> expanded.set("latest_invoice", invoice));
    }
    return expanded;
  }

  private static Optional<ObjectNode> payment(Telling telling, ObjectNode session) {
    var life = telling.life();
    var step = telling.stripeIsAt();
    var charge =
        life.objectsAt(step, "charge").stream()
            .filter(one -> one.path("payment_intent").equals(session.path("payment_intent")))
            .findFirst();
    return life.objectsAt(step, "payment_intent").stream()
        .filter(one -> one.path("id").equals(session.path("payment_intent")))
        .findFirst()
        .map(one -> {
          var payment = one.deepCopy();
          charge.ifPresent(made -> payment.set("latest_charge", made));
          return payment;
        });
  }

  private Stream<String> listed(Asked asked, Optional<Telling> one) {
    var concerned = one.map(Stream::of).orElseGet(() -> tellings.descendingMap().values().stream());
    return concerned.flatMap(telling -> listed(asked, telling));
  }

  private static Stream<String> listed(Asked asked, Telling telling) {
    if (telling.stripeIsAt() < 0) {
      return Stream.empty();
    }
    if (asked.resource().equals("subscription_items")) {
      return object(asked.of("subscriptions"), telling, asked.filter("subscription"))
          .map(subscription -> texts(telling, subscription.at("/items/data")))
          .orElseGet(Stream::empty);
    }
    if (asked.resource().equals("invoice_payments")) {
      return texts(telling, payments(asked, telling));
    }
    return telling
        .life()
        .objectsAt(telling.stripeIsAt(), KINDS.getOrDefault(asked.resource(), ""))
        .stream()
        .filter(asked::matches)
        .map(object -> telling.cast().fill(expanded(asked, "data.", telling, object).toString()));
  }

  /** What pays an invoice, with the payment whole if that was asked for. */
  private static JsonNode payments(Asked asked, Telling telling) {
    var payments = telling.life().paymentsOf(Cast.templateOf(asked.filter("invoice"))).deepCopy();
    if (asked.expands("data.payment.payment_intent")) {
      for (var payment : payments.findValues("payment")) {
        var id = payment.path("payment_intent").textValue();
        telling
            .life()
            .objectAt(telling.stripeIsAt(), "payment_intent", id)
            .ifPresent(intent -> ((ObjectNode) payment).set("payment_intent", intent));
      }
    }
    return payments;
  }

  private static Stream<String> texts(Telling telling, JsonNode objects) {
    return objects.valueStream().map(object -> telling.cast().fill(object.toString()));
  }

  private static String page(Asked asked, Stream<String> all) {
    var found = asked.after(all).limit(asked.limit() + 1L).toList();
    var shown = found.subList(0, Math.min(asked.limit(), found.size()));
    return "{\"object\":\"list\",\"url\":\"%s\",\"has_more\":%s,\"data\":[%s]}"
        .formatted(asked.path(), found.size() > shown.size(), String.join(",", shown));
  }

  private static String missing(Asked asked) {
    return error("No such " + asked.resource(), "resource_missing");
  }

  private static String error(String message, String... code) {
    var json = JsonNodeFactory.instance.objectNode();
    var error =
        json.putObject("error").put("type", "invalid_request_error").put("message", message);
    List.of(code).forEach(each -> error.put("code", each));
    return json.toString();
  }

  private static void answer(HttpServerRequest request, int status, Instant time, String body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Date", RFC_1123_DATE_TIME.format(time.atOffset(UTC)))
        .end(body);
  }

  private void pass(HttpServerRequest request) {
    var options =
        new RequestOptions()
            .setAbsoluteURI(sandbox.resolve(request.uri()).toString())
            .setMethod(request.method());
    request
        .body()
        .compose(body ->
            behind
                .request(options)
                .compose(call -> {
                  for (var name : List.of("Authorization", "Content-Type", "Idempotency-Key")) {
                    Optional.ofNullable(request.getHeader(name))
                        .ifPresent(value -> call.putHeader(name, value));
                  }
                  return call.send(body);
                }))
        .compose(answer -> answer.body().onSuccess(body -> passBack(request, answer, body)))
        .onFailure(failure -> answer(request, 500, Instant.now(), error(failure.toString())));
  }

  private static void passBack(HttpServerRequest request, HttpClientResponse answer, Buffer body) {
    request
        .response()
        .setStatusCode(answer.statusCode())
        .putHeader("Content-Type", "application/json")
        .end(body);
  }

  @Override
  public void close() {
    Patience.await(vertx.close());
  }
}
