package dev.karamon.server.lives;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is read from Stripe's API: a list, one thing, or a list within one thing.
 *
 * @param resource such as {@code subscriptions} or {@code checkout/sessions}
 * @param part a list that belongs to the thing; may be empty
 */
record Asked(String path, String resource, Optional<String> id, String part, MultiMap parameters) {
  private static final Pattern PATH =
      Pattern.compile(
          "/v1/((?:checkout/|billing_portal/|test_helpers/)?[a-z_]+)(?:/([^/]+))?(?:/([a-z_]+))?");

  /** What is no filter on a field of the object. */
  private static final Set<String> PAGING = Set.of("limit", "starting_after", "ending_before");

  /** Filters whose value is the id of something that has a life. */
  private static final Set<String> OWNERS =
      Set.of("customer", "subscription", "invoice", "payment_intent", "charge");

  private static final Set<String> ENDED = Set.of("canceled", "incomplete_expired");
  private static final int USUAL_LIMIT = 10;

  static Asked of(HttpServerRequest request) {
    var path = PATH.matcher(request.path());
    if (!path.matches()) {
      return new Asked(request.path(), "", Optional.empty(), "", request.params());
    }
    return new Asked(
        request.path(),
        path.group(1),
        Optional.ofNullable(path.group(2)),
        Optional.ofNullable(path.group(3)).orElse(""),
        request.params());
  }

  /** The same question about something else. */
  Asked of(String other) {
    return new Asked(path, other, id, part, parameters);
  }

  /** The telling that is asked about, if it is about one. */
  Optional<Integer> telling() {
    return named()
        .map(Cast::numberOf)
        .filter(OptionalInt::isPresent)
        .map(OptionalInt::getAsInt)
        .findFirst();
  }

  /** Whether it is about something with a name, not about all there is. */
  boolean names() {
    return named().findAny().isPresent();
  }

  private Stream<String> named() {
    return Stream.concat(id.stream(), filters().filter(OWNERS::contains).map(parameters::get));
  }

  String filter(String name) {
    return Optional.ofNullable(parameters.get(name)).orElse("");
  }

  boolean expands(String field) {
    return parameters.entries().stream()
        .anyMatch(each -> each.getKey().startsWith("expand") && each.getValue().equals(field));
  }

  int limit() {
    return Optional.ofNullable(parameters.get("limit")).map(Integer::parseInt).orElse(USUAL_LIMIT);
  }

  /** What comes after the one that was last on the page before. */
  Stream<String> after(Stream<String> objects) {
    var last = parameters.get("starting_after");
    return last == null ? objects : objects.dropWhile(each -> !isOf(each, last)).skip(1);
  }

  private static boolean isOf(String object, String id) {
    return object.contains("\"id\":\"" + id + "\"");
  }

  /** Whether an object of a template is among those that are asked for. */
  boolean matches(JsonNode object) {
    return filters().allMatch(name -> matches(object, name, parameters.get(name)))
        && (filters().anyMatch("status"::equals) || !hidden(object));
  }

  private Stream<String> filters() {
    return parameters.names().stream()
        .filter(name -> !PAGING.contains(name) && !name.startsWith("expand"))
        .filter(name -> !name.startsWith("created"));
  }

  /** Lists of subscriptions leave those out that have ended, unless a status is asked for. */
  private static boolean hidden(JsonNode object) {
    return object.path("object").textValue().equals("subscription")
        && ENDED.contains(object.path("status").asText());
  }

  private static boolean matches(JsonNode object, String name, String wanted) {
    if (name.equals("status")) {
      return wanted.equals("all") || wanted.equals(object.path("status").asText());
    }
    var value =
        name.equals("subscription") && object.path(name).isMissingNode()
            ? object.at("/parent/subscription_details/subscription")
            : object.path(name);
    if (value.isMissingNode()) {
      throw new IllegalArgumentException("Lists cannot be filtered by " + name + " here");
    }
    return value
        .asText()
        .equals(Cast.numberOf(wanted).isPresent() ? Cast.templateOf(wanted) : wanted);
  }
}
