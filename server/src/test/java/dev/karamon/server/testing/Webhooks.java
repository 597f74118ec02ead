package dev.karamon.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
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

  private Webhooks(Client client) {
    this.client = client;
  }

  /** Sends to a server, which is told of the secret first. */
  public static Webhooks knownTo(Admin admin, URI site) {
    var known = admin.get("/integrations/stripe").expect(200).json();
    if (!known.at("/test/webhook_secrets").toString().contains(hint())) {
      admin.put("/integrations/stripe/test", Map.of("webhook_secret", SECRET)).expect(200);
    }
    return new Webhooks(new Client(site));
  }

  private static String hint() {
    return SECRET.substring(SECRET.length() - 4);
  }

  /** Sends an event with the right signature. */
  public Answer deliver(JsonNode event) {
    return send(event.toString(), signature(SECRET, Instant.now(), event.toString()));
  }

  /** Sends a body with the right signature. */
  public Answer deliver(String body) {
    return send(body, signature(SECRET, Instant.now(), body));
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
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var signed = time.getEpochSecond() + "." + body;
      return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
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
