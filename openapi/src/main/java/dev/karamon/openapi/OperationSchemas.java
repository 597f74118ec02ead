package dev.karamon.openapi;

import dev.karamon.operation.CatalogEntry;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;

/**
 * An operation's input and output, as they are on the wire.
 *
 * @param answer the output in its envelope
 */
record OperationSchemas(RecordSchema input, RecordSchema answer) {

  /** Derives them; takes milliseconds, so it is done once an operation. */
  static OperationSchemas of(CatalogEntry entry) {
    var declaring = entry.input().getEnclosingClass().getSimpleName();
    var prefix = prefix(entry);
    var output = RecordSchema.of(entry.output(), name -> renamed(name, declaring, prefix));
    output.with(entry.outputFields().stream().map(RecordSchema::of).toList());
    var input = RecordSchema.of(entry.input(), name -> renamed(name, declaring, prefix));
    input.root().setAdditionalProperties(false);
    return new OperationSchemas(input.nullableInside(), enveloped(output.nullable()));
  }

  /** Such as {@code StripeCheckout}: what the operation is called, not what its class is. */
  private static String prefix(CatalogEntry entry) {
    var model = Names.pascal(entry.model().name());
    var operation = Names.pascal(entry.spec().name());
    var version = entry.model().version() == 1 ? "" : "V" + entry.model().version();
    return (operation.startsWith(model) ? "" : model) + operation + version;
  }

  private static String renamed(String name, String declaring, String prefix) {
    return name.startsWith(declaring) ? prefix + name.substring(declaring.length()) : name;
  }

  private static RecordSchema enveloped(RecordSchema output) {
    var own = output.properties();
    var root = output.root();
    root.setProperties(null);
    root.setTypes(null);
    root.addType("object");
    root.addProperty("errors", errors());
    root.addProperty("messages", messages());
    own.forEach(root::addProperty);
    for (var name : List.of("errors", "messages")) {
      if (!output.requires(name)) {
        root.addRequiredItem(name);
      }
    }
    return output;
  }

  private static Schema<?> errors() {
    var errors = Shapes.list(RecordSchema.ref(Failures.ERROR));
    errors.setDescription("Empty: the call succeeded.");
    errors.setExample(List.of());
    return errors;
  }

  private static Schema<?> messages() {
    var messages = Shapes.list(Shapes.single("string"));
    messages.setDescription("What was done, in words.");
    messages.setExample(List.of());
    return messages;
  }
}
