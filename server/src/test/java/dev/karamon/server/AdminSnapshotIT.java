package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The document that the panel's client is made from is the one that is served, least role of each
 * route included. {@code -Dkaramon.snapshots=write} writes it anew.
 */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class AdminSnapshotIT {
  private static final Path SNAPSHOT = Path.of("..", "openapi", "snapshots", "admin.json");

  private final Site site;

  AdminSnapshotIT(Site site) {
    this.site = site;
  }

  @Test
  void the_served_document_is_the_checked_in_one() throws IOException {
    var served = site.anybody().get("/admin/api/v1/openapi.json").expect(200).text();
    if ("write".equals(System.getProperty("karamon.snapshots"))) {
      Files.writeString(SNAPSHOT, served);
    }
    assertThat(Files.readString(SNAPSHOT)).isEqualTo(served);
  }
}
