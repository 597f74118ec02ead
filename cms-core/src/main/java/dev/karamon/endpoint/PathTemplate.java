package dev.karamon.endpoint;

import dev.karamon.error.Problems;
import dev.karamon.http.PercentEncoding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The path of an endpoint; segments in braces take any value. */
final class PathTemplate {
  private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._~-]+");
  private static final Pattern PARAMETER = Pattern.compile("\\{([a-z][a-z0-9_]*)}");

  private final List<String> segments;

  private PathTemplate(List<String> segments) {
    this.segments = segments;
  }

  /** Reads a path; slashes at its ends do not count. */
  static PathTemplate of(String path) {
    var trimmed = path.strip().replaceAll("^/+|/+$", "");
    return new PathTemplate(List.of(trimmed.split("/", -1)));
  }

  /** Adds what is wrong with a path that could not be called, with what to write instead. */
  void check(Problems problems) {
    if (!segments.stream().allMatch(PathTemplate::isCallable)) {
      problems.invalid(
          "path",
          "Write the path with letters, digits and . _ ~ - between slashes, and"
              + " parameters as {name}.");
    }
    if (new HashSet<>(parameters()).size() != parameters().size()) {
      problems.invalid("path", "A parameter is listed twice.");
    }
  }

  private static boolean isCallable(String segment) {
    var dots = segment.equals(".") || segment.equals("..");
    return !dots && (LITERAL.matcher(segment).matches() || PARAMETER.matcher(segment).matches());
  }

  /** The path with the names of parameters left out. */
  String shape() {
    return String.join("/", segments.stream().map(s -> isParameter(s) ? "{}" : s).toList());
  }

  List<String> parameters() {
    var names = new ArrayList<String>();
    for (var segment : segments) {
      var parameter = PARAMETER.matcher(segment);
      if (parameter.matches()) {
        names.add(parameter.group(1));
      }
    }
    return names;
  }

  boolean isLiteral() {
    return parameters().isEmpty();
  }

  /** The values of the parameters, decoded, when the segments of an encoded path fit. */
  Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != segments.size()) {
      return Optional.empty();
    }
    var values = new HashMap<String, String>();
    for (int i = 0; i < segments.size(); i++) {
      var parameter = PARAMETER.matcher(segments.get(i));
      if (parameter.matches()) {
        values.put(parameter.group(1), PercentEncoding.decode(path.get(i)));
      } else if (!segments.get(i).equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }

  @Override
  public String toString() {
    return String.join("/", segments);
  }
}
