package dev.karamon.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** A member group. */
public record TestGroup(Admin admin, long id, String name) {
  /** These prices lead to it from now on, in test mode; others do no longer. */
  public TestGroup withPrices(String... prices) {
    saves("stripe_prices", Map.of("test", List.of(prices))).expect(200);
    return this;
  }

  /** It decides by these from now on; what they leave out gets its default. */
  public TestGroup withPolicies(Map<String, ?> policies) {
    savesPolicies(policies).expect(200);
    return this;
  }

  /** The same, however it is answered. */
  public Answer savesPolicies(Map<String, ?> policies) {
    return saves("stripe_policies", policies);
  }

  private Answer saves(String field, Map<String, ?> value) {
    var version = view().path("version").intValue();
    return admin.put("/groups/" + id, Map.of("name", name, "version", version, field, value));
  }

  /** As the admin sees it. */
  public JsonNode view() {
    return admin.get("/groups/" + id).expect(200).json();
  }
}
