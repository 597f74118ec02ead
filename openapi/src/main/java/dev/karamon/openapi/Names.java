package dev.karamon.openapi;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names for generated clients, derived from the names the API already uses. */
final class Names {
  private Names() {}

  /** Such as {@code postCheckoutGold} or {@code getTopicsById}; paths that read alike share one. */
  static String operation(String method, String path) {
    var words =
        Arrays.stream(path.split("/", -1))
            .map(segment -> segment.startsWith("{") ? "By" + pascal(segment) : pascal(segment))
            .collect(Collectors.joining());
    return method.toLowerCase(Locale.ROOT) + words;
  }

  /** Words in any spelling as one, such as {@code LoginChallenge}. */
  static String pascal(String words) {
    return Arrays.stream(words.split("[^A-Za-z0-9]+", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }
}
