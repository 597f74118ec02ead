package dev.karamon.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Does what an admin does: enters the keys of Stripe, and defines what is sold. */
final class KaramonConnection {
  static final String ADMIN = "admin@example.com";
  static final String PASSWORD = "karamon-bench";

  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).connectTimeout(TIMEOUT).build();
  private final String origin;

  private KaramonConnection(int port) {
    this.origin = "http://127.0.0.1:" + port;
  }

  /** Does it unless it was done on this database before. */
  static void ensure(int port, String webhookSecret) {
    var admin = new KaramonConnection(port);
    admin.send("POST", "/session", Map.of("email", ADMIN, "password", PASSWORD));
    if (admin.send("GET", "/groups", Map.of()).contains(EventStream.GOLD)) {
      return;
    }
    admin.send(
        "PUT",
        "/integrations/stripe/test",
        Map.of(
            "status", "enabled",
            "publishable_key", "pk_test_karamonbench",
            "secret_key", "sk_test_karamonbench",
            "webhook_secret", webhookSecret));
    admin.createGroup("Silver", EventStream.SILVER);
    admin.createGroup("Gold", EventStream.GOLD);
  }

  private void createGroup(String name, String price) {
    send("POST", "/groups", Map.of("name", name, "stripe_prices", Map.of("test", List.of(price))));
  }

  private String send(String method, String path, Map<String, ?> body) {
    try {
      var content =
          method.equals("GET")
              ? BodyPublishers.noBody()
              : BodyPublishers.ofString(JSON.writeValueAsString(body));
      var request =
          HttpRequest.newBuilder(URI.create(origin + "/admin/api/v1" + path))
              .timeout(TIMEOUT)
              .header("Content-Type", "application/json")
              .header("Origin", origin)
              .method(method, content)
              .build();
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new BenchException(
            method + " " + path + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new BenchException(method + " " + path + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("Interrupted", e);
    }
  }
}
