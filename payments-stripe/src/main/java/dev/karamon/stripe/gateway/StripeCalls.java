package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.StripeException;
import com.stripe.model.StripeCollection;
import com.stripe.model.StripeObject;
import dev.karamon.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls stripe-java; what comes back is the JSON that Stripe sent, or a named failure. */
final class StripeCalls {
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  /** One call. */
  @FunctionalInterface
  interface Sdk<T extends StripeObject> {
    T call() throws StripeException;
  }

  /** The call for one page of a list. */
  @FunctionalInterface
  interface Page {
    StripeCollection<?> after(@Nullable String lastId) throws StripeException;
  }

  /**
   * Some pages of a list.
   *
   * @param complete false when there are more
   */
  record Pages(List<JsonNode> items, boolean complete) {}

  private StripeCalls() {}

  /** The thing that comes back, understood by the reader. */
  static <T> T read(Sdk<?> call, Function<JsonNode, T> reader) {
    return fetch(call, reader).value();
  }

  /** The same with the time of the answer. */
  static <T> Fetched<T> fetch(Sdk<?> call, Function<JsonNode, T> reader) {
    try {
      return answer(call).map(reader);
    } catch (StripeException | RuntimeException e) {
      throw StripeFailures.named(e);
    }
  }

  /** The thing that was asked for by its id; empty when it does not exist. */
  static <T> Optional<T> find(Sdk<?> call, Function<JsonNode, T> reader) {
    return tryFetch(call, reader).map(Fetched::value);
  }

  /** The same with the time of the answer. */
  static <T> Optional<Fetched<T>> tryFetch(Sdk<?> call, Function<JsonNode, T> reader) {
    try {
      return Optional.of(answer(call).map(reader));
    } catch (StripeException | RuntimeException e) {
      if (StripeFailures.isMissing(e)) {
        return Optional.empty();
      }
      throw StripeFailures.named(e);
    }
  }

  /** The pages of a list, in their order, until the last one or the bound. */
  static Fetched<Pages> pages(Page page, int maxPages) {
    try {
      var read = answer(() -> page.after(null)).map(StripeCalls::single);
      for (var count = 1; !read.value().complete() && count < maxPages; count++) {
        var last = Fields.text(read.value().items().getLast(), "id");
        read = read.and(answer(() -> page.after(last)), StripeCalls::followed);
      }
      return read;
    } catch (StripeException | RuntimeException e) {
      throw StripeFailures.named(e);
    }
  }

  private static Pages single(JsonNode list) {
    return followed(new Pages(List.of(), false), list);
  }

  private static Pages followed(Pages before, JsonNode list) {
    if (!list.path("data").isArray() || !list.path("has_more").isBoolean()) {
      throw new IllegalArgumentException("This is not a list");
    }
    var items = new ArrayList<>(before.items());
    list.path("data").forEach(items::add);
    var hasMore = list.path("has_more").booleanValue();
    if (hasMore && list.path("data").isEmpty()) {
      throw new IllegalArgumentException("An empty page that says there are more");
    }
    return new Pages(items, !hasMore);
  }

  private static Fetched<JsonNode> answer(Sdk<?> call) throws StripeException {
    var before = System.nanoTime();
    var response = call.call().getLastResponse();
    var took = Duration.ofNanos(System.nanoTime() - before);
    var body = Json.read(response.body());
    var date = response.date();
    // The header is cut to whole seconds, so the request began no earlier than this.
    return date != null
        ? new Fetched<>(body, date.minus(took).truncatedTo(ChronoUnit.SECONDS), date)
        : byOurClock(body, took);
  }

  /** A proxy may drop the header Date; then our clock is taken, and not trusted to the minute. */
  private static Fetched<JsonNode> byOurClock(JsonNode body, Duration took) {
    var now = Instant.now();
    return new Fetched<>(
        body,
        now.minus(took).minus(CLOCK_SKEW).truncatedTo(ChronoUnit.SECONDS),
        now.plus(CLOCK_SKEW));
  }
}
