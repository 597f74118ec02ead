package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The document that the panel's client is generated from is the one of the routes there are, and
 * the operations that the panel has words for are those of the catalog. To write both anew, run
 * this test with {@code -Dkaramon.snapshot=write}, then {@code npm run generate:api} in {@code
 * admin-ui}.
 */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class AdminSnapshotIT {
  private static final Path SNAPSHOTS = Path.of("../openapi/snapshots");
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Site site;

  AdminSnapshotIT(Site site) {
    this.site = site;
  }

  @Test
  void the_snapshot_is_what_the_routes_make() throws IOException {
    assertKept("admin.json", site.admin().get("/openapi.json").expect(200).text());
  }

  @Test
  void the_operations_with_their_settings_are_those_of_the_catalog() throws IOException {
    var settings = new TreeMap<String, List<String>>();
    for (var category : site.admin().get("/operations").expect(200).at("/items")) {
      for (var model : category.path("models")) {
        for (var operation : model.path("operations")) {
          settings.put(
              model.path("model").textValue() + "::" + operation.path("operation").textValue(),
              Answer.fieldNames(operation.at("/settings_schema/properties")));
        }
      }
    }

    assertKept(
        "operations.json",
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(settings) + "\n");
  }

  private static void assertKept(String name, String now) throws IOException {
    var snapshot = SNAPSHOTS.resolve(name);
    if ("write".equals(System.getProperty("karamon.snapshot"))) {
      Files.writeString(snapshot, now);
    }

    assertThat(Files.readString(snapshot)).isEqualTo(now);
  }
}
