package dev.karamon.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Holds every answer of the admin API that any test gets against its document. */
final class AdminContract {
  private static final String ROOT = "/admin/api/v1";
  private static final List<Documented> PATHS = read(Path.of("../openapi/snapshots/admin.json"));

  private AdminContract() {}

  /** A path of the document with its operations; what is in braces is any one segment. */
  private record Documented(String path, Pattern pattern, JsonNode operations) {
    static Documented of(String path, JsonNode operations) {
      var pattern = path.replaceAll("\\{[a-z_]+}", "[^/]+");
      return new Documented(path, Pattern.compile(pattern), operations);
    }
  }

  /** Fails unless the document says that this may be answered; paths it has not are not its own. */
  static void check(String method, String path, int status) {
    if (!path.startsWith(ROOT)) {
      return;
    }
    var below = path.substring(ROOT.length()).split("[?#]", 2)[0];
    var read = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
    PATHS.stream()
        .filter(documented -> documented.pattern().matcher(below).matches())
        .findFirst()
        .map(documented -> documented.operations().path(read).path("responses"))
        .filter(responses -> !responses.isMissingNode())
        .ifPresent(responses ->
            assertThat(responses.has(Integer.toString(status)))
                .as("%s %s answers %d, and the document has %s", method, path, status, responses)
                .isTrue());
  }

  /** Literal paths before those with a parameter, as they are served. */
  private static List<Documented> read(Path snapshot) {
    try {
      var paths = JsonMapper.builder().build().readTree(Files.readString(snapshot)).path("paths");
      return StreamSupport.stream(paths.properties().spliterator(), false)
          .map(path -> Documented.of(path.getKey(), path.getValue()))
          .sorted(Comparator.comparing(Documented::path))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
