package dev.karamon.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.karamon.error.FieldProblem;
import dev.karamon.error.KaramonException;
import dev.karamon.id.GroupId;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
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

  enum Colour {
    @JsonProperty("red")
    RED,
    @JsonProperty("dark_blue")
    DARK_BLUE
  }

  record Choice(
      @Schema(description = "Whose.") Optional<GroupId> group,
      @Schema(description = "Which.") Optional<Colour> colour,
      @Schema(description = "How many.", maximum = "100") Optional<Integer> count,
      @Schema(description = "When.") Optional<Instant> at) {}

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
  void whatANumberMayBeIsSaidInOurWords() {
    assertThat(message("3000000000")).isEqualTo("lines.0.quantity is at most 2147483647.");
    assertThat(message("-3000000000")).isEqualTo("lines.0.quantity is at least -2147483648.");
    assertThat(message("1e400")).startsWith("lines.0.quantity ");
    for (var number : List.of("1.0", "1e2")) {
      assertThat(message(number))
          .isEqualTo(
              "lines.0.quantity has to be a whole number, written without a point and without an"
                  + " exponent.");
    }
  }

  @Test
  void whatIsAskedForStandsInTheMessageAsPeopleWriteIt() {
    assertThat(messages("{\"group\":-5,\"colour\":\"green\",\"count\":101,\"at\":\"soon\"}"))
        .contains(
            "group is at least 1.",
            "colour has to be one of red, dark_blue.",
            "count is at most 100.")
        .allMatch(message -> message.matches("(group|colour|count|at) .*"));
    assertThat(messages("{\"group\":99999999999999999999}"))
        .containsExactly("group is at most 9223372036854775807.");
    assertThat(messages("{\"at\":\"2030-13-45T00:00:00Z\"}")).allMatch(m -> m.startsWith("at "));
  }

  @Test
  void textThatCannotBeKeptIsRefusedByName() {
    for (var text : List.of("\\u0000", "a\\ud800b", "\\udc00", "\\udc00\\ud800")) {
      assertThat(fields("{\"name\":\"" + text + "\",\"lines\":[{\"price\":\"" + text + "\"}]}"))
          .containsExactly("name invalid", "lines.0.price invalid");
    }
    assertThat(fields("{\"name\":\"a\",\"lines\":[],\"\\u0000\":1}")).containsExactly("? invalid");
    assertThat(read("{\"name\":\"\\ud83d\\ude00\",\"lines\":[]}").name()).isEqualTo("\ud83d\ude00");
  }

  private String message(String quantity) {
    return failure("{\"name\":\"a\",\"lines\":[{\"price\":\"p1\",\"quantity\":" + quantity + "}]}")
        .getMessage();
  }

  private static List<String> messages(String json) {
    var failure =
        catchThrowableOfType(
            KaramonException.class,
            () ->
                RecordReader.of(Choice.class).read(Json.parse(Buffer.buffer(json)), Choice.class));
    return failure.problems().stream().map(FieldProblem::message).toList();
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
