package dev.karamon.json;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas derived from records: a component that is not {@code Optional} is required, and an
 * id says what it is the id of.
 */
public final class Schemas {
  /** Names the kind of thing that a value is the id of, such as {@code price}. */
  public static final String ID_OF = "x-id-of";

  private static final String REF = "#/components/schemas/";
  private static final ModelConverters CONVERTERS = converters();
  // Deriving a schema takes milliseconds, and a server asks for the same ones many times.
  private static final ClassValue<ObjectNode> CLOSED = derived(true);
  private static final ClassValue<ObjectNode> OPEN = derived(false);

  private Schemas() {}

  /** The schema of a type with the named schemas it refers to, as swagger-core models. */
  public static ResolvedSchema resolve(Type type) {
    return CONVERTERS.resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(false));
  }

  /** The schema of a record, self-contained; objects take no other fields than those named. */
  public static ObjectNode closed(Class<? extends Record> type) {
    return CLOSED.get(type).deepCopy();
  }

  /** The schema of a record, self-contained; other fields may come later. */
  public static ObjectNode open(Class<? extends Record> type) {
    return OPEN.get(type).deepCopy();
  }

  /** One object with the fields of all the given object schemas. */
  public static ObjectNode union(List<ObjectNode> schemas) {
    var union = schemas.getFirst().deepCopy();
    var properties = union.withObjectProperty("properties");
    var required = union.withArrayProperty("required");
    for (var schema : schemas.subList(1, schemas.size())) {
      schema.path("properties").properties().forEach(e -> properties.set(e.getKey(), e.getValue()));
      schema.path("required").forEach(required::add);
    }
    return union;
  }

  /** The name of a component on the wire. */
  public static String wireName(RecordComponent component) {
    var explicit = component.getAccessor().getAnnotation(JsonProperty.class);
    return explicit != null && !explicit.value().isEmpty()
        ? explicit.value()
        : new SnakeCaseStrategy().translate(component.getName());
  }

  private static ClassValue<ObjectNode> derived(boolean closed) {
    return new ClassValue<>() {
      @Override
      protected ObjectNode computeValue(Class<?> type) {
        return (ObjectNode) inline(type, closed);
      }
    };
  }

  private static JsonNode inline(Class<?> type, boolean closed) {
    var resolved = resolve(type);
    var named = Json31.mapper().valueToTree(resolved.referencedSchemas);
    var root = Json31.mapper().valueToTree(resolved.schema);
    if (!root.has("properties")) {
      ((ObjectNode) root).put("type", "object").putObject("properties");
    }
    return expand(root, (ObjectNode) named, closed);
  }

  private static JsonNode expand(JsonNode node, ObjectNode named, boolean closed) {
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, expand(array.get(i), named, closed));
      }
      return array;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    var ref = object.path("$ref").asText("");
    if (ref.startsWith(REF)) {
      var target = named.path(ref.substring(REF.length())).deepCopy();
      if (target instanceof ObjectNode expanded) {
        object.remove("$ref");
        expanded.setAll(object);
      }
      return expand(target, named, closed);
    }
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      var name = names.next();
      object.set(name, expand(object.get(name), named, closed));
    }
    if (closed && object.path("type").isTextual()) {
      // OpenAPI's word, not JSON Schema's: the validator does not know it.
      object.remove("example");
    }
    if (closed && object.path("properties").isObject() && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    return object;
  }

  private static ModelConverters converters() {
    var converters = new ModelConverters(true);
    converters.addConverter(new ModelResolver(Json.mapper(), new Names()).openapi31(true));
    converters.addConverter(new RequiredUnlessOptional());
    return converters;
  }

  /**
   * Records nested in different classes share simple names; the enclosing class distinguishes them.
   */
  private static final class Names extends TypeNameResolver {
    @Override
    public String nameForType(JavaType type, Set<Options> options) {
      var raw = type.getRawClass();
      var enclosing = raw.getEnclosingClass();
      if (enclosing == null || !raw.isRecord() || isNamed(raw)) {
        return super.nameForType(type, options);
      }
      return enclosing.getSimpleName().replaceFirst("Routes$", "") + raw.getSimpleName();
    }

    private static boolean isNamed(Class<?> type) {
      var said = type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
      return said != null && !said.name().isEmpty();
    }
  }

  private static final class RequiredUnlessOptional implements ModelConverter {
    @Override
    public @Nullable Schema<?> resolve(
        AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
      if (!chain.hasNext()) {
        return null;
      }
      Schema<?> schema = chain.next().resolve(type, context, chain);
      var raw = Json.mapper().constructType(type.getType()).getRawClass();
      if (schema != null) {
        idOf(type).ifPresent(thing -> schema.addExtension(ID_OF, thing));
      }
      if (schema != null && raw.isRecord() && !isSingleValue(raw)) {
        var model = schema.get$ref() == null ? schema : defined(context, schema.get$ref());
        if (model != null && model.getRequired() == null) {
          model.setRequired(required(raw));
          openForMore(model, raw);
        }
      }
      return schema;
    }

    private static @Nullable Schema<?> defined(ModelConverterContext context, String ref) {
      return context.getDefinedModels().get(ref.substring(REF.length()));
    }

    private static Optional<String> idOf(AnnotatedType type) {
      var java = Json.mapper().constructType(type.getType());
      var raw =
          java.isReferenceType() ? java.getReferencedType().getRawClass() : java.getRawClass();
      var name = raw.getSimpleName();
      return raw.isRecord() && isSingleValue(raw) && name.endsWith("Id")
          ? Optional.of(new SnakeCaseStrategy().translate(name.substring(0, name.length() - 2)))
          : Optional.empty();
    }

    private static boolean isSingleValue(Class<?> type) {
      return Arrays.stream(type.getRecordComponents())
          .anyMatch(c -> has(c.getAccessor(), JsonValue.class));
    }

    /** What a map adds is written next to the other fields, not in a field of its own. */
    private static void openForMore(Schema<?> model, Class<?> type) {
      for (var component : type.getRecordComponents()) {
        if (has(component.getAccessor(), JsonAnyGetter.class)) {
          model.getProperties().remove(wireName(component));
          model.setAdditionalProperties(new JsonSchema());
        }
      }
    }

    private static boolean has(AnnotatedElement element, Class<? extends Annotation> annotation) {
      return element.isAnnotationPresent(annotation);
    }

    private static List<String> required(Class<?> type) {
      var names = new ArrayList<String>();
      for (var component : type.getRecordComponents()) {
        if (component.getType() != Optional.class
            && !has(component.getAccessor(), JsonAnyGetter.class)) {
          names.add(wireName(component));
        }
      }
      return names;
    }
  }
}
