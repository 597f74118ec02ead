package dev.karamon.openapi;

import dev.karamon.endpoint.Endpoint;
import dev.karamon.endpoint.ServedEndpoint;
import dev.karamon.id.EndpointId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a generated client calls the endpoints of an API. An endpoint keeps its name while others
 * are added or switched on and off: of paths that read alike, the older endpoint has the plain
 * name.
 */
final class OperationIds {
  private OperationIds() {}

  /** The id of each endpoint, also of those that are not in the document right now. */
  static Map<EndpointId, String> of(List<ServedEndpoint> served) {
    var ids = new HashMap<EndpointId, String>();
    var taken = new HashSet<String>();
    served.stream()
        .map(ServedEndpoint::endpoint)
        .sorted(Comparator.comparingLong(endpoint -> endpoint.id().value()))
        .forEach(endpoint -> ids.put(endpoint.id(), free(endpoint, taken)));
    return ids;
  }

  private static String free(Endpoint endpoint, Set<String> taken) {
    var name = Names.operation(endpoint.method(), endpoint.path());
    return taken.add(name) ? name : name + "_" + endpoint.id();
  }
}
