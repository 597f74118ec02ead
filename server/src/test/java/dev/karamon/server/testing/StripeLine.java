package dev.karamon.server.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The line between a server and Stripe: it counts what is called, and can be made a bad one. */
public final class StripeLine {
  /** What Stripe answered. */
  private record Whole(int status, Map<String, String> headers, Buffer body) {}

  /** What becomes of a call. */
  @FunctionalInterface
  private interface Fault {
    void strike(HttpServerRequest request, Supplier<Future<Whole>> stripe);
  }

  /** A call that Stripe has answered, and the answer that is under way for as long as one likes. */
  public static final class Held {
    private final Promise<Void> answered = Promise.promise();
    private final Promise<Void> released = Promise.promise();

    /** Returns when Stripe has answered; what happens there from now on is not in the answer. */
    public void awaitAnswer() {
      Patience.await(answered.future());
    }

    /** Lets the answer arrive. */
    public void release() {
      released.tryComplete();
    }

    /** Breaks the connection, so that the answer never arrives. */
    public void breaks() {
      released.tryFail("broken");
    }
  }

  private static final String PAGE = "<html><body>Not from here.</body></html>";
  private static final Set<String> OF_THE_LINE = Set.of("host", "content-length");

  private final URI stripe;
  private final HttpClient client;
  private final HttpServer server;
  private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final Map<String, String> chosenIds = new ConcurrentHashMap<>();

  private StripeLine(Vertx vertx, URI stripe) {
    this.stripe = stripe;
    this.client = vertx.createHttpClient();
    this.server =
        Patience.await(vertx.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1"));
  }

  /** A line that works; it goes with its Vert.x. */
  public static StripeLine to(Vertx vertx, URI stripe) {
    return new StripeLine(vertx, stripe);
  }

  /** Where Stripe seems to be. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** The calls whose path or query contains this. */
  public List<String> callsAbout(String text) {
    return calls.stream().filter(call -> call.contains(text)).toList();
  }

  /** Calls about this are answered with this status. */
  public void fails(String about, int status, Map<String, String> headers) {
    faults.put(about, failing(status, headers));
  }

  private static Fault failing(int status, Map<String, String> headers) {
    var error = "{\"error\":{\"type\":\"api_error\",\"message\":\"The line is bad.\"}}";
    return (request, whole) -> answer(request, new Whole(status, headers, Buffer.buffer(error)));
  }

  /** Calls about this do not reach Stripe: something on the way shows a page of its own. */
  public void isBarred(String about, int status) {
    var page = new Whole(status, Map.of("Content-Type", "text/html"), Buffer.buffer(PAGE));
    faults.put(about, (request, whole) -> answer(request, page));
  }

  /** One call of so many fails, whatever it is about, in one way after the other. */
  public void failsOneOf(int calls) {
    var count = new AtomicInteger();
    var ways =
        List.<Fault>of(
            failing(500, Map.of()),
            (request, whole) -> request.connection().close(),
            failing(429, Map.of("Retry-After", "1")),
            (request, whole) -> whole.get().onSuccess(all -> half(request, all)));
    faults.put(
        "",
        (request, whole) -> {
          var nth = count.incrementAndGet();
          if (nth % calls == 0) {
            ways.get(nth / calls % ways.size()).strike(request, whole);
          } else {
            whole.get().onSuccess(all -> answer(request, all));
          }
        });
  }

  /** Calls about this are refused, because there is no such customer. */
  public void knowsNoCustomer(String about) {
    var error =
        """
        {"error": {"type": "invalid_request_error", "code": "resource_missing",
                   "param": "customer", "message": "No such customer"}}
        """;
    faults.put(
        about, (request, whole) -> answer(request, new Whole(400, Map.of(), Buffer.buffer(error))));
  }

  /** Calls about this are refused because of the key, with this status. */
  public void refusesKey(String about, int status, String message) {
    var error =
        "{\"error\": {\"type\": \"invalid_request_error\", \"message\": \"%s\"}}"
            .formatted(message);
    faults.put(
        about,
        (request, whole) -> answer(request, new Whole(status, Map.of(), Buffer.buffer(error))));
  }

  /** Calls about this are told that there is no such thing. */
  public void knowsNothingOf(String about) {
    var error =
        """
        {"error": {"type": "invalid_request_error", "code": "resource_missing",
                   "param": "id", "message": "No such thing"}}
        """;
    faults.put(
        about, (request, whole) -> answer(request, new Whole(404, Map.of(), Buffer.buffer(error))));
  }

  /** Calls about this find the connection closed. */
  public void closes(String about) {
    faults.put(about, (request, whole) -> request.connection().close());
  }

  /** Calls about this get half of the answer. */
  public void halves(String about) {
    faults.put(about, (request, whole) -> whole.get().onSuccess(all -> half(request, all)));
  }

  /** Answers about this do not say when they were given. */
  public void dropsTheTime(String about) {
    faults.put(
        about, (request, whole) -> whole.get().onSuccess(all -> answer(request, untimed(all))));
  }

  /** Calls about this are never answered. */
  public void silences(String about) {
    faults.put(about, (request, whole) -> {});
  }

  /** The next call about this is answered by Stripe, but the answer does not arrive. */
  public Held holdsOnce(String about) {
    var held = new Held();
    faults.put(
        about,
        (request, whole) -> {
          faults.remove(about);
          hold(held, request, whole);
        });
    return held;
  }

  /** Calls about this are answered by Stripe, but the answers do not arrive. */
  public Held holds(String about) {
    var held = new Held();
    faults.put(about, (request, whole) -> hold(held, request, whole));
    return held;
  }

  /**
   * What Stripe has given this id has one that somebody chose instead, for whoever calls; it stays.
   */
  public void renames(String id, String chosen) {
    chosenIds.put(id, chosen);
  }

  /** A text of Stripe's, as whoever calls sees it. */
  public String renamed(String text) {
    var renamed = text;
    for (var name : chosenIds.entrySet()) {
      var json = Client.json(name.getValue());
      renamed = renamed.replace(name.getKey(), json.substring(1, json.length() - 1));
    }
    return renamed;
  }

  private String asStripeKnows(String encoded) {
    var known = encoded;
    for (var name : chosenIds.entrySet()) {
      known = known.replace(URLEncoder.encode(name.getValue(), UTF_8), name.getKey());
    }
    return known;
  }

  /** Everything works again, for calls from now on. */
  public void isMended() {
    faults.clear();
  }

  private static void hold(Held held, HttpServerRequest request, Supplier<Future<Whole>> whole) {
    whole
        .get()
        .onSuccess(all -> {
          held.answered.tryComplete();
          held.released
              .future()
              .onSuccess(released -> answer(request, all))
              .onFailure(broken -> request.connection().close());
        });
  }

  private void take(HttpServerRequest request) {
    calls.add(request.method() + " " + request.uri());
    request
        .body()
        .onSuccess(body -> {
          var fault =
              faults.entrySet().stream()
                  .filter(each -> request.uri().contains(each.getKey()))
                  .map(Map.Entry::getValue)
                  .findFirst();
          Supplier<Future<Whole>> whole = () -> forward(request, body);
          fault.ifPresentOrElse(
              it -> it.strike(request, whole),
              () -> whole.get().onSuccess(all -> answer(request, all)));
        });
  }

  private Future<Whole> forward(HttpServerRequest request, Buffer body) {
    var options =
        new RequestOptions()
            .setMethod(request.method())
            .setHost(stripe.getHost())
            .setPort(stripe.getPort())
            .setURI(asStripeKnows(request.uri()));
    request
        .headers()
        .forEach((name, value) -> {
          if (!OF_THE_LINE.contains(name.toLowerCase(Locale.ROOT))) {
            options.addHeader(name, value);
          }
        });
    return client
        .request(options)
        .compose(call -> call.send(Buffer.buffer(asStripeKnows(body.toString()))))
        .compose(
            answer -> answer.body().map(all -> whole(answer.statusCode(), answer.headers(), all)));
  }

  private Whole whole(int status, Iterable<Map.Entry<String, String>> headers, Buffer body) {
    var kept = new ConcurrentHashMap<String, String>();
    headers.forEach(header -> kept.put(header.getKey(), header.getValue()));
    kept.keySet().removeIf(name -> OF_THE_LINE.contains(name.toLowerCase(Locale.ROOT)));
    return new Whole(status, kept, Buffer.buffer(renamed(body.toString())));
  }

  private static Whole untimed(Whole whole) {
    var headers = new HashMap<>(whole.headers());
    headers.keySet().removeIf("Date"::equalsIgnoreCase);
    return new Whole(whole.status(), headers, whole.body());
  }

  private static void answer(HttpServerRequest request, Whole whole) {
    var response = request.response();
    if (!response.closed()) {
      whole.headers().forEach(response::putHeader);
      response.setStatusCode(whole.status()).end(whole.body());
    }
  }

  private static void half(HttpServerRequest request, Whole whole) {
    whole.headers().forEach(request.response()::putHeader);
    request
        .response()
        .setStatusCode(whole.status())
        .putHeader("Content-Length", Integer.toString(whole.body().length()))
        .write(whole.body().slice(0, whole.body().length() / 2))
        .onComplete(written -> request.connection().close());
  }
}
