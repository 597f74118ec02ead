package dev.karamon.admin;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.async.InTurn;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** A thing with the fields that modules add to it. */
public record Extended<T extends Record>(
    @JsonUnwrapped T thing, @JsonAnyGetter Map<String, JsonNode> fields) {
  /** What all parts add to things, by the ids of these. */
  public static <I, P> Future<Map<I, Map<String, JsonNode>>> fields(
      Iterable<P> parts, Function<P, Future<Map<I, Map<String, JsonNode>>>> reading) {
    var all = new HashMap<I, Map<String, JsonNode>>();
    return InTurn.each(
            parts,
            part ->
                reading
                    .apply(part)
                    .onSuccess(read ->
                        read.forEach((id, more) ->
                            all.computeIfAbsent(id, any -> new HashMap<>()).putAll(more))))
        .map(all);
  }
}
