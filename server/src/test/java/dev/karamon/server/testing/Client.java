package dev.karamon.server.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Calls one server over HTTP, always with the same headers. Immutable. */
public final class Client {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI base;
  private final Map<String, String> headers;

  /** Calls without any header. */
  public Client(URI base) {
    this(base, Map.of());
  }

  private Client(URI base, Map<String, String> headers) {
    this.base = base;
    this.headers = Map.copyOf(headers);
  }

  /** The same with one more header. */
  public Client with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Client(base, more);
  }

  /** The cookie that it sends. */
  public String cookie() {
    return Objects.requireNonNull(headers.get("Cookie"), "no cookie");
  }

  /** What goes out with each call. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The same without a header. */
  public Client without(String name) {
    var fewer = new LinkedHashMap<>(headers);
    fewer.remove(name);
    return new Client(base, fewer);
  }

  /** GET. */
  public Answer get(String path) {
    return send("GET", path);
  }

  /** POST of JSON. */
  public Answer post(String path, Object body) {
    return send("POST", path, body);
  }

  /** PUT of JSON. */
  public Answer put(String path, Object body) {
    return send("PUT", path, body);
  }

  /** DELETE. */
  public Answer delete(String path) {
    return send("DELETE", path);
  }

  /** Any method without a body. */
  public Answer send(String method, String path) {
    return send(method, path, BodyPublishers.noBody(), Map.of());
  }

  /** Any method with JSON; a text is sent as it is. */
  public Answer send(String method, String path, Object body) {
    var text = body instanceof String raw ? raw : json(body);
    return send(
        method, path, BodyPublishers.ofString(text), Map.of("Content-Type", "application/json"));
  }

  /** POST of a form, as a browser does. */
  public Answer postForm(String path, Map<String, String> fields) {
    var form =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        "POST",
        path,
        BodyPublishers.ofString(form),
        Map.of("Content-Type", "application/x-www-form-urlencoded"));
  }

  /** Any method with any body; headers of the client win over these. */
  public Answer send(String method, String path, BodyPublisher body, Map<String, String> more) {
    var all = new LinkedHashMap<>(headers);
    more.forEach(all::putIfAbsent);
    var request = HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).method(method, body);
    all.forEach(request::header);
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      AdminContract.check(method, path, response.statusCode());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
