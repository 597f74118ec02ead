package dev.karamon.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes that are made whole or not at all. */
class ObjectsTest {
  private static final String KIND = "thing";

  private final Objects objects = new Objects();
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void fill() {
    for (var id : List.of("a", "b", "c")) {
      objects.put(KIND, id, thing(id));
    }
  }

  private static ObjectNode thing(String name) {
    var thing = JsonNodeFactory.instance.objectNode().put("name", name);
    thing.putObject("inner").put("value", 1);
    return thing;
  }

  private String change() {
    var a = objects.find(KIND, "a").orElseThrow();
    ((ObjectNode) a.get("inner")).put("value", 2);
    objects.put(KIND, "b", thing("another"));
    objects.find(KIND, "b").orElseThrow().put("name", "yet another");
    objects.put(KIND, "d", thing("d"));
    objects.remove(KIND, "a");
    objects.keepNewest(KIND, 2);
    objects.next("counter");
    objects.afterwards(() -> told.add("done"));
    assertThat(told).isEmpty();
    return "result";
  }

  private String fail() {
    change();
    throw new IllegalStateException("refused");
  }

  @Test
  void aFailedChangeIsUndoneInEveryWay() {
    var before = objects.dump().toString();
    var handedOut = objects.find(KIND, "a").orElseThrow();

    assertThatThrownBy(() -> objects.whole(this::fail, _ -> false)).hasMessage("refused");

    assertThat(objects.dump().get(KIND)).hasToString(before.substring(9, before.length() - 1));
    assertThat(objects.find(KIND, "a")).containsSame(handedOut);
    assertThat(objects.next("counter")).isEqualTo(1);
    assertThat(told).isEmpty();
  }

  @Test
  void aFailureThatLeavesTracesKeepsThem() {
    assertThatThrownBy(() -> objects.whole(this::fail, _ -> true)).hasMessage("refused");

    assertThat(objects.oldestFirst(KIND))
        .extracting(it -> it.get("name").asText())
        .containsExactly("c", "d");
    assertThat(told).containsExactly("done");
  }

  @Test
  void whatIsCertainIsToldInTheEnd() {
    assertThat(objects.whole(this::change, _ -> false)).isEqualTo("result");
    assertThat(objects.next("counter")).isEqualTo(2);
    assertThat(told).containsExactly("done");

    objects.afterwards(() -> told.add("at once"));

    assertThat(told).containsExactly("done", "at once");
  }
}
