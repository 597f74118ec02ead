package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestAdmin;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody has to be left who may do everything. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class LastOwnerIT {
  private final Site site;

  LastOwnerIT(Site site) {
    this.site = site;
  }

  @Test
  void the_last_owner_is_neither_put_out_nor_made_less() {
    var path = "/admins/" + site.admin().get("/account").at("/id").longValue();
    TestAdmin.make(site, "editor");
    site.admin().put(path, Map.of("role", "editor")).expectProblem(422, "last_owner");
    site.admin().delete(path).expectProblem(422, "last_owner");
    site.admin().put(path, Map.of("name", "Still here", "role", "owner")).expect(200);

    var successor = TestAdmin.make(site, "owner").signsIn();
    site.admin().put(path, Map.of("role", "viewer")).expect(200);
    assertThat(site.admin().get("/session").at("/role").textValue()).isEqualTo("viewer");
    successor.put(path, Map.of("role", "owner")).expect(200);
  }
}
