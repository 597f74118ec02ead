package dev.karamon.stripe.gateway;

import dev.karamon.id.MemberId;
import java.util.Optional;

/**
 * A member that is noted on an object of Stripe.
 *
 * @param installation whose member it is, by what it noted; absent when somebody else wrote the id
 */
public record NotedMember(MemberId member, Optional<String> installation) {}
