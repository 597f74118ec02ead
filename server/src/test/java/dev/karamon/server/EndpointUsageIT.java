package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.Client;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestApi;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How often endpoints are called, as the list of endpoints tells it. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class EndpointUsageIT {
  private final Site site;
  private final TestApi api;

  EndpointUsageIT(Site site) {
    this.site = site;
    this.api = site.api("none");
    api.endpoint("groups", "MemberGroup::list");
    api.endpoint("quiet", "MemberGroup::list");
  }

  @Test
  void calls_and_failures_are_counted_each_for_its_endpoint() {
    site.anybody().get(api.path("groups")).expect(200);
    site.anybody().get(api.path("groups")).expect(200);
    site.anybody().get(api.path("groups") + "?colour=red").expect(400);

    Patience.until(() -> assertThat(usage("groups")).isEqualTo("3 calls, 1 failures"));
    assertThat(usage("quiet")).isEqualTo("0 calls, 0 failures");
  }

  @Test
  void a_call_by_another_method_is_none_of_the_endpoint() {
    site.anybody().post(api.path("groups"), Map.of()).expect(405);
    site.anybody().get(api.path("groups")).expect(200);

    Patience.until(() -> assertThat(usage("groups")).isEqualTo("1 calls, 0 failures"));
  }

  @Test
  void a_node_that_stops_writes_what_it_has_counted() {
    var other = site.anotherNode();
    new Client(other.url()).get(api.path("groups")).expect(200);

    other.close();

    assertThat(usage("groups")).isEqualTo("1 calls, 0 failures");
  }

  @Test
  void two_nodes_count_together() {
    try (var other = site.anotherNode()) {
      new Client(other.url()).get(api.path("groups")).expect(200);
      site.anybody().get(api.path("groups")).expect(200);

      Patience.until(() -> assertThat(usage("groups")).isEqualTo("2 calls, 0 failures"));
    }
  }

  @Test
  void only_the_last_seven_days_are_told() {
    var id = endpoint("groups").path("id").longValue();
    site.execute(
        """
        INSERT INTO endpoint_usage (endpoint_id, day, calls, failures)
        SELECT %d, (now() AT TIME ZONE 'UTC')::date - age, 10 ^ age, 0
          FROM generate_series(5, 8) age
        """
            .formatted(id));

    assertThat(usage("groups")).isEqualTo("1100000 calls, 0 failures");
  }

  @Test
  void an_endpoint_can_be_sent_back_as_it_was_listed() {
    var listed = endpoint("groups");

    var saved = site.admin().put("/endpoints/" + listed.path("id"), listed).expect(200);

    assertThat(saved.at("/usage/calls_7_days").isNumber()).isTrue();
  }

  private String usage(String path) {
    var usage = endpoint(path).path("usage");
    return usage.path("calls_7_days").longValue()
        + " calls, "
        + usage.path("failures_7_days").longValue()
        + " failures";
  }

  private JsonNode endpoint(String path) {
    var list = site.admin().get("/apis/" + api.id() + "/endpoints").expect(200);
    for (var endpoint : list.at("/items")) {
      if (endpoint.path("path").textValue().equals(path)) {
        return endpoint;
      }
    }
    throw new AssertionError("There is no endpoint " + path);
  }
}
