package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.http.TrustedProxies;
import dev.karamon.json.Json;
import dev.karamon.secret.SecretText;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands {@code demo} and {@code dev} start. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class DemoIT {
  private static final Pattern SWAGGER_UI = Pattern.compile("http\\S+/docs/[0-9]+/");
  private static final SecretText MASTER_KEY = new SecretText("a-master-key-that-only-tests-know");

  @Test
  void every_expectation_of_the_demo_holds(Site site, @TempDir Path data) {
    var vertx = Vertx.vertx();

    var held = Patience.await(new KaramonProduct().demo(vertx, start(Command.DEMO, site, data)));

    assertThat(held).isTrue();
    Patience.await(vertx.close());
  }

  @Test
  void a_developers_server_has_something_to_try_also_at_its_second_start(
      Site site, @TempDir Path data) throws Exception {
    var start = start(Command.DEV, site, data);
    for (int i = 0; i < 2; i++) {
      var vertx = Vertx.vertx();
      var node = Patience.await(new KaramonProduct().start(vertx, start));

      assertThat(String.join("\n", node.greeting()))
          .contains("Karamon is ready", "Swagger UI", "Member log-in", "Stripe sandbox");
      // Those that the page for front-ends calls.
      assertThat(paths(node.greeting()))
          .contains("/login", "/token", "/checkout/gold", "/subscription", "/cancel");

      Patience.await(node.close());
      Patience.await(vertx.close());
    }
  }

  /** The endpoints of the API that the greeting names. */
  private static List<String> paths(List<String> greeting) throws Exception {
    var api = SWAGGER_UI.matcher(String.join("\n", greeting));
    assertThat(api.find()).isTrue();
    var request = HttpRequest.newBuilder(URI.create(api.group() + "openapi.json")).build();
    try (var client = HttpClient.newHttpClient()) {
      var document = client.send(request, BodyHandlers.ofString()).body();
      return Answer.fieldNames(Json.mapper().readTree(document).path("paths"));
    }
  }

  private static Product.Start start(Command command, Site site, Path data) {
    var database = site.freshDatabase();
    var config =
        new ServerConfig(
            "127.0.0.1",
            0,
            Optional.empty(),
            TrustedProxies.NONE,
            Optional.of(database),
            data,
            Optional.of(MASTER_KEY),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            0,
            1_048_576,
            Duration.ofMinutes(5),
            Duration.ofDays(180),
            ServerConfig.LogFormat.TEXT);
    return new Product.Start(command, config, database, MASTER_KEY);
  }
}
