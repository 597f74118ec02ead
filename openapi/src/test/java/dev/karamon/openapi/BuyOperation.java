package dev.karamon.openapi;

import dev.karamon.operation.Call;
import dev.karamon.operation.CallerNeed;
import dev.karamon.operation.OperationSpec;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Writes, for a member. */
final class BuyOperation
    extends ShopOperation<BuyOperation.Settings, BuyOperation.Input, BuyOperation.Output> {
  record Settings(
      @Schema(description = "What is sold.") List<String> productsList,
      @Schema(description = "Where to go then.") Optional<String> returnUrl,
      @Schema(description = "A secret.", format = "password") Optional<String> key) {}

  record Note(String text, Optional<Integer> stars) {}

  record Input(
      @Schema(description = "Which shelf.", minimum = "1") long shelf,
      @Schema(description = "A word to the shop.") Optional<Note> note) {}

  record Output(
      @Schema(description = "Where to pay.") String url,
      @Schema(description = "The note as it was kept.") Optional<Note> note) {}

  @Override
  public OperationSpec spec() {
    return OperationSpec.writes("buy", "Buys something.", CallerNeed.MEMBER);
  }

  @Override
  public Future<Output> run(Call<Settings, Input> call, Shelf shelf) {
    return Future.succeededFuture(
        new Output("https://shop.example/" + call.input().shelf(), call.input().note()));
  }
}
