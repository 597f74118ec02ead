package dev.karamon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.karamon.error.FieldProblem;
import dev.karamon.error.KaramonException;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
  record Line(@Schema(description = "Which.", minLength = 2) String price, int quantity) {}

  record Order(
      @Schema(description = "Who.", maxLength = 5) String name,
      @Schema(description = "What.") List<Line> lines,
      @Schema(description = "Whether.") Optional<Boolean> gift,
      @Schema(description = "Inside.") Optional<Line> extra) {}

  private final RecordReader reader = RecordReader.of(Order.class);

  @Test
  void whatFitsIsRead() {
    var order =
        read("{\"name\":\"Mika\",\"lines\":[{\"price\":\"p1\",\"quantity\":2}],\"gift\":true}");
    assertThat(order.lines()).containsExactly(new Line("p1", 2));
    assertThat(order.gift()).contains(true);
    assertThat(order.extra()).isEmpty();
  }

  @Test
  void nullMeansLeftOut() {
    assertThat(read("{\"name\":\"Mika\",\"lines\":[],\"gift\":null}").gift()).isEmpty();
    assertThat(fields("{\"name\":null,\"lines\":[]}")).containsExactly("name required");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    assertThat(
            fields(
                "{\"name\":\"too long\",\"lines\":[{\"price\":\"p\",\"quantity\":\"2\"},{}],"
                    + "\"gift\":1,\"color\":\"red\",\"extra\":{\"price\":\"pp\",\"quantity\":1,\"x\":1}}"))
        .containsExactlyInAnyOrder(
            "name invalid",
            "lines.0.price invalid",
            "lines.0.quantity invalid",
            "lines.1.price required",
            "lines.1.quantity required",
            "gift invalid",
            "color unknown",
            "extra.x unknown");
  }

  @Test
  void numbersAreNotBentIntoShape() {
    assertThat(fields("{\"name\":\"Mika\",\"lines\":[{\"price\":\"p1\",\"quantity\":7.9}]}"))
        .containsExactly("lines.0.quantity invalid");
  }

  @Test
  void aNumberThatIsTooLargeNamesItsField() {
    assertThat(
            fields("{\"name\":\"Mika\",\"lines\":[{\"price\":\"p1\",\"quantity\":99999999999}]}"))
        .containsExactly("lines.0.quantity invalid");
  }

  @Test
  void nulIsRefusedEverywhere() {
    var failure = failure("{\"name\":\"a\\u0000b\",\"lines\":[]}");
    assertThat(failure.getMessage()).contains("NUL");
  }

  private Order read(String json) {
    return reader.read(Json.parse(Buffer.buffer(json)), Order.class);
  }

  private KaramonException failure(String json) {
    return catchThrowableOfType(KaramonException.class, () -> read(json));
  }

  private List<String> fields(String json) {
    return failure(json).problems().stream().map(RecordReaderTest::text).toList();
  }

  private static String text(FieldProblem problem) {
    return problem.field() + " " + problem.code();
  }
}
