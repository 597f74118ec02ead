package dev.karamon.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.id.GroupId;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemasTest {
  record OrderLineId(@JsonValue String value) {}

  record Colour(@JsonValue String value) {}

  record Settings(
      @ArraySchema(maxItems = 2, arraySchema = @Schema(title = "Lines", description = "Which."))
          @Schema(title = "Lines", description = "Which.")
          Optional<List<OrderLineId>> lines,
      @Schema(title = "Group of new members", description = "Which.") Optional<GroupId> group,
      @Schema(description = "Which.") GroupId other,
      @Schema(description = "Which.") Colour colour,
      @Schema(description = "When.", format = "unix-time") Optional<Long> when) {}

  private final JsonNode properties = Schemas.closed(Settings.class).path("properties");

  @Test
  void an_id_says_what_it_is_the_id_of() {
    assertThat(properties.at("/group/x-id-of").textValue()).isEqualTo("group");
    assertThat(properties.at("/other/x-id-of").textValue()).isEqualTo("group");
    assertThat(properties.at("/lines/items/x-id-of").textValue()).isEqualTo("order_line");
  }

  @Test
  void what_is_no_id_says_nothing_of_the_kind() {
    assertThat(properties.path("colour").has(Schemas.ID_OF)).isFalse();
    assertThat(properties.path("lines").has(Schemas.ID_OF)).isFalse();
    assertThat(properties.path("when").has(Schemas.ID_OF)).isFalse();
  }

  @Test
  void titles_and_formats_are_there_for_forms() {
    assertThat(properties.at("/lines/title").textValue()).isEqualTo("Lines");
    assertThat(properties.at("/group/title").textValue()).isEqualTo("Group of new members");
    assertThat(properties.at("/when/format").textValue()).isEqualTo("unix-time");
  }

  @Test
  void what_is_said_of_a_field_is_no_obstacle_to_reading_it() {
    var read =
        RecordReader.of(Settings.class)
            .read(
                Json.read("{\"lines\":[\"a\",\"a\"],\"other\":7,\"colour\":\"red\",\"when\":1}"),
                Settings.class);

    assertThat(read.lines()).contains(List.of(new OrderLineId("a"), new OrderLineId("a")));
    assertThat(read.other()).isEqualTo(new GroupId(7));
  }
}
