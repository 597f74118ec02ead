package dev.karamon.stripe.gateway;

import dev.karamon.id.MemberId;

/**
 * A customer to be made.
 *
 * @param name may be empty
 */
public record NewCustomer(String email, String name, MemberId member) {}
