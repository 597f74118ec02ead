package dev.karamon.endpoint;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
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

  /** Reads a path; one that could not be called is refused with what to write instead. */
  static PathTemplate of(String path) {
    var trimmed = path.strip().replaceAll("^/+|/+$", "");
    var segments = List.of(trimmed.split("/", -1));
    for (var segment : segments) {
      var dots = segment.equals(".") || segment.equals("..");
      var fine = LITERAL.matcher(segment).matches() || PARAMETER.matcher(segment).matches();
      if (dots || !fine) {
        throw KaramonException.field(
            CommonError.REFUSED,
            "path",
            "Write the path with letters, digits and . _ ~ - between slashes, and"
                + " parameters as {name}.");
      }
    }
    var template = new PathTemplate(segments);
    if (new HashSet<>(template.parameters()).size() != template.parameters().size()) {
      throw KaramonException.field(CommonError.REFUSED, "path", "A parameter is listed twice.");
    }
    return template;
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

  /** The values of the parameters when the path fits. */
  Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != segments.size()) {
      return Optional.empty();
    }
    var values = new HashMap<String, String>();
    for (int i = 0; i < segments.size(); i++) {
      var parameter = PARAMETER.matcher(segments.get(i));
      if (parameter.matches()) {
        values.put(parameter.group(1), path.get(i));
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
