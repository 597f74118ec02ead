package dev.karamon.operation;

import dev.karamon.json.Schemas;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All operations; creating it fails if any of them is defective. */
public final class Catalog {
  private record Key(Category category, String model, int version, String operation) {}

  private final Map<Key, CatalogEntry> entries = new LinkedHashMap<>();

  private Catalog() {}

  /** Builds the catalog; throws with the list of all faults. */
  public static Catalog of(Iterable<Operation> operations, Collaborators collaborators) {
    var sorted = new ArrayList<Operation>();
    operations.forEach(sorted::add);
    sorted.sort(
        Comparator.comparing((Operation o) -> o.model().category())
            .thenComparing(o -> o.model().name())
            .thenComparingInt(o -> o.model().version())
            .thenComparing(o -> o.spec().name()));
    var catalog = new Catalog();
    var faults = new ArrayList<String>();
    for (var operation : sorted) {
      catalog.add(operation, collaborators, faults);
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException("Faulty operations:\n  " + String.join("\n  ", faults));
    }
    return catalog;
  }

  /** All operations, in the order of the tree. */
  public List<CatalogEntry> entries() {
    return List.copyOf(entries.values());
  }

  /** One operation. */
  public Optional<CatalogEntry> find(
      Category category, String model, int version, String operation) {
    return Optional.ofNullable(entries.get(new Key(category, model, version, operation)));
  }

  private void add(Operation operation, Collaborators collaborators, List<String> faults) {
    var found = faultsOf(operation, collaborators);
    faults.addAll(found);
    if (!found.isEmpty()) {
      return;
    }
    var model = operation.model();
    var key = new Key(model.category(), model.name(), model.version(), operation.spec().name());
    if (entries.putIfAbsent(key, entry(operation, collaborators)) != null) {
      faults.add(operation.getClass().getName() + ": there is another operation of this name");
    }
  }

  private static CatalogEntry entry(Operation operation, Collaborators collaborators) {
    return switch (operation) {
      case TypedOperation<?, ?, ?, ?> typed -> typedEntry(typed, collaborators);
    };
  }

  private static <S extends Record, I extends Record, O extends Record, C> CatalogEntry typedEntry(
      TypedOperation<S, I, O, C> operation, Collaborators collaborators) {
    return new CatalogEntry(
        CatalogEntry.bind(
            operation,
            nested(operation, "Settings"),
            nested(operation, "Input"),
            nested(operation, "Output"),
            collaborators.of(operation.collaborator())));
  }

  private static List<String> faultsOf(Operation operation, Collaborators collaborators) {
    var type = operation.getClass();
    var faults = new ArrayList<String>();
    if (!Modifier.isFinal(type.getModifiers())) {
      faults.add("the class has to be final");
    }
    if (Arrays.stream(type.getDeclaredFields())
        .anyMatch(f -> !Modifier.isStatic(f.getModifiers()))) {
      faults.add("the class may have no instance fields");
    }
    if (!collaborators.has(operation.collaborator())) {
      faults.add("nobody provides " + operation.collaborator().getName());
    }
    for (var name : List.of("Settings", "Input", "Output")) {
      faults.addAll(faultsOfRecord(type, name));
    }
    return faults.stream().map(fault -> type.getName() + ": " + fault).toList();
  }

  private static List<String> faultsOfRecord(Class<?> type, String name) {
    var nested =
        Arrays.stream(type.getDeclaredClasses())
            .filter(c -> c.getSimpleName().equals(name) && c.isRecord())
            .findFirst();
    if (nested.isEmpty()) {
      return List.of("there is no record " + name);
    }
    return Arrays.stream(nested.get().getRecordComponents())
        .filter(c -> !isDescribed(c.getAccessor().getAnnotation(Schema.class)))
        .map(c -> name + "." + Schemas.wireName(c) + " has no description")
        .toList();
  }

  private static boolean isDescribed(@Nullable Schema schema) {
    return schema != null && !schema.description().isBlank();
  }

  @SuppressWarnings(
      "unchecked") // faultsOfRecord has seen that it is a record; generics tie it to the operation
  private static <R extends Record> Class<R> nested(Operation operation, String name) {
    for (var candidate : operation.getClass().getDeclaredClasses()) {
      if (candidate.getSimpleName().equals(name)) {
        return (Class<R>) candidate;
      }
    }
    throw new IllegalStateException(operation.getClass().getName() + " has no " + name);
  }
}
