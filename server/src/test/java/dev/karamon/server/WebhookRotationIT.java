package dev.karamon.server;

import static dev.karamon.server.testing.Webhooks.SECRET;
import static dev.karamon.server.testing.Webhooks.signature;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Webhooks;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two webhook secrets live side by side until the end date of the first. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class WebhookRotationIT {
  private static final String SETTINGS = "/integrations/stripe/test";
  private static final String NEXT = "whsec_the0next0secret0to0sign0with";

  private final Site site;
  private final Webhooks webhooks;

  WebhookRotationIT(Site site) {
    this.site = site;
    this.webhooks = site.webhooks();
  }

  @Test
  void the_secret_of_before_is_good_until_its_end_date_and_not_a_second_longer() {
    site.admin().put(SETTINGS, Map.of("webhook_secret", NEXT)).expect(200);
    var shown = secrets();
    assertThat(shown).hasSize(2);
    assertThat(shown.path(0).path("retires_at").isTextual())
        .as("the present one has an end")
        .isFalse();
    var end = Instant.parse(shown.path(1).path("retires_at").textValue());
    var left = Duration.between(site.clock().instant(), end);
    assertThat(left).isBetween(Duration.ofHours(23), Duration.ofHours(24));
    deliver(SECRET).expect(200);
    deliver(NEXT).expect(200);

    site.clock().passes(left.minusMinutes(2));
    deliver(SECRET).expect(200);

    site.clock().passes(Duration.ofMinutes(3));
    deliver(SECRET).expectProblem(400, "invalid_signature");
    deliver(NEXT).expect(200);
    site.adminSignsIn();
    assertThat(secrets()).hasSize(1);
    assertThat(secrets().path(0).path("hint").textValue()).endsWith(NEXT.substring(30));
  }

  private JsonNode secrets() {
    return site.admin().get("/integrations/stripe").expect(200).at("/test/webhook_secrets");
  }

  private Answer deliver(String secret) {
    var now = site.clock().instant();
    var event = Webhooks.event("charge.succeeded", now, Webhooks.object()).toString();
    return webhooks.send(event, signature(secret, now, event));
  }
}
