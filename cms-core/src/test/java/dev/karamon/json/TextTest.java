package dev.karamon.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {
  @Test
  void aLongTextIsCutBetweenCharacters() {
    assertThat(Text.excerpt("a".repeat(59) + "\ud83d\ude00")).endsWith("a\ud83d\ude00");
    assertThat(Text.excerpt("a".repeat(59) + "\ud83d\ude00b")).endsWith("a\ud83d\ude00…");
    assertThat(Text.excerpt("\ud83d\ude00".repeat(60))).isEqualTo("\ud83d\ude00".repeat(60));
    assertThat(Text.excerpt("\ud83d\ude00".repeat(61))).isEqualTo("\ud83d\ude00".repeat(60) + "…");
  }

  @Test
  void whatNobodyCanReadIsLeftOut() {
    assertThat(Text.excerpt("a\r\n\0b\ud83dc\ude00")).isEqualTo("a???b?c?");
  }
}
