package dev.karamon.stripe.membership;

import dev.karamon.id.MemberId;
import dev.karamon.stripe.SubscriptionState;
import java.util.Optional;

/** A mirrored subscription and the member it belongs to, if that is known. */
public record Mirrored(SubscriptionState state, Optional<MemberId> member) {}
