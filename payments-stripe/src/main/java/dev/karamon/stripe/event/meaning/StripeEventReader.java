package dev.karamon.stripe.event.meaning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.json.Json;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.StripeJson;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the JSON of events by its tree, so that no version of the SDK stands between. */
public final class StripeEventReader {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{1,255}");
  private static final Pattern TYPE = Pattern.compile("[a-z0-9_.]{1,255}");

  private StripeEventReader() {}

  /** Reads a body whose signature is right; what is no event is {@code INVALID_REQUEST}. */
  public static StripeEvent read(byte[] body) {
    refuseOtherThanUtf8(body);
    var json = Json.parse(body);
    if (!json.isObject() || !matches(ID, json.path("id"))) {
      throw invalid("The body is signed but is not an event: it has no id.");
    }
    if (json.path("object").asText("").equals("v2.core.event")) {
      return thin(json);
    }
    var created = StripeJson.time(json.path("created"));
    var fine =
        json.path("object").asText("").equals("event")
            && matches(TYPE, json.path("type"))
            && created.isPresent()
            && json.path("livemode").isBoolean()
            && json.path("data").path("object").isObject();
    if (!fine) {
      throw invalid(
          "The body is signed but is not an event: its id, type, created, livemode or"
              + " data.object is missing or malformed.");
    }
    return whole(json, created.orElseThrow(), json.path("data").path("object"));
  }

  /**
   * A thin event names an object without containing it; it is stored, but nothing is done with it.
   */
  private static StripeEvent thin(JsonNode json) {
    var type = json.path("type");
    return new StripeEvent(
        json.path("id").asText(),
        matches(TYPE, type) && type.asText().startsWith("v2.") ? type.asText() : "v2.unknown",
        StripeMode.ofLivemode(json.path("livemode").asBoolean(false)),
        Instant.EPOCH,
        Optional.empty(),
        Json.object(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static StripeEvent whole(JsonNode json, Instant created, JsonNode object) {
    var type = json.path("type").asText();
    return new StripeEvent(
        json.path("id").asText(),
        type,
        StripeMode.ofLivemode(json.path("livemode").booleanValue()),
        created,
        account(json.path("account")),
        object,
        customer(type, object),
        subscription(object),
        payment(object));
  }

  /** An account that cannot be read does not count as ours. */
  private static Optional<String> account(JsonNode account) {
    return account.isMissingNode() || account.isNull()
        ? Optional.empty()
        : Optional.of(account.asText("unreadable"));
  }

  private static Optional<CustomerId> customer(String type, JsonNode object) {
    var own = type.startsWith("customer.") && object.path("object").asText("").equals("customer");
    return StripeJson.id(own ? object : object.path("customer"))
        .flatMap(id -> typed(id, CustomerId::new));
  }

  /** Invoices have it in {@code parent}, older ones beside; of other things it is a field. */
  private static Optional<SubscriptionId> subscription(JsonNode object) {
    var own = object.path("object").asText("").equals("subscription");
    return StripeJson.id(own ? object : object.path("subscription"))
        .or(() ->
            StripeJson.id(object.path("parent").path("subscription_details").path("subscription")))
        .flatMap(id -> typed(id, SubscriptionId::new));
  }

  private static Optional<String> payment(JsonNode object) {
    return StripeJson.id(object.path("payment_intent")).filter(id -> ID.matcher(id).matches());
  }

  private static <T> Optional<T> typed(String id, Function<String, T> type) {
    try {
      return Optional.of(type.apply(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean matches(Pattern pattern, JsonNode text) {
    return text.isTextual() && pattern.matcher(text.textValue()).matches();
  }

  /** The parser would guess UTF-16, and lets some sequences through that no text has. */
  private static void refuseOtherThanUtf8(byte[] bytes) {
    if (isAscii(bytes)) {
      return;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      for (var one : bytes) {
        if (one == 0) {
          throw new CharacterCodingException();
        }
      }
    } catch (CharacterCodingException e) {
      throw new KaramonException(CommonError.INVALID_JSON, "The body is not JSON in UTF-8.");
    }
  }

  /** Without zeros, as nearly all events are. */
  private static boolean isAscii(byte[] bytes) {
    for (var one : bytes) {
      if (one <= 0) {
        return false;
      }
    }
    return true;
  }

  private static KaramonException invalid(String message) {
    return new KaramonException(CommonError.INVALID_REQUEST, message);
  }
}
