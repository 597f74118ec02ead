package dev.karamon.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "POST, checkout, postCheckout",
    "POST, cancel_order, postCancelOrder",
    "GET, members/me, getMembersMe",
    "GET, topics/{topics_id}, getTopicsByTopicsId",
    "GET, v1.0/~x, getV10X"
  })
  void anOperationIsCalledByItsMethodAndPath(String method, String path, String name) {
    assertThat(Names.operation(method, path)).isEqualTo(name);
  }
}
