package dev.karamon.stripe.overview;

import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.SubscriptionId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A subscription as last known, with the member it belongs to. */
@Schema(name = "StripeSubscription")
public record SubscriptionView(
    SubscriptionId id,
    @Schema(description = "In Stripe's spelling.") String status,
    @Schema(
            description =
                "True when Karamon does not know the status; the member's groups then"
                    + " stay as they were.")
        boolean unknownStatus,
    @Schema(description = "True while the collection of payments is paused.")
        boolean collectionPaused,
    CustomerId customerId,
    @Schema(description = "The member it belongs to; absent while its customer is linked to none.")
        Optional<Owner> member,
    Instant createdAt,
    Optional<Instant> currentPeriodEnd,
    @Schema(description = "When it ends, once that is planned.") Optional<Instant> endsOn,
    @Schema(description = "When it ended.") Optional<Instant> endedAt,
    List<Item> items,
    @Schema(
            description =
                "Its prices that lead to no group and so give no access; none once it has ended.")
        List<PriceId> unknownPrices,
    @Schema(description = "The groups its prices lead to.") List<Group> groups) {
  /** Whose it is. */
  @Schema(name = "StripeSubscriptionMember")
  public record Owner(MemberId id, String email, String name) {}

  /** One line of it. */
  @Schema(name = "StripeSubscriptionItem")
  public record Item(PriceId priceId, long quantity) {}

  /** A group. */
  @Schema(name = "StripeSubscriptionGroup")
  public record Group(GroupId id, String name) {}

  public SubscriptionView {
    items = List.copyOf(items);
    unknownPrices = List.copyOf(unknownPrices);
    groups = List.copyOf(groups);
  }
}
