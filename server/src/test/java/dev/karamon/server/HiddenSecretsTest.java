package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.karamon.json.Json;
import dev.karamon.secret.SecretText;
import io.vertx.core.buffer.Buffer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever carries a secret does not say it when it is made into text, as logs and errors do. */
class HiddenSecretsTest {
  private static final String SECRET = "hunter-22-hunter";
  private static final Pattern NAMES =
      Pattern.compile(
          "(?i)(.*(password|secret|token|hash|cookie|recoverycodes?)|passwordhash|secretkey|code)");

  /** Carry a token in a component that is just called a value. */
  private static final Set<String> TOKENS = Set.of("Token", "Issued");

  /** A code of a failure is for everybody. */
  private static final Set<String> HARMLESS = Set.of("FieldProblem", "Problem");

  @TestFactory
  Stream<DynamicTest> no_record_says_its_secrets() {
    var carriers = carriers();
    assertThat(carriers).hasSizeGreaterThan(15);
    return carriers.stream()
        .map(type ->
            DynamicTest.dynamicTest(
                type.getName(), () -> assertThat(sample(type).toString()).doesNotContain(SECRET)));
  }

  @Test
  void a_secret_text_says_nothing_anywhere() {
    var text = new SecretText(SECRET);
    assertThat(text.toString()).doesNotContain(SECRET);
    assertThat(Json.text(Map.of("text", text))).doesNotContain(SECRET);
    assertThat(Optional.of(text).toString() + List.of(text)).doesNotContain(SECRET);
  }

  private static List<Class<?>> carriers() {
    return new ClassFileImporter()
        .withImportOption(new DoNotIncludeTests()).importPackages("dev.karamon").stream()
            .filter(type -> !type.getPackageName().startsWith("dev.karamon.sandbox"))
            .filter(JavaClass::isRecord)
            .<Class<?>>map(JavaClass::reflect)
            .filter(
                type -> Arrays.stream(type.getRecordComponents()).anyMatch(c -> isSecret(type, c)))
            .toList();
  }

  private static boolean isSecret(Class<?> type, RecordComponent component) {
    return !HARMLESS.contains(type.getSimpleName())
        && isText(component.getGenericType())
        && (NAMES.matcher(component.getName()).matches()
            || (TOKENS.contains(type.getSimpleName()) && component.getName().equals("value")));
  }

  private static boolean isText(Type type) {
    return switch (type) {
      case ParameterizedType generic -> isText(generic.getActualTypeArguments()[0]);
      default -> type == String.class || type == Buffer.class || type == byte[].class;
    };
  }

  private static Object sample(Class<?> type) throws ReflectiveOperationException {
    var components = type.getRecordComponents();
    var arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      var text = isSecret(type, components[i]) ? SECRET : "x@example.com";
      arguments[i] = value(components[i].getGenericType(), text);
    }
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    var constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(arguments);
  }

  private static @Nullable Object value(Type type, String text)
      throws ReflectiveOperationException {
    if (type instanceof ParameterizedType generic) {
      var inner = value(generic.getActualTypeArguments()[0], text);
      return switch (generic.getRawType().getTypeName()) {
        case "java.util.Optional" -> Optional.ofNullable(inner);
        case "java.util.List" -> inner == null ? List.of() : List.of(inner);
        case "java.util.Map" -> Map.of();
        default -> null;
      };
    }
    return simple((Class<?>) type, text);
  }

  private static @Nullable Object simple(Class<?> type, String text)
      throws ReflectiveOperationException {
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type.isRecord() && type != SecretText.class) {
      return sample(type);
    }
    return switch (type.getName()) {
      case "java.lang.String" -> text;
      case "dev.karamon.secret.SecretText" -> new SecretText(text);
      case "io.vertx.core.buffer.Buffer" -> Buffer.buffer(text);
      case "int", "java.lang.Integer" -> 1;
      case "long", "java.lang.Long" -> 1L;
      case "boolean", "java.lang.Boolean" -> true;
      case "java.time.Instant" -> Instant.EPOCH;
      case "java.time.Duration" -> Duration.ofMinutes(1);
      default -> null;
    };
  }
}
