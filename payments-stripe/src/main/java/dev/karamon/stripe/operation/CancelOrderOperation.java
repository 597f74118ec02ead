package dev.karamon.stripe.operation;

import com.google.auto.service.AutoService;
import dev.karamon.error.Problems;
import dev.karamon.operation.Call;
import dev.karamon.operation.CallerNeed;
import dev.karamon.operation.Operation;
import dev.karamon.operation.OperationSpec;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.SubscriptionId;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code Stripe::cancel_order}: a member gives up a subscription, at once. */
@AutoService(Operation.class)
public final class CancelOrderOperation
    extends StripeOperation<
        CancelOrderOperation.Settings, CancelOrderOperation.Input, CancelOrderOperation.Output> {
  private static final String PRODUCTS =
      "Stripe price IDs whose subscriptions are cancelled; all of the caller's when omitted.";

  /** What the admin fixes. */
  public record Settings(
      @ArraySchema(maxItems = 100, arraySchema = @Schema(title = "Prices", description = PRODUCTS))
          @Schema(title = "Prices", description = PRODUCTS)
          Optional<List<PriceId>> productsList) {}

  /** Nothing is sent. */
  public record Input() {}

  /** What is cancelled. */
  public record Output(
      @Schema(description = "What was done, in words.") List<String> messages,
      @Schema(description = "ok: everything named is cancelled.") String status,
      @Schema(description = "Stripe's ids of the cancelled subscriptions.")
          List<SubscriptionId> subscriptionIds) {}

  @Override
  public OperationSpec spec() {
    return OperationSpec.writes(
            "cancel_order",
            "Cancels the caller's subscription at once and removes the caller from its groups.",
            CallerNeed.MEMBER)
        .perMinute(20);
  }

  @Override
  public Future<Void> check(Settings settings, StripeServices stripe, Problems problems) {
    return stripe
        .prices()
        .check(settings.productsList().orElse(List.of()), "products_list", problems)
        .mapEmpty();
  }

  @Override
  protected Future<Output> act(Call<Settings, Input> call, StripeServices stripe) {
    var prices = Set.copyOf(call.settings().productsList().orElse(List.of()));
    return stripe
        .cancellations()
        .cancel(call.member().member(), prices)
        .map(ids -> new Output(List.of("Cancelled."), "ok", ids));
  }
}
