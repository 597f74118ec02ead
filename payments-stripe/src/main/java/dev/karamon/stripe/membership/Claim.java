package dev.karamon.stripe.membership;

/** The right to work on a customer alone, until the lease runs out and somebody else takes over. */
public record Claim(CustomerKey customer, long fence) {}
