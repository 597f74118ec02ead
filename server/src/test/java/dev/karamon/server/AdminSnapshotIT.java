package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The document that the panel's client is generated from is the one of the routes there are. To
 * write it anew, run this test with {@code -Dkaramon.snapshot=write}, then {@code npm run
 * generate:api} in {@code admin-ui}.
 */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class AdminSnapshotIT {
  private static final Path SNAPSHOT = Path.of("../openapi/snapshots/admin.json");

  private final Site site;

  AdminSnapshotIT(Site site) {
    this.site = site;
  }

  @Test
  void the_snapshot_is_what_the_routes_make() throws IOException {
    var document = site.admin().get("/openapi.json").expect(200).text();

    if ("write".equals(System.getProperty("karamon.snapshot"))) {
      Files.writeString(SNAPSHOT, document);
    }

    assertThat(Files.readString(SNAPSHOT)).isEqualTo(document);
  }
}
