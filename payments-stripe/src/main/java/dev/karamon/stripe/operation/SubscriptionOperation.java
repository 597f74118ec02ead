package dev.karamon.stripe.operation;

import com.google.auto.service.AutoService;
import dev.karamon.member.MemberView;
import dev.karamon.operation.Call;
import dev.karamon.operation.CallerNeed;
import dev.karamon.operation.Operation;
import dev.karamon.operation.OperationSpec;
import dev.karamon.stripe.membership.StripeMemberFields.AtStripe;
import dev.karamon.stripe.membership.StripeMemberFields.Subscription;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code Stripe::subscription}: what the caller has. Called after a return from Checkout, it
 * includes what was paid there, whether its events have arrived or not.
 */
@AutoService(Operation.class)
public final class SubscriptionOperation
    extends StripeOperation<
        SubscriptionOperation.Settings, SubscriptionOperation.Input, SubscriptionOperation.Output> {

  /** Nothing is fixed. */
  public record Settings() {}

  /** Nothing is sent. */
  public record Input() {}

  /** What the caller has; the first fields are those of the subscription that counts most. */
  @Schema(name = "SubscriptionDetails")
  public record Details(
      @Schema(description = "Its status, in Stripe's spelling; absent when there is none.")
          Optional<String> status,
      @Schema(description = "Its id at Stripe.") Optional<String> subscriptionId,
      @Schema(description = "End of the period that is paid or being paid.")
          Optional<Instant> currentPeriodEnd,
      @Schema(description = "When it ends, once that is planned.") Optional<Instant> endsOn,
      @Schema(description = "All of them, ended ones too, oldest first.")
          List<Subscription> subscriptions,
      @Schema(description = "Names of the caller's groups, by id.", example = "{\"102\":\"Gold\"}")
          Map<String, String> groupIds) {}

  /** The envelope of one thing. */
  public record Output(@Schema(description = "What the caller has.") Details details) {}

  @Override
  public OperationSpec spec() {
    return OperationSpec.reads(
        "subscription",
        "Shows the caller's subscription, up to date as soon as the buyer is back from Checkout.",
        CallerNeed.MEMBER);
  }

  @Override
  protected Future<Output> act(Call<Settings, Input> call, StripeServices stripe) {
    var member = call.member().member();
    return stripe
        .returns()
        .lookAfter(member)
        .compose(done -> stripe.holdings().of(member))
        .map(holding -> new Output(details(holding.atStripe(), holding.groups())));
  }

  private static Details details(AtStripe at, List<MemberView.Membership> memberships) {
    var groups = new TreeMap<String, String>();
    memberships.forEach(group -> groups.put(group.id().toString(), group.name()));
    return new Details(
        at.status(),
        at.subscriptionId().map(Object::toString),
        at.currentPeriodEnd(),
        at.endsOn(),
        at.subscriptions(),
        groups);
  }
}
