package dev.karamon.stripe.gateway;

import java.util.Map;

/**
 * A customer to be made.
 *
 * @param name may be empty
 */
public record NewCustomer(String email, String name, Map<String, String> metadata) {
  public NewCustomer {
    metadata = Map.copyOf(metadata);
  }
}
