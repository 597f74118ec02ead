package dev.karamon.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A type of Stripe's specification, as the derived schema files write it. */
public sealed interface Type {

  /** A JSON scalar; {@code DECIMAL} is a number in a string. */
  enum Scalar implements Type {
    STRING,
    NUMBER,
    BOOLEAN,
    DECIMAL,
    NULL,
    ANY
  }

  /** One of a set of strings. */
  record Values(Set<String> values) implements Type {}

  /** An object described elsewhere in the schema. */
  record Ref(String name) implements Type {}

  /** An array. */
  record ArrayOf(Type element) implements Type {}

  /** One page of a Stripe list. */
  record PageOf(Type element) implements Type {}

  /** An object with free keys. */
  record MapOf(Type value) implements Type {}

  /** Any of several types. */
  record OneOf(List<Type> options) implements Type {
    boolean has(Type option) {
      return options.contains(option);
    }
  }

  /** Whether null is among the values. */
  default boolean nullable() {
    return this == Scalar.NULL
        || this == Scalar.ANY
        || (this instanceof OneOf any && any.has(Scalar.NULL));
  }

  /** The description of the object that is among the values, or among those of a list. */
  default Optional<String> described() {
    return switch (this) {
      case Ref(var name) -> Optional.of(name);
      case ArrayOf(var element) -> element.described();
      case OneOf(var options) ->
          options.stream().flatMap(option -> option.described().stream()).findFirst();
      case Scalar _, Values _, PageOf _, MapOf _ -> Optional.empty();
    };
  }

  /** Whether a value can be given as a whole rather than member by member. */
  default boolean whole() {
    return switch (this) {
      case Ref _ -> false;
      case ArrayOf(var element) -> element.whole();
      case OneOf(var options) ->
          options.stream().anyMatch(option -> option != Scalar.NULL && option.whole());
      case Scalar _, Values _, PageOf _, MapOf _ -> true;
    };
  }

  /** Reads one type of a schema file. */
  static Type read(JsonNode node) {
    if (node.isTextual()) {
      return Scalar.valueOf(node.textValue().toUpperCase(Locale.ROOT));
    }
    var kind = node.fieldNames().next();
    var inner = node.get(kind);
    return switch (kind) {
      case "enum" ->
          new Values(
              StreamSupport.stream(inner.spliterator(), false)
                  .map(JsonNode::textValue)
                  .collect(Collectors.toUnmodifiableSet()));
      case "ref" -> new Ref(inner.textValue());
      case "array" -> new ArrayOf(read(inner));
      case "list" -> new PageOf(read(inner));
      case "map" -> new MapOf(read(inner));
      case "union" ->
          new OneOf(StreamSupport.stream(inner.spliterator(), false).map(Type::read).toList());
      default -> throw new IllegalArgumentException("unknown kind of type: " + kind);
    };
  }
}
