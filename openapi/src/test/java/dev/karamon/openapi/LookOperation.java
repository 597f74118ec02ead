package dev.karamon.openapi;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.operation.Call;
import dev.karamon.operation.CallerNeed;
import dev.karamon.operation.OperationSpec;
import dev.karamon.page.ListPage;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads, for everybody. */
final class LookOperation
    extends ShopOperation<LookOperation.Settings, LookOperation.Input, LookOperation.Output> {
  record Settings() {}

  record Input(
      @Schema(description = "Which shelf.", minimum = "1") long shelf,
      @Schema(description = "Only of these colours.") Optional<List<String>> colours) {}

  record Output(
      @Schema(description = "Where the page stands.") ListPage pageInfo,
      @JsonAnyGetter @Schema(description = "More.") Map<String, JsonNode> more) {}

  @Override
  public OperationSpec spec() {
    return OperationSpec.reads("look", "Looks around.", CallerNeed.NONE);
  }

  @Override
  public Future<Output> run(Call<Settings, Input> call, Shelf shelf) {
    return Future.succeededFuture(new Output(new ListPage(0, 1, 0, 1), Map.of()));
  }
}
