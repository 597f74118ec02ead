package dev.karamon.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends events as Stripe would, with any signature one likes. */
public final class Webhooks {
  /** Where events are sent to. */
  public static final String PATH = "/webhooks/stripe";

  /** The secret that the server is told of. */
  public static final String SECRET = "whsec_that0tests0and0the0server0know";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Client client;
  private final Clock clock;

  private Webhooks(Client client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Sends to a server, which is told of the secret first. */
  public static Webhooks knownTo(Admin admin, URI site, Clock clock) {
    var known = admin.get("/integrations/stripe").expect(200).json();
    if (!known.at("/test/webhook_secrets").toString().contains(hint())) {
      admin.put("/integrations/stripe/test", Map.of("webhook_secret", SECRET)).expect(200);
    }
    return new Webhooks(new Client(site), clock);
  }

  /** The same to another server. */
  public Webhooks to(URI server) {
    return new Webhooks(new Client(server), clock);
  }

  private static String hint() {
    return SECRET.substring(SECRET.length() - 4);
  }

  /** Sends an event with the right signature. */
  public Answer deliver(JsonNode event) {
    return deliver(event.toString());
  }

  /** Sends a body with the right signature. */
  public Answer deliver(String body) {
    return send(body, signature(SECRET, clock.instant(), body));
  }

  /** Sends bytes with the right signature. */
  public Answer deliver(byte[] body, Map<String, String> headers) {
    var time = clock.instant();
    var right = "t=" + time.getEpochSecond() + ",v1=" + hmac(SECRET, time, body);
    return client
        .with("Stripe-Signature", right)
        .send("POST", PATH, BodyPublishers.ofByteArray(body), headers);
  }

  /** What became of an event that was sent once. */
  public enum Delivery {
    TAKEN,
    REFUSED,
    UNANSWERED
  }

  /** Sends an event once; a refusal has to be a 503 that says when to come again. */
  public Delivery deliverOnce(String event) {
    try {
      var answer = deliver(event);
      if (answer.status() == 200) {
        return Delivery.TAKEN;
      }
      answer.expect(503);
      assertThat(answer.header("Retry-After").orElse("")).as(answer.text()).matches("[1-9]\\d*");
      return Delivery.REFUSED;
    } catch (UncheckedIOException nobodyAnswers) {
      return Delivery.UNANSWERED;
    }
  }

  /**
   * Sends an event as Stripe does, again and again until it is taken.
   *
   * @return how often the server refused it
   */
  public int deliverUntilTaken(JsonNode event) {
    return deliverUntilTaken(event.toString());
  }

  /** The same for an event as Stripe spells it. */
  public int deliverUntilTaken(String event) {
    var refusals = 0;
    while (true) {
      switch (deliverOnce(event)) {
        case TAKEN -> {
          return refusals;
        }
        case REFUSED -> refusals++;
        case UNANSWERED -> {}
      }
      Patience.pause();
    }
  }

  /** Sends any body with any signature. */
  public Answer send(String body, String signature) {
    return client.with("Stripe-Signature", signature).post(PATH, body);
  }

  /** The header as Stripe writes it. */
  public static String signature(String secret, Instant time, String body) {
    return "t=" + time.getEpochSecond() + ",v1=" + hmac(secret, time, body);
  }

  /** The signature alone, in hex. */
  public static String hmac(String secret, Instant time, String body) {
    return hmac(secret, time, body.getBytes(StandardCharsets.UTF_8));
  }

  /** The same for bytes. */
  public static String hmac(String secret, Instant time, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((time.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An event about an object, with a new id. */
  public static ObjectNode event(String type, Instant created, JsonNode object) {
    var event = JSON.createObjectNode();
    event.put("id", "evt_" + UUID.randomUUID().toString().replace("-", ""));
    event.put("object", "event");
    event.put("api_version", "2026-07-29.dahlia");
    event.put("created", created.getEpochSecond());
    event.put("type", type);
    event.put("livemode", false);
    event.put("pending_webhooks", 1);
    event.putNull("request");
    event.putObject("data").set("object", object);
    return event;
  }

  /** An object with nothing in it. */
  public static ObjectNode object() {
    return JSON.createObjectNode();
  }
}
