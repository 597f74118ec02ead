package dev.karamon.sandbox.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":1}                      | {"a":1}                        | {}
          {"a":1,"b":2}                | {"a":1,"b":3}                  | {"b":2}
          {"m":{"x":"1"}}              | {"m":{"x":"1","y":"2"}}        | {"m":{"y":null}}
          {"m":{"x":"1"}}              | {"m":{}}                       | {"m":{"x":"1"}}
          {"c":null}                   | {"c":{"reason":"r"}}           | {"c":null}
          {"l":[1,2]}                  | {"l":[1]}                      | {"l":[1,2]}
          {"i":{"object":"list","data":[1],"url":"u"}} | {"i":{"object":"list","data":[2],"url":"u"}} | {"i":{"data":[1]}}
          """)
  void formerValuesOfWhatDiffersAreKept(String before, String after, String previous)
      throws JsonProcessingException {
    assertThat(Changes.previous(node(before), node(after))).isEqualTo(node(previous));
  }

  private static ObjectNode node(String json) throws JsonProcessingException {
    return (ObjectNode) new ObjectMapper().readTree(json);
  }
}
