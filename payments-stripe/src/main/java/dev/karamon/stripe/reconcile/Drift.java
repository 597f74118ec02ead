package dev.karamon.stripe.reconcile;

import dev.karamon.id.MemberId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.wire.Wire;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/**
 * Something that is here otherwise than Stripe says.
 *
 * @param subject Stripe's id of what it is about
 */
public record Drift(
    Kind kind,
    Optional<CustomerId> customerId,
    Optional<MemberId> memberId,
    @Schema(description = "Stripe's id of the subscription or Checkout session.") String subject,
    @Schema(description = "What Stripe has.") String expected,
    @Schema(description = "What Karamon had.") String found,
    @Schema(description = "Whether it has been repaired.") boolean repaired) {
  /** What kind of deviation. */
  public enum Kind implements Wire {
    /** A subscription is here, but not as it is at Stripe. */
    MIRROR_DIFFERS,
    /** A subscription of a member is at Stripe only. */
    SUBSCRIPTION_UNKNOWN_HERE,
    /**
     * A subscription is known only here; nobody loses access because of that, an admin has to
     * check.
     */
    SUBSCRIPTION_UNKNOWN_AT_STRIPE,
    /** A member is in other groups than the subscription or purchase says. */
    GRANTS_DIFFER,
    /** A subscription belongs to a customer that is linked to no member. */
    CUSTOMER_OF_NOBODY,
    /** A one-time purchase is missing here, or not as it is at Stripe. */
    PURCHASE_DIFFERS,
    /** Stripe shows a subscription or purchase in a way that is not understood here. */
    UNREADABLE
  }

  Drift asRepaired() {
    return new Drift(kind, customerId, memberId, subject, expected, found, true);
  }
}
