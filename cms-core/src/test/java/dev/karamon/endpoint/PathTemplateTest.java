package dev.karamon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.error.Problems;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {
  @Test
  void slashesAtTheEndsDoNotCount() {
    assertThat(PathTemplate.of("/checkout/gold/")).hasToString("checkout/gold");
  }

  @Test
  void parametersTakeAnySegment() {
    var template = PathTemplate.of("members/{member_id}/orders");
    assertThat(template.parameters()).containsExactly("member_id");
    assertThat(template.match(List.of("members", "7", "orders")))
        .contains(Map.of("member_id", "7"));
    assertThat(template.match(List.of("members", "7"))).isEmpty();
    assertThat(template.match(List.of("groups", "7", "orders"))).isEmpty();
  }

  @Test
  void pathsThatMatchTheSameRequestsHaveOneShape() {
    assertThat(PathTemplate.of("a/{x}").shape()).isEqualTo(PathTemplate.of("a/{y}").shape());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/", "a//b", "a b", "a/../b", ".", "a/{X}", "a/{}", "a/{x", "é", "a?b", "{x}/{x}"
      })
  void whatCannotBeCalledIsRefused(String path) {
    var problems = new Problems();
    PathTemplate.of(path).check(problems);
    assertThat(problems.found())
        .singleElement()
        .satisfies(p -> assertThat(p.field()).isEqualTo("path"));
  }
}
