package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.StripeException;
import com.stripe.model.StripeCollection;
import com.stripe.model.StripeObject;
import com.stripe.net.StripeResponse;
import dev.karamon.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Calls stripe-java; the result is the JSON that Stripe sent, or a named failure. */
final class StripeCalls {
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
  private static final int MAX_PAGES = 100;

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

  /** The object in the answer, as understood by the reader. */
  static <T> T read(Sdk<?> call, Function<JsonNode, T> reader) {
    return fetch(call, reader).value();
  }

  /** The same with the time of the answer. */
  static <T> Fetched<T> fetch(Sdk<?> call, Function<JsonNode, T> reader) {
    return named(() -> answer(call).map(reader));
  }

  /** The thing that was asked for by its id; empty when it does not exist. */
  static <T> Optional<T> find(Sdk<?> call, Function<JsonNode, T> reader) {
    return tryFetch(call, reader).value();
  }

  /** The same with the time of the answer. */
  static <T> Fetched<Optional<T>> tryFetch(Sdk<?> call, Function<JsonNode, T> reader) {
    return named(
        () -> answerUnless(StripeFailures::isMissing, call).map(found -> found.map(reader)));
  }

  /** One page of a list. */
  static Fetched<Pages> page(Sdk<?> call) {
    return fetch(call, StripeCalls::single);
  }

  /** The pages of a list, in their order, until the last one or the bound. */
  static Fetched<Pages> pages(Page page, int maxPages) {
    return named(() -> followed(page(() -> page.after(null)), page, maxPages));
  }

  /** A whole list; one that does not end is no answer. */
  static Fetched<List<JsonNode>> all(Page page) {
    return named(() -> whole(page(() -> page.after(null)), page));
  }

  /** The same of a list that belongs to a customer; empty when Stripe knows no such customer. */
  static Fetched<Optional<List<JsonNode>>> allOfCustomer(Page page) {
    return named(() -> {
      var first = answerUnless(StripeFailures::isMissingCustomer, () -> page.after(null));
      return first.value().isEmpty()
          ? first.map(missing -> Optional.empty())
          : whole(first.map(list -> single(list.orElseThrow())), page).map(Optional::of);
    });
  }

  /**
   * A value derived from each object of a list, with the time of the list and of all that was read.
   */
  static <T> Fetched<List<T>> each(
      Fetched<List<JsonNode>> list, Function<Fetched<JsonNode>, Fetched<T>> reader) {
    var made = new ArrayList<T>();
    Fetched<?> span = list;
    for (var json : list.value()) {
      var one = reader.apply(list.map(any -> json));
      made.add(one.value());
      span = span.and(one, (before, last) -> last);
    }
    return span.map(any -> List.copyOf(made));
  }

  private static Fetched<List<JsonNode>> whole(Fetched<Pages> first, Page page)
      throws StripeException {
    var pages = followed(first, page, MAX_PAGES);
    if (!pages.value().complete()) {
      throw new IllegalArgumentException("A list of more than " + MAX_PAGES + " pages");
    }
    return pages.map(Pages::items);
  }

  private static Fetched<Pages> followed(Fetched<Pages> first, Page page, int maxPages)
      throws StripeException {
    var read = first;
    for (var count = 1; !read.value().complete() && count < maxPages; count++) {
      var last = Fields.text(read.value().items().getLast(), "id");
      read = read.and(answer(() -> page.after(last)), StripeCalls::joined);
    }
    return read;
  }

  private static Pages single(JsonNode list) {
    return joined(new Pages(List.of(), false), list);
  }

  private static Pages joined(Pages before, JsonNode list) {
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

  /** What the work gives, or a named failure. */
  static <T> T named(Callable<T> work) {
    try {
      return work.call();
    } catch (Exception e) {
      throw StripeFailures.named(e);
    }
  }

  /** What is made of something that came whole, or a failure that names it. */
  static <T> T understood(String what, Callable<T> reading) {
    try {
      return reading.call();
    } catch (Exception e) {
      throw StripeFailures.unknownShape(what, e);
    }
  }

  private static Fetched<JsonNode> answer(Sdk<?> call) throws StripeException {
    var before = System.nanoTime();
    return timed(call.call().getLastResponse(), before).map(response -> Json.read(response.body()));
  }

  /** Empty when Stripe refuses because something is missing. */
  private static Fetched<Optional<JsonNode>> answerUnless(
      Predicate<StripeException> missing, Sdk<?> call) throws StripeException {
    var before = System.nanoTime();
    try {
      return answer(call).map(Optional::of);
    } catch (StripeException e) {
      if (!missing.test(e)) {
        throw e;
      }
      return timed(e.getStripeError().getLastResponse(), before).map(refusal -> Optional.empty());
    }
  }

  private static Fetched<StripeResponse> timed(StripeResponse response, long before) {
    var took = Duration.ofNanos(System.nanoTime() - before);
    var date = response.date();
    // The header is cut to whole seconds, so the request began no earlier than this.
    return date != null
        ? new Fetched<>(response, date.minus(took).truncatedTo(ChronoUnit.SECONDS), date)
        : byOurClock(response, took);
  }

  /** A proxy may drop the header Date; then our clock is taken, and not trusted to the minute. */
  private static Fetched<StripeResponse> byOurClock(StripeResponse response, Duration took) {
    var now = Instant.now();
    return new Fetched<>(
        response,
        now.minus(took).minus(CLOCK_SKEW).truncatedTo(ChronoUnit.SECONDS),
        now.plus(CLOCK_SKEW));
  }
}
