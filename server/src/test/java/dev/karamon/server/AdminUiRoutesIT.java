package dev.karamon.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.http.HttpConfig;
import dev.karamon.http.WebServer;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminUiRoutesIT {
  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static URI root = URI.create("http://127.0.0.1");

  @BeforeAll
  static void serve() throws Exception {
    var config = new HttpConfig("127.0.0.1", 0, root);
    var panel = AdminUiRoutes.load().orElseThrow();
    var server =
        WebServer.start(VERTX, config, List.of(panel))
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    root = URI.create("http://127.0.0.1:" + server.port());
  }

  @AfterAll
  static void stop() throws Exception {
    VERTX.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin",
        "/admin/",
        "/admin/sign-in",
        "/admin/apis",
        "/admin/settings/integrations/stripe?mode=live",
        "/admin/groups/12/"
      })
  void every_path_of_a_page_answers_the_page_without_redirect(String path) throws Exception {
    var answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
    assertThat(answer.headers().firstValue("cache-control")).contains("no-cache");
    assertThat(text(answer)).contains("<div id=\"root\">");
  }

  @Test
  void the_page_may_load_only_what_is_ours() throws Exception {
    assertThat(get("/admin/").headers().firstValue("content-security-policy"))
        .contains(
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src"
                + " 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action"
                + " 'self'; frame-ancestors 'none'");
  }

  @Test
  void the_root_leads_to_the_panel() throws Exception {
    var answer = get("/");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("location")).contains("/admin/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin/api/v1/nothing",
        "/admin/assets/nothing.js",
        "/admin/assets/nothing",
        "/admin/assets/",
        "/admin/nothing.png",
        "/admin/index.html",
        "/admin/files.txt",
        "/admin/favicon.svg.gz",
        "/admin/../../etc/passwd",
        "/admin/assets/../../logback.xml",
        "/admin/assets/%2e%2e/%2e%2e/logback.xml",
        "/admin/..%2f..%2flogback.xml",
        "/admin/%5c..%5clogback.xml"
      })
  void what_is_no_page_and_no_file_does_not_exist(String path) throws Exception {
    var answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
  }

  @Test
  void files_with_a_hash_in_their_name_are_kept_for_good_and_sent_compressed() throws Exception {
    var path = script();
    var plain = get(path);
    var packed = get(path, "Accept-Encoding", "br, gzip;q=0.8");
    assertThat(plain.headers().firstValue("cache-control"))
        .contains("public, max-age=31536000, immutable");
    assertThat(plain.headers().firstValue("content-type"))
        .contains("text/javascript; charset=utf-8");
    assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
    assertThat(packed.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(packed.headers().firstValue("vary")).contains("Accept-Encoding");
    assertThat(unpacked(packed.body())).isEqualTo(plain.body());
    assertThat(packed.body()).hasSizeLessThan(plain.body().length / 2);
  }

  @Test
  void gzip_that_is_refused_is_not_sent() throws Exception {
    var answer = get(script(), "Accept-Encoding", "gzip;q=0");
    assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
  }

  @Test
  void a_header_that_is_hard_to_read_is_read_in_no_time() throws Exception {
    for (var accepted :
        List.of(
            "gzip;q=." + "1".repeat(15_000) + "x",
            "gzip" + ",".repeat(15_000),
            "gzip;" + "q=;".repeat(5_000),
            "gzip;q=" + " ".repeat(15_000) + "1")) {
      var began = System.nanoTime();
      var answer = get(script(), "Accept-Encoding", accepted);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(500));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin/", "/admin/favicon.svg"})
  void what_the_browser_has_is_not_sent_again(String path) throws Exception {
    var tag = get(path).headers().firstValue("etag").orElseThrow();
    for (var known : List.of(tag, tag.substring(2), "\"other\", " + tag, "*")) {
      var answer = get(path, "If-None-Match", known);
      assertThat(answer.statusCode()).as(known).isEqualTo(304);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.headers().firstValue("etag")).contains(tag);
    }
    assertThat(get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void head_says_what_get_says(HttpClient.Version version) throws Exception {
    for (var path : List.of("/admin/", "/admin/favicon.svg")) {
      var answer = send(HttpRequest.newBuilder(root.resolve(path)).version(version).HEAD());
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.body()).as(path).isEmpty();
      assertThat(answer.headers().firstValueAsLong("content-length"))
          .as(path)
          .hasValue(get(path).body().length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/admin", "/admin/", "/admin/sign-in", "/admin/favicon.svg"})
  void nothing_can_be_changed_here(String path) throws Exception {
    var answer =
        send(HttpRequest.newBuilder(root.resolve(path)).POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD");
  }

  private static String script() throws Exception {
    var found =
        Pattern.compile("src=\"(/admin/assets/panel-[^\"]+\\.js)\"").matcher(text(get("/admin/")));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    // Made from text: resolving would take the dots out of the path.
    var request = HttpRequest.newBuilder(URI.create(root + path));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(
        request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), UTF_8);
  }

  private static byte[] unpacked(byte[] gzipped) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
      return in.readAllBytes();
    }
  }
}
