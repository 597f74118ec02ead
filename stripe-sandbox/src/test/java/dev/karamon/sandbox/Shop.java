package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.StripeClient;
import com.stripe.exception.EventDataObjectDeserializationException;
import com.stripe.model.Event;
import com.stripe.model.StripeObject;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A merchant over a started sandbox: the official client, a webhook receiver, a buyer's browser.
 */
final class Shop implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String GOOD_CARD = "4242 4242 4242 4242";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  final Vertx vertx = Vertx.vertx();
  final StripeSandbox sandbox;
  final StripeClient stripe;
  final WebhookReceiver receiver = new WebhookReceiver();
  final List<Event> received = receiver.received;

  /** How many of the next deliveries the receiver answers with 500. */
  final AtomicInteger failures = receiver.failures;

  private final HttpClient browser =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Shop() {
    this(SandboxConfig.onFreePort());
  }

  Shop(SandboxConfig config) {
    try {
      sandbox = StripeSandbox.start(vertx, config).await(20, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
    stripe = client("sk_test_shop");
  }

  StripeClient client(String key) {
    return StripeClient.builder()
        .setApiKey(key)
        .setApiBase(sandbox.url().toString())
        .setMaxNetworkRetries(0)
        .build();
  }

  String webhookUrl() {
    return receiver.url();
  }

  /** Signatures of what is received from now on are checked with this secret. */
  void expectSignedWith(String secret) {
    receiver.expectSignedWith(secret);
  }

  /** Waits for an event of that type. */
  Event awaitEvent(String type) {
    return awaitEvent(event -> event.getType().equals(type), type);
  }

  Event awaitEvent(Predicate<Event> wanted, String what) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      var found = received.stream().filter(wanted).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      pause();
    }
    throw new AssertionError(
        "no " + what + " among " + received.stream().map(Event::getType).toList());
  }

  static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static StripeObject objectOf(Event event) {
    try {
      return event.getDataObjectDeserializer().deserializeUnsafe();
    } catch (EventDataObjectDeserializationException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> visit(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)));
  }

  /** Types a card on a checkout page, as a browser without JavaScript would. */
  HttpResponse<String> pay(String url, String card) {
    return submit(
        url,
        Map.of(
            "card_number", card,
            "expiry", "12 / 34",
            "cvc", "123",
            "name", "Ann Example",
            "email", "ann@example.com"));
  }

  HttpResponse<String> submit(String url, Map<String, String> fields) {
    String form =
        fields.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return followed(
        send(
            HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))));
  }

  /** What a refused form, or the bank's question, leads to. */
  private HttpResponse<String> followed(HttpResponse<String> answer) {
    String location = answer.headers().firstValue("Location").orElse("");
    return location.matches("/.*(\\?refused=\\d+|/authenticate)")
        ? visit(sandbox.url() + location)
        : answer;
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return browser.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Calls the API, which may refuse it. */
  HttpResponse<String> attempt(String path, String form, String... headers) {
    HttpRequest.Builder request =
        api(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request);
  }

  /** Reads from the API, which may refuse it. */
  HttpResponse<String> read(String path) {
    return send(api(path));
  }

  /** Calls the API and expects it to succeed. */
  JsonNode post(String path, String form) {
    HttpResponse<String> response = attempt(path, form);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response);
  }

  /** Deletes through the API and expects it to succeed. */
  JsonNode delete(String path) {
    HttpResponse<String> response = send(api(path).DELETE());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response);
  }

  /** Calls the sandbox's own API and expects it to succeed. */
  JsonNode control(String path, String json) {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response);
  }

  /** A customer whose default payment method is the ready-made one. */
  String customer(String method) {
    String id = post("/v1/customers", "email=ann@example.com&name=Ann").get("id").asText();
    String attached =
        post("/v1/payment_methods/" + method + "/attach", "customer=" + id).get("id").asText();
    post("/v1/customers/" + id, "invoice_settings[default_payment_method]=" + attached);
    return id;
  }

  /** Registers the receiver for these types of events. */
  JsonNode listen(String... types) {
    JsonNode endpoint =
        post(
            "/v1/webhook_endpoints",
            "url="
                + webhookUrl()
                + "&enabled_events[]="
                + String.join("&enabled_events[]=", types));
    expectSignedWith(endpoint.get("secret").asText());
    return endpoint;
  }

  /** Waits until something is so. */
  static void await(BooleanSupplier condition, String what) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(until);
      pause();
    }
  }

  /** Reads from the API and expects it to succeed. */
  JsonNode get(String path) {
    HttpResponse<String> response = send(api(path));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response);
  }

  HttpRequest.Builder api(String path) {
    return HttpRequest.newBuilder(URI.create(sandbox.url() + path))
        .header("Authorization", "Bearer sk_test_wire");
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(response.body(), e);
    }
  }

  /** Types of all events so far, the oldest first. */
  List<String> story() {
    return storyAfter("");
  }

  /** Types of the events after one, the oldest first. */
  List<String> storyAfter(String event) {
    List<String> types = new ArrayList<>();
    String path = "/v1/events?limit=100" + (event.isEmpty() ? "" : "&ending_before=" + event);
    get(path).get("data").forEach(it -> types.addFirst(it.get("type").asText()));
    return types;
  }

  /** Id of the newest event. */
  String latestEvent() {
    return get("/v1/events?limit=1").at("/data/0/id").asText();
  }

  @Override
  public void close() {
    receiver.close();
    browser.close();
    try {
      sandbox.close().await(20, TimeUnit.SECONDS);
      vertx.close().await(20, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
