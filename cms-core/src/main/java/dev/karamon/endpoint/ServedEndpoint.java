package dev.karamon.endpoint;

import dev.karamon.operation.CatalogEntry;
import dev.karamon.operation.RateLimit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An endpoint as it is served.
 *
 * @param operation empty when the operation is gone
 * @param ready empty when the endpoint is broken: its operation is gone or its settings do not fit
 *     it any more
 */
public record ServedEndpoint(
    Endpoint endpoint,
    PathTemplate template,
    Optional<CatalogEntry> operation,
    Optional<CatalogEntry.Ready> ready) {

  /** The names of the parameters in its path. */
  public List<String> pathParameters() {
    return template.parameters();
  }

  /** How often one caller may call: the admin's limit, or else the operation's default. */
  Optional<RateLimit> rateLimit() {
    return operation.map(entry -> endpoint.rateLimit(entry.spec())).orElseGet(endpoint::rateLimit);
  }

  /** An endpoint with the values that a request's path gives to its parameters. */
  record Match(ServedEndpoint served, Map<String, String> pathParameters) {}
}
