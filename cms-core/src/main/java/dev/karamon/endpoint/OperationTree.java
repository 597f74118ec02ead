package dev.karamon.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.operation.CallerNeed;
import dev.karamon.operation.Catalog;
import dev.karamon.operation.CatalogEntry;
import dev.karamon.operation.Category;
import dev.karamon.operation.RateLimit;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The catalog as the dialog of a new endpoint shows it: Category, Model, Operation. */
public record OperationTree(List<CategoryNode> items) {
  /** The first choice. */
  public record CategoryNode(Category category, String label, List<ModelNode> models) {}

  /** The second choice. */
  public record ModelNode(
      String model,
      int version,
      @Schema(description = "The model with its version, such as Stripe, v1.") String label,
      List<OperationNode> operations) {}

  /** The third choice. */
  public record OperationNode(
      String operation,
      String summary,
      @Schema(description = "GET or POST.") String method,
      @Schema(description = "Whether a member has to be logged in.") boolean requiresMember,
      @Schema(description = "How often one caller may call unless the endpoint sets a limit.")
          Optional<RateLimit> usualRateLimit,
      @Schema(description = "JSON Schema of what the admin sets.") JsonNode settingsSchema,
      @Schema(description = "JSON Schema of what the caller sends.") JsonNode inputSchema,
      @Schema(description = "JSON Schema of the answer.") JsonNode outputSchema) {}

  static OperationTree of(Catalog catalog) {
    var byCategory =
        catalog.entries().stream()
            .collect(
                Collectors.groupingBy(
                    entry -> entry.model().category(), LinkedHashMap::new, Collectors.toList()));
    return new OperationTree(
        byCategory.entrySet().stream()
            .map(e -> new CategoryNode(e.getKey(), e.getKey().label(), models(e.getValue())))
            .toList());
  }

  private static List<ModelNode> models(List<CatalogEntry> entries) {
    var byModel =
        entries.stream()
            .collect(
                Collectors.groupingBy(
                    CatalogEntry::model, LinkedHashMap::new, Collectors.toList()));
    return byModel.entrySet().stream()
        .map(e ->
            new ModelNode(
                e.getKey().name(),
                e.getKey().version(),
                e.getKey().name() + ", v" + e.getKey().version(),
                e.getValue().stream().map(OperationTree::operation).toList()))
        .toList();
  }

  private static OperationNode operation(CatalogEntry entry) {
    return new OperationNode(
        entry.spec().name(),
        entry.spec().summary(),
        entry.spec().method().name(),
        entry.spec().caller() == CallerNeed.MEMBER,
        entry.spec().usualRateLimit(),
        entry.settingsSchema(),
        entry.inputSchema(),
        entry.outputSchema());
  }
}
