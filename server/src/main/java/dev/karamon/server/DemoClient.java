package dev.karamon.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.karamon.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Calls over HTTP as any client would, and prints what was called and what came back. */
final class DemoClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int PRINTED = 160;

  /** An answer. */
  record Answer(int status, JsonNode json, String text, Optional<String> location) {}

  private final PrintStream out;
  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  DemoClient(PrintStream out) {
    this.out = out;
  }

  Answer get(URI url, String... headers) {
    return send(request(url, headers).GET().build(), "");
  }

  Answer postJson(URI url, Object body, String... headers) {
    return sendJson("POST", url, body, headers);
  }

  Answer putJson(URI url, Object body, String... headers) {
    return sendJson("PUT", url, body, headers);
  }

  Answer postForm(URI url, Map<String, String> fields, String... headers) {
    var form =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        request(url, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        form);
  }

  private Answer sendJson(String method, URI url, Object body, String... headers) {
    var text = body instanceof String raw ? raw : Json.text(body);
    return send(
        request(url, headers)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(text))
            .build(),
        text);
  }

  private static HttpRequest.Builder request(URI url, String... headers) {
    var request = HttpRequest.newBuilder(url).timeout(TIMEOUT);
    return headers.length == 0 ? request : request.headers(headers);
  }

  private Answer send(HttpRequest request, String body) {
    out.println("     " + request.method() + " " + request.uri() + shortened(" ", body));
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofString());
      var location = response.headers().firstValue("Location");
      var answer = new Answer(response.statusCode(), json(response), response.body(), location);
      var shown = answer.json().isMissingNode() ? "" : answer.json().toString();
      out.println("     -> " + answer.status() + shortened(" ", location.orElse(shown)));
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private static JsonNode json(HttpResponse<String> response) {
    var type = response.headers().firstValue("Content-Type").orElse("");
    return type.contains("json") && !response.body().isEmpty()
        ? Json.read(response.body())
        : MissingNode.getInstance();
  }

  private static String shortened(String before, String text) {
    var line = text.replaceAll("\\s+", " ");
    return line.isEmpty()
        ? ""
        : before + (line.length() <= PRINTED ? line : line.substring(0, PRINTED) + " …");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
