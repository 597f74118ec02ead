package dev.karamon.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SecretBoxTest {
  private static final SecretText SECRET = new SecretText("sk_test_abcdefghijklmnop");
  private final SecretBox box = new SecretBox(new MasterKey("k".repeat(32)));

  @Test
  void whatIsSealedOpensInItsPlace() {
    assertThat(box.open(box.seal(SECRET, "row 1"), "row 1")).isEqualTo(SECRET);
  }

  @Test
  void nothingSealsTheSameWayTwice() {
    assertThat(box.seal(SECRET, "row 1")).isNotEqualTo(box.seal(SECRET, "row 1"));
  }

  @Test
  void itOpensNowhereElse() {
    var sealed = box.seal(SECRET, "row 1");
    assertThatThrownBy(() -> box.open(sealed, "row 2")).isInstanceOf(IllegalStateException.class);
    var other = new SecretBox(new MasterKey("x".repeat(32)));
    assertThatThrownBy(() -> other.open(sealed, "row 1")).isInstanceOf(IllegalStateException.class);
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> box.open(sealed, "row 1")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void secretsDoNotShowThemselves() {
    assertThat(SECRET).hasToString("SecretText[hidden]");
    assertThat(new MasterKey("k".repeat(32)).toString()).doesNotContain("kkk");
    assertThat(SECRET.hint()).isEqualTo("…mnop");
    assertThat(new SecretText("short").hint()).isEqualTo("…");
  }
}
