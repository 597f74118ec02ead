package dev.karamon.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karamon.error.KaramonException;
import dev.karamon.http.Methods;
import dev.karamon.http.Mount;
import dev.karamon.http.StaticResource;
import dev.karamon.json.Text;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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

  private final Map<String, StaticResource> files;
  private final StaticResource page;

  private AdminUiRoutes(Map<String, StaticResource> files, StaticResource page) {
    this.files = Map.copyOf(files);
    this.page = page;
  }

  /** Reads the panel from the class path; empty when it is not there. Blocks. */
  static Optional<Mount> load() {
    return read("files.txt")
        .map(list -> {
          var files = new HashMap<String, StaticResource>();
          new String(list, UTF_8).lines().forEach(name -> files.put(name, file(name)));
          var page = files.remove(PAGE);
          if (page == null) {
            throw new IllegalStateException("The admin panel has no " + PAGE);
          }
          return new AdminUiRoutes(files, page.asPage());
        });
  }

  @Override
  public void on(Router router) {
    router.route("/").handler(Methods.get(AdminUiRoutes::redirect));
    router.route("/admin").handler(Methods.get(page::answer));
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
      file.answer(context);
    } else if (path.startsWith(ROOT + HASHED) || path.indexOf('.', path.lastIndexOf('/')) >= 0) {
      context.fail(KaramonException.notFound(Text.excerpt(context.request().path())));
    } else {
      page.answer(context);
    }
  }

  private static StaticResource file(String name) {
    var plain =
        read(name).orElseThrow(() -> new IllegalStateException("The admin panel lacks " + name));
    var file = StaticResource.of(type(name), plain);
    var packed = read(name + ".gz").map(file::compressed).orElse(file);
    return name.startsWith(HASHED) ? packed.cached() : packed;
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

  private static Optional<byte[]> read(String name) {
    try (var in = AdminUiRoutes.class.getResourceAsStream(FOLDER + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
