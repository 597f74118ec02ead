package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Listing;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.SubscriptionChange;
import dev.karamon.sandbox.billing.SubscriptionLife;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The items within subscriptions, as a resource of their own. */
public final class SubscriptionItems implements Resource {
  private static final String KIND = "subscription_item";

  /** What can be said of an item, also of one that is there. */
  private static final Set<String> CHANGED =
      Set.of(
          "price",
          "price_data.currency",
          "price_data.product",
          "price_data.recurring.interval",
          "price_data.recurring.interval_count",
          "price_data.tax_behavior",
          "price_data.unit_amount",
          "quantity",
          "metadata",
          "proration_behavior");

  private final World world;
  private final SubscriptionChange change;

  public SubscriptionItems(World world, SubscriptionChange change) {
    this.world = world;
    this.change = change;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/v1/subscription_items",
            "SubscriptionItemListParams",
            Set.of("subscription"),
            this::list),
        Endpoint.post(
            "/v1/subscription_items",
            "SubscriptionItemCreateParams",
            Stream.concat(Stream.of("subscription"), CHANGED.stream()).collect(Collectors.toSet()),
            this::create),
        Endpoint.get(
            "/v1/subscription_items/:id",
            "SubscriptionItemRetrieveParams",
            Set.of(),
            call -> item(owner(call.id()), call.id())),
        Endpoint.post(
            "/v1/subscription_items/:id", "SubscriptionItemUpdateParams", CHANGED, this::update),
        Endpoint.delete(
            "/v1/subscription_items/:id",
            "SubscriptionItemDeleteParams",
            Set.of("proration_behavior"),
            this::delete));
  }

  private JsonNode list(Call call) {
    var subscription =
        world
            .objects()
            .named(SubscriptionLife.KIND, call.requiredText("subscription"), "subscription");
    return Listing.page(
        call, StreamSupport.stream(SubscriptionLife.items(subscription).spliterator(), false));
  }

  private JsonNode create(Call call) {
    var subscription =
        world
            .objects()
            .named(SubscriptionLife.KIND, call.requiredText("subscription"), "subscription");
    apply(subscription, call.parameters().deepCopy());
    JsonNode items = SubscriptionLife.items(subscription);
    return items.get(items.size() - 1);
  }

  private JsonNode update(Call call) {
    var subscription = owner(call.id());
    apply(subscription, call.parameters().deepCopy().put("id", call.id()));
    return item(subscription, call.id());
  }

  private JsonNode delete(Call call) {
    var subscription = owner(call.id());
    var item = item(subscription, call.id());
    apply(subscription, call.parameters().deepCopy().put("id", call.id()).put("deleted", true));
    return Fields.tombstone(item);
  }

  private void apply(ObjectNode subscription, ObjectNode wish) {
    var parameters = World.node();
    Fields.copy(wish, parameters, "proration_behavior");
    wish.remove(List.of("proration_behavior", "subscription", "expand"));
    parameters.putArray("items").add(wish);
    change.apply(subscription, parameters);
  }

  private ObjectNode owner(String id) {
    return world
        .objects()
        .newestFirst(SubscriptionLife.KIND)
        .filter(subscription -> find(subscription, id) != null)
        .findFirst()
        .orElseThrow(() -> StripeError.noSuchPathObject(KIND, id));
  }

  private static ObjectNode item(ObjectNode subscription, String id) {
    var item = find(subscription, id);
    if (item == null) {
      throw StripeError.noSuchPathObject(KIND, id);
    }
    return item;
  }

  private static @Nullable ObjectNode find(ObjectNode subscription, String id) {
    for (var item : SubscriptionLife.items(subscription)) {
      if (item.get("id").textValue().equals(id)) {
        return (ObjectNode) item;
      }
    }
    return null;
  }
}
