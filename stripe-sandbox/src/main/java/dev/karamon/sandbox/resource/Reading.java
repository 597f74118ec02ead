package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Listing;
import dev.karamon.sandbox.billing.WaitingItems;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What most resources have in common: a list with filters, the newest first, and one object by its
 * id.
 *
 * @param kind of the stored objects
 * @param path of the list
 * @param parameters beginning of the names of the parameters' descriptions
 * @param equal filters on the field of the same name
 * @param more further filters that the call may ask for, by the names of their parameters
 * @param filter the further filters' predicate
 */
record Reading(
    World world,
    String kind,
    String path,
    String parameters,
    Set<String> equal,
    Set<String> more,
    Function<Call, Predicate<ObjectNode>> filter) {

  static Reading of(World world, String kind, String path, String parameters, String... equal) {
    return new Reading(world, kind, path, parameters, Set.of(equal), Set.of(), _ -> _ -> true);
  }

  /** The same with filters of its own. */
  Reading filtered(Set<String> names, Function<Call, Predicate<ObjectNode>> by) {
    return new Reading(world, kind, path, parameters, equal, names, by);
  }

  Endpoint list() {
    Set<String> taken = new HashSet<>(equal);
    taken.addAll(more);
    taken.addAll(Endpoint.range("created"));
    return Endpoint.get(path, parameters + "ListParams", taken, this::page);
  }

  Endpoint retrieve(String... simulated) {
    return Endpoint.get(
        path + "/:id", parameters + "RetrieveParams", Set.of(simulated), this::named);
  }

  List<Endpoint> endpoints() {
    return List.of(list(), retrieve());
  }

  /** The object that the call's path names. */
  ObjectNode named(Call call) {
    return world.objects().atPath(kind, call.id());
  }

  private JsonNode page(Call call) {
    call.text("customer").ifPresent(this::requireKnown);
    return Listing.page(call, world.objects().newestFirst(kind), matching(call));
  }

  /** A deleted customer's past can still be listed; an id that never existed is a mistake. */
  private void requireKnown(String customer) {
    if (world.objects().find(Customers.KIND, customer).isEmpty()) {
      throw StripeError.noSuchObject(Customers.KIND, customer, "customer");
    }
  }

  private Predicate<ObjectNode> matching(Call call) {
    return Listing.matching(call, equal.toArray(String[]::new))
        .and(Listing.inRange(call, "created", kind.equals(WaitingItems.KIND) ? "date" : "created"))
        .and(filter.apply(call));
  }
}
