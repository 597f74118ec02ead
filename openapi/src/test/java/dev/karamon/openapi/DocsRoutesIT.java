package dev.karamon.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.endpoint.EndpointTable;
import dev.karamon.http.HttpConfig;
import dev.karamon.http.WebServer;
import dev.karamon.json.Json;
import dev.karamon.operation.ApiSecurity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocsRoutesIT {
  private static final AtomicReference<EndpointTable> TABLE =
      new AtomicReference<>(new TestShop(ApiSecurity.DYNAMIC_TOKEN).look("look").table());
  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init")
  private static WebServer server;

  @BeforeAll
  static void start() throws Exception {
    var routes =
        new DocsRoutes(
            new ApiDocuments(TABLE::get),
            new Lazy<>(() -> Documents.resource(AdminDocument.snapshot(List.of()))),
            new Lazy<>(SwaggerUi::load));
    server =
        await(
            WebServer.start(
                VERTX,
                new HttpConfig("127.0.0.1", 0, URI.create("http://127.0.0.1")),
                List.of(routes)));
  }

  @AfterAll
  static void stop() throws Exception {
    CLIENT.close();
    await(server.close());
    await(VERTX.close());
  }

  @Test
  void theDocumentIsSentOnceUntilSomethingChanges() throws Exception {
    var first = get("/docs/7/openapi.json");
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(DocumentRules.brokenBy(Json.read(first.body()))).isEmpty();
    var tag = first.headers().firstValue("etag").orElseThrow();

    var again = get("/docs/7/openapi.json", "If-None-Match", "\"other\", " + tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();

    TABLE.set(new TestShop(ApiSecurity.COOKIE).look("look").look("more").table());
    var changed = get("/docs/7/openapi.json", "If-None-Match", tag);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(Json.read(changed.body()).path("paths").has("/more")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs/7", "/docs/7/", "/docs/admin", "/docs/admin/"})
  void aPageLoadsNothingFromElsewhereAndRunsNoInlineScript(String path) throws Exception {
    var page = get(path);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self';")
        .contains("frame-ancestors 'none'");
    assertThat(page.body()).doesNotContain("http://", "https://");
    assertThat(page.body()).doesNotContainPattern("<script(?![^>]* src=)");
    var links =
        Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.body()).results().toList();
    assertThat(links).hasSizeGreaterThan(4);
    for (var link : links) {
      assertThat(get(link.group(1)).statusCode()).as(link.group(1)).isEqualTo(200);
    }
  }

  @Test
  void theTitleOfAnApiIsTextNotMarkup() throws Exception {
    assertThat(get("/docs/7").body())
        .contains("<title>Shop &lt;b&gt;&amp;amp;&lt;/b&gt; &quot;more&quot;</title>");
  }

  @Test
  void filesAreKeptByBrowsersAndSentCompressed() throws Exception {
    var link = Pattern.compile("/docs/assets/[^\"]+bundle.js").matcher(get("/docs/7").body());
    assertThat(link.find()).isTrue();
    var response =
        CLIENT.send(
            request(link.group()).header("Accept-Encoding", "gzip, br").build(),
            BodyHandlers.ofByteArray());
    assertThat(response.headers().firstValue("cache-control").orElseThrow()).contains("immutable");
    assertThat(response.headers().firstValue("content-encoding")).hasValue("gzip");
    try (var script = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      assertThat(new String(script.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo(get(link.group()).body());
    }
    var otherEdition = get("/docs/assets/other/docs.js");
    assertThat(otherEdition.headers().firstValue("cache-control")).hasValue("no-cache");
  }

  @Test
  void aHeaderThatIsHardToReadIsReadInNoTime() throws Exception {
    var began = System.nanoTime();
    var answer =
        get("/docs/7/openapi.json", "Accept-Encoding", "gzip;q=." + "1".repeat(15_000) + "x");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(500));
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs/7/", "/docs/7/openapi.json", "/docs/assets/other/docs.js"})
  void headSaysWhatGetSays(String path) throws Exception {
    var head = CLIENT.send(request(path).HEAD().build(), BodyHandlers.ofString());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValueAsLong("content-length"))
        .hasValue(get(path).body().getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs",
        "/docs/",
        "/docs/8/",
        "/docs/8/openapi.json",
        "/docs/0/",
        "/docs/07/",
        "/docs/9999999999999999999/",
        "/docs/x/openapi.json",
        "/docs/admin/openapi.json",
        "/docs/assets/x/page.html",
        "/docs/assets/x/..%2Fpage.html",
        "/docs/7/other"
      })
  void whatIsNotThereIsNotFound(String path) throws Exception {
    var response = get(path);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(Json.read(response.body()).path("code").asText()).isEqualTo("not_found");
  }

  @Test
  void onlyReadingIsPossible() throws Exception {
    var request = request("/docs/7/").POST(HttpRequest.BodyPublishers.noBody()).build();
    var response = CLIENT.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("allow")).hasValue("GET, HEAD");
  }

  @Test
  void theAdminDocumentIsOpen() throws Exception {
    var response = get("/admin/api/v1/openapi.json");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Json.read(response.body()).at("/info/title").asText())
        .isEqualTo("Karamon admin API");
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    var request = request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
