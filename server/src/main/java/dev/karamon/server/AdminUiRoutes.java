package dev.karamon.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karamon.error.KaramonException;
import dev.karamon.http.Methods;
import dev.karamon.http.Mount;
import dev.karamon.http.Text;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The admin panel under {@code /admin/}: its files, and its page for every other path below, which
 * the panel itself interprets. All files are held in memory; no path of a request reaches the class
 * path or the file system.
 */
final class AdminUiRoutes implements Mount {
  private static final String ROOT = "/admin/";
  private static final String FOLDER = "/admin-ui/";
  private static final String PAGE = "index.html";
  // Their names change with their content.
  private static final String HASHED = "assets/";
  private static final String KEEP = "public, max-age=31536000, immutable";
  private static final String ASK_EACH_TIME = "no-cache";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  /** A file as it is sent. */
  private record StaticFile(
      String type, String cacheControl, String tag, Buffer plain, Optional<Buffer> gzipped) {}

  private final Map<String, StaticFile> files;
  private final StaticFile page;

  private AdminUiRoutes(Map<String, StaticFile> files, StaticFile page) {
    this.files = Map.copyOf(files);
    this.page = page;
  }

  /** Reads the panel from the class path; empty when it is not there. Blocks. */
  static Optional<Mount> load() {
    return read("files.txt")
        .map(list -> {
          var files = new HashMap<String, StaticFile>();
          list.toString(UTF_8).lines().forEach(name -> files.put(name, file(name)));
          var page = files.remove(PAGE);
          if (page == null) {
            throw new IllegalStateException("The admin panel has no " + PAGE);
          }
          return new AdminUiRoutes(files, page);
        });
  }

  @Override
  public void on(Router router) {
    router.route("/").handler(Methods.get(AdminUiRoutes::redirect));
    router.route("/admin").handler(Methods.get(this::sendPage));
    // Not "/admin/api": that would take pages such as /admin/apis from the panel.
    router.routeWithRegex("/admin/(?!api/).*").handler(Methods.get(this::serve));
  }

  private static void redirect(RoutingContext context) {
    context.response().setStatusCode(302).putHeader("Location", ROOT).end();
  }

  private void serve(RoutingContext context) {
    var path = context.normalizedPath();
    var file = files.get(path.substring(ROOT.length()));
    if (file != null) {
      send(context, file);
    } else if (path.startsWith(ROOT + HASHED) || path.indexOf('.', path.lastIndexOf('/')) >= 0) {
      context.fail(KaramonException.notFound(Text.excerpt(context.request().path())));
    } else {
      sendPage(context);
    }
  }

  private void sendPage(RoutingContext context) {
    context.response().putHeader("Content-Security-Policy", POLICY);
    send(context, page);
  }

  private static void send(RoutingContext context, StaticFile file) {
    var response =
        context
            .response()
            .putHeader("ETag", file.tag)
            .putHeader("Cache-Control", file.cacheControl)
            .putHeader("Vary", "Accept-Encoding");
    if (isKnown(context.request().getHeader("If-None-Match"), file.tag)) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader("Content-Type", file.type);
    if (file.gzipped.isEmpty()) {
      // Set explicitly: the server would compress it for nothing.
      response.putHeader("Content-Encoding", "identity");
    }
    if (file.gzipped.isPresent() && takesGzip(context)) {
      body(context, response.putHeader("Content-Encoding", "gzip"), file.gzipped.get());
    } else {
      body(context, response, file.plain);
    }
  }

  // Over HTTP/2, Vert.x would send the bytes to HEAD as well.
  private static void body(RoutingContext context, HttpServerResponse response, Buffer bytes) {
    if (context.request().method().equals(HttpMethod.HEAD)) {
      response.putHeader("Content-Length", Integer.toString(bytes.length())).end();
    } else {
      response.end(bytes);
    }
  }

  private static boolean isKnown(@Nullable String tags, String tag) {
    return tags != null
        && Arrays.stream(tags.split(",", -1))
            .map(one -> one.strip().replaceFirst("^W/", ""))
            .anyMatch(known -> known.equals("*") || known.equals(tag.substring("W/".length())));
  }

  private static boolean takesGzip(RoutingContext context) {
    return context.parsedHeaders().acceptEncoding().stream()
        .anyMatch(one -> one.value().equalsIgnoreCase("gzip") && one.weight() > 0);
  }

  private static StaticFile file(String name) {
    var plain =
        read(name).orElseThrow(() -> new IllegalStateException("The admin panel lacks " + name));
    return new StaticFile(
        type(name),
        name.startsWith(HASHED) ? KEEP : ASK_EACH_TIME,
        "W/\"" + hash(plain) + "\"",
        plain,
        read(name + ".gz"));
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      case "png" -> "image/png";
      case "woff2" -> "font/woff2";
      case "json" -> "application/json";
      case "txt" -> "text/plain; charset=utf-8";
      default ->
          throw new IllegalStateException("The admin panel has a file of no known type: " + name);
    };
  }

  private static Optional<Buffer> read(String name) {
    try (var in = AdminUiRoutes.class.getResourceAsStream(FOLDER + name)) {
      return in == null ? Optional.empty() : Optional.of(Buffer.buffer(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(Buffer bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes());
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no SHA-256", e);
    }
  }
}
