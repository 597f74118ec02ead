package dev.karamon.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karamon.http.StaticResource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The files of Swagger UI, our own few beside them, and the page that puts them together. */
final class SwaggerUi {
  /** Where the files are; an edition follows, then a file's name. */
  static final String ASSETS = "/docs/assets/";

  private static final String WEBJAR = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";
  // In one order everywhere: all nodes of one build have to name the same edition.
  private static final List<Source> SOURCES =
      List.of(
          new Source(Origin.WEBJAR, "swagger-ui-bundle.js", SCRIPT),
          new Source(Origin.WEBJAR, "swagger-ui.css", STYLE),
          new Source(Origin.WEBJAR, "favicon-32x32.png", "image/png"),
          new Source(Origin.OWN, "scheme.js", SCRIPT),
          new Source(Origin.OWN, "words.js", SCRIPT),
          new Source(Origin.OWN, "login.js", SCRIPT),
          new Source(Origin.OWN, "docs.js", SCRIPT),
          new Source(Origin.OWN, "docs.css", STYLE));

  private enum Origin {
    WEBJAR,
    OWN
  }

  private record Source(Origin origin, String name, String type) {}

  private final String edition;
  private final Map<String, StaticResource> files;
  private final String template;

  private SwaggerUi(String edition, Map<String, StaticResource> files, String template) {
    this.edition = edition;
    this.files = Map.copyOf(files);
    this.template = template;
  }

  /** Reads all files from the class path; blocks. */
  static SwaggerUi load() throws IOException {
    var webjar = "/META-INF/resources/webjars/swagger-ui/" + webjarVersion() + "/";
    var files = new HashMap<String, StaticResource>();
    var all = new ByteArrayOutputStream();
    for (var source : SOURCES) {
      var bytes = read((source.origin == Origin.WEBJAR ? webjar : "") + source.name);
      all.writeBytes(bytes);
      files.put(source.name, StaticResource.of(source.type, bytes).compressed().cached());
    }
    return new SwaggerUi(
        StaticResource.hash(all.toByteArray()), files, new String(read("page.html"), UTF_8));
  }

  /** A file; browsers may cache it if it is of the version they ask for. */
  Optional<StaticResource> asset(String wantedEdition, String name) {
    return Optional.ofNullable(files.get(name))
        .map(file -> wantedEdition.equals(edition) ? file : file.revalidated());
  }

  /** The page that shows a document. */
  StaticResource page(DocsPage subject) {
    return StaticResource.of("text/html; charset=utf-8", html(subject).getBytes(UTF_8))
        .compressed()
        .asPage();
  }

  private String html(DocsPage subject) {
    var logIn = subject.logIn();
    return template
        .replace("{assets}", ASSETS + edition)
        .replace("{document}", escaped(subject.document()))
        .replace("{with_credentials}", Boolean.toString(subject.withCredentials()))
        .replace("{token_scheme}", escaped(subject.tokenScheme().orElse("")))
        .replace("{calls}", escaped(subject.calls()))
        .replace("{log_in}", escaped(logIn.map(DocsPage.LogIn::challengePath).orElse("")))
        .replace("{token}", escaped(logIn.flatMap(DocsPage.LogIn::tokenPath).orElse("")))
        .replace("{log_out}", escaped(logIn.flatMap(DocsPage.LogIn::logoutPath).orElse("")))
        .replace("{profile}", escaped(logIn.flatMap(DocsPage.LogIn::profilePath).orElse("")))
        .replace("{title}", escaped(subject.title()));
  }

  private static String webjarVersion() throws IOException {
    var properties = new Properties();
    properties.load(new ByteArrayInputStream(read(WEBJAR)));
    return properties.getProperty("version");
  }

  private static byte[] read(String name) throws IOException {
    try (var in = SwaggerUi.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("Not on the class path: " + name);
      }
      return in.readAllBytes();
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
