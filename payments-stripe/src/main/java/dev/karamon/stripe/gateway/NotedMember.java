package dev.karamon.stripe.gateway;

import dev.karamon.id.MemberId;
import java.util.Optional;

/**
 * A member that an object of Stripe is tagged with.
 *
 * @param installation the installation the member belongs to, by its tag; absent when somebody else
 *     wrote the id
 */
public record NotedMember(MemberId member, Optional<String> installation) {}
