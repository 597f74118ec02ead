package dev.karamon.server;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Webhooks;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A server that shares no secret with Stripe trusts nobody. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class WebhookWithoutSecretIT {
  @Test
  void no_event_is_accepted(Site site) {
    var event = Webhooks.event("charge.succeeded", Instant.now(), Webhooks.object()).toString();

    for (var secret : new String[] {Webhooks.SECRET, "whsec_", "null"}) {
      site.anybody()
          .with("Stripe-Signature", Webhooks.signature(secret, Instant.now(), event))
          .post(Webhooks.PATH, event)
          .expectProblem(400, "no_webhook_secret");
    }
    site.anybody().post(Webhooks.PATH, event).expectProblem(400, "no_webhook_secret");
  }
}
