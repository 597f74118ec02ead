package dev.karamon.stripe.gateway;

import dev.karamon.id.MemberId;
import java.util.Map;

/**
 * A customer to be made.
 *
 * @param name may be empty
 * @param metadata notes besides the member's id, which is always written
 */
public record NewCustomer(
    String email, String name, MemberId member, Map<String, String> metadata) {
  public NewCustomer {
    metadata = Map.copyOf(metadata);
  }
}
