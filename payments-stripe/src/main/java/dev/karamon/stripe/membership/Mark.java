package dev.karamon.stripe.membership;

import java.time.Instant;

/**
 * How far the mirror of a subscription reaches.
 *
 * @param coveredAt events created before this second are in the state
 * @param knownAt events created after this second are not
 * @param ended true when nothing delivered later changes it
 */
public record Mark(Instant coveredAt, Instant knownAt, boolean ended) {}
