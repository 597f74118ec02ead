package dev.karamon.admin;

import dev.karamon.error.CommonError;
import dev.karamon.error.FieldProblem;
import dev.karamon.error.Problems;
import dev.karamon.id.IdText;
import dev.karamon.json.Json;
import dev.karamon.json.Text;
import dev.karamon.page.PageRequest;
import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Checks a query against what the route declares, and reports all problems together. */
final class QueryCheck {
  private final AdminRoute<?> route;
  private final MultiMap query;
  private final Problems problems = new Problems();

  private QueryCheck(AdminRoute<?> route, MultiMap query) {
    this.route = route;
    this.query = query;
  }

  /** Throws with everything that is wrong with a query. */
  static void of(AdminRoute<?> route, MultiMap query) {
    if (!query.isEmpty()) {
      new QueryCheck(route, query).check();
    }
  }

  private void check() {
    var declared = route.queryParameters();
    var names = declared.stream().map(AdminRoute.Parameter::name).toList();
    for (var name : query.names()) {
      // Parameters that begin with an underscore are for caches and proxies, not for us.
      if (!names.contains(name) && !name.startsWith("_")) {
        problems.addAll(List.of(unknown(Text.excerpt(name), names)));
      }
    }
    declared.forEach(this::checkType);
    if (route.answer().shape() == AdminRoute.Shape.PAGE) {
      PageRequest.read(this::given, route.orders(), problems);
    }
    problems.refuseIfAny(CommonError.INVALID_REQUEST);
  }

  private static FieldProblem unknown(String name, List<String> names) {
    return new FieldProblem(
        name,
        "unknown",
        name
            + " is not a parameter here; "
            + (names.isEmpty() ? "leave it out." : "there are " + String.join(", ", names) + "."));
  }

  private void checkType(AdminRoute.Parameter parameter) {
    var name = parameter.name();
    var value = given(name);
    if (value.isEmpty()) {
      return;
    }
    if (parameter.type() == Long.class && !IdText.isId(value.get())) {
      problems.invalid(name, name + " has to be an id.");
    }
    var constants = parameter.type().getEnumConstants();
    if (constants != null) {
      var words = Arrays.stream(constants).map(each -> Json.tree(each).asText()).toList();
      if (!words.contains(value.get())) {
        problems.invalid(name, name + " has to be one of " + String.join(", ", words) + ".");
      }
    }
  }

  private Optional<String> given(String name) {
    return Optional.ofNullable(query.get(name)).filter(text -> !text.isEmpty());
  }
}
