package dev.karamon.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** As much of an event as the bare handlers store. */
record BareEvent(
    String id,
    String type,
    OffsetDateTime created,
    String customer,
    String subscription,
    String status,
    String item,
    String price,
    OffsetDateTime periodEnd,
    @Nullable OffsetDateTime cancelAt,
    Buffer body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static BareEvent read(byte[] body) {
    try {
      var event = JSON.readTree(body);
      var subscription = event.path("data").path("object");
      var item = subscription.path("items").path("data").path(0);
      return new BareEvent(
          event.path("id").asText(),
          event.path("type").asText(),
          time(event.path("created")),
          subscription.path("customer").asText(),
          subscription.path("id").asText(),
          subscription.path("status").asText(),
          item.path("id").asText(),
          item.path("price").path("id").asText(),
          time(item.path("current_period_end")),
          subscription.path("cancel_at").isNull() ? null : time(subscription.path("cancel_at")),
          Buffer.buffer(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OffsetDateTime time(JsonNode seconds) {
    return Instant.ofEpochSecond(seconds.asLong()).atOffset(ZoneOffset.UTC);
  }
}
