package dev.karamon.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** A member group. */
public record TestGroup(Admin admin, long id, String name) {
  /** These prices lead to it from now on, in test mode; others do no longer. */
  public TestGroup withPrices(String... prices) {
    admin
        .put(
            "/groups/" + id,
            Map.of(
                "name", name,
                "version", view().path("version").intValue(),
                "stripe_prices", Map.of("test", List.of(prices))))
        .expect(200);
    return this;
  }

  /** As the admin sees it. */
  public JsonNode view() {
    return admin.get("/groups/" + id).expect(200).json();
  }
}
