package dev.karamon.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karamon.sandbox.error.StripeError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a=1&b=2                     | {"a":"1","b":"2"}
          a[b][0][c]=x&a[b][1][c]=y   | {"a":{"b":{"0":{"c":"x"},"1":{"c":"y"}}}}
          a[]=x&a[]=y                 | {"a":{"0":"x","1":"y"}}
          a%5Bb%5D=%E2%82%AC+1        | {"a":{"b":"€ 1"}}
          a=                          | {"a":""}
          a                           | {"a":""}
          &a=1&&                      | {"a":"1"}
          a=1=2                       | {"a":"1=2"}
          ``                          | {}
          """)
  void nestedNamesBecomeATree(String form, String tree) {
    assertThat(Form.parse(form)).hasToString(tree);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a[b=1", "a[b]c=1", "a=1&a[b]=2", "%zz=1", "a[b][c][d][e][f][g][h][i][j][k]=1"})
  void malformedNamesAreRefused(String form) {
    assertThatThrownBy(() -> Form.parse(form)).isInstanceOf(StripeError.class);
  }

  @Test
  void tooManyParametersAreRefused() {
    assertThatThrownBy(() -> Form.parse("a=1&".repeat(1_001))).isInstanceOf(StripeError.class);
  }
}
