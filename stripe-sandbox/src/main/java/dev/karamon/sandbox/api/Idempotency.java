package dev.karamon.sandbox.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.store.Objects;
import dev.karamon.sandbox.store.SandboxTime;
import java.time.Duration;
import java.util.Optional;

/** Remembers the answers of POSTs that carried an idempotency key, for a day. */
final class Idempotency {
  private static final String KIND = "_idempotency";
  private static final long KEPT_SECONDS = Duration.ofDays(1).toSeconds();
  private static final int KEPT = 50_000;
  private static final int MAX_KEY = 255;

  private final Objects objects;
  private final SandboxTime time;

  Idempotency(Objects objects, SandboxTime time) {
    this.objects = objects;
    this.time = time;
  }

  /** The answer given before, if the key was used with the same request. */
  Optional<Answer> replay(String key, String path, ObjectNode parameters) {
    if (key.length() > MAX_KEY) {
      throw StripeError.idempotency(
          400, "Keys for idempotent requests may only be up to " + MAX_KEY + " characters long.");
    }
    var found =
        objects
            .find(KIND, key)
            .filter(it -> it.get("at").longValue() > time.real().getEpochSecond() - KEPT_SECONDS);
    found.ifPresent(record -> refuseOther(key, record, path, parameters));
    return found.map(it -> new Answer(it.get("status").intValue(), it.get("body"), true));
  }

  private static void refuseOther(
      String key, ObjectNode record, String path, ObjectNode parameters) {
    if (!record.get("path").textValue().equals(path)) {
      throw StripeError.idempotency(
          400,
          "Keys for idempotent requests can only be used for the same endpoint they were first used for ('%s' vs '%s'). Try using a key other than '%s' if you meant to execute a different request."
              .formatted(path, record.get("path").textValue(), key));
    }
    if (!record.get("parameters").equals(parameters)) {
      throw StripeError.idempotency(
          400,
          "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '%s' if you meant to execute a different request."
              .formatted(key));
    }
  }

  void remember(String key, String path, ObjectNode parameters, Answer answer) {
    var record = JsonNodeFactory.instance.objectNode().put("path", path);
    record.put("at", time.real().getEpochSecond()).put("status", answer.status());
    record.set("parameters", parameters);
    var body = answer.body();
    record.set("body", body);
    objects.put(KIND, key, record);
    objects.keepNewest(KIND, KEPT);
  }
}
