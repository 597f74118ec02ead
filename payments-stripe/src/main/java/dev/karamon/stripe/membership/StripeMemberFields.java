package dev.karamon.stripe.membership;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.actor.Actor;
import dev.karamon.id.MemberId;
import dev.karamon.json.Json;
import dev.karamon.member.MemberFields;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.settings.Integrations;
import dev.karamon.wire.Wire;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Stripe knows of a member, in the mode that members pay in. */
public final class StripeMemberFields implements MemberFields {
  /** One line of a subscription. */
  public record Item(PriceId priceId, long quantity) {}

  /** A subscription in short. */
  public record Subscription(
      SubscriptionId id,
      @Schema(description = "In Stripe's spelling.") String status,
      Optional<Instant> currentPeriodEnd,
      @Schema(description = "When it ends, once that is planned.") Optional<Instant> endsOn,
      List<Item> items) {
    static Subscription of(SubscriptionState state) {
      return new Subscription(
          state.id(),
          state.status(),
          state.currentPeriodEnd(),
          state.isEnded() ? Optional.empty() : state.endsOn(),
          state.heldItems().map(item -> new Item(item.price(), item.quantity())).toList());
    }
  }

  /** The member at Stripe; the first fields are those of the subscription that counts most. */
  public record AtStripe(
      @Schema(description = "The Stripe customer the member buys as.")
          Optional<CustomerId> customerId,
      @Schema(
              description =
                  "The latest subscription that gives access, or else the latest that has not ended.")
          Optional<SubscriptionId> subscriptionId,
      @Schema(description = "Its status, in Stripe's spelling.") Optional<String> status,
      Optional<Instant> currentPeriodEnd,
      @Schema(description = "When it ends, once that is planned.") Optional<Instant> endsOn,
      @Schema(description = "All subscriptions, ended ones too, oldest first.")
          List<Subscription> subscriptions) {
    /** One that waits for its first payment matters less than one that is paid. */
    private static final Comparator<SubscriptionState> THAT_COUNTS_MOST =
        Comparator.comparing(MembershipRules::isIn).thenComparing(SubscriptionState::created);

    static AtStripe of(Optional<CustomerId> customer, List<SubscriptionState> states) {
      var first =
          states.stream()
              .filter(state -> !state.isEnded())
              .max(THAT_COUNTS_MOST)
              .map(Subscription::of);
      return new AtStripe(
          customer,
          first.map(Subscription::id),
          first.map(Subscription::status),
          first.flatMap(Subscription::currentPeriodEnd),
          first.flatMap(Subscription::endsOn),
          states.stream().map(Subscription::of).toList());
    }
  }

  /** What is added to a member. */
  public record Fields(
      @Schema(description = "What Stripe knows about the member.") AtStripe stripe) {}

  private final Integrations integrations;
  private final CustomerLinks links;
  private final MembershipSync sync;
  private final Departures departures;

  StripeMemberFields(
      Integrations integrations, CustomerLinks links, MembershipSync sync, Departures departures) {
    this.integrations = integrations;
    this.links = links;
    this.sync = sync;
    this.departures = departures;
  }

  @Override
  public Class<? extends Record> type() {
    return Fields.class;
  }

  @Override
  public Future<Map<MemberId, Map<String, JsonNode>>> read(
      SqlClient client, List<MemberId> members) {
    var mode = integrations.current().selected();
    return links
        .currentOf(client, mode, members)
        .compose(customers ->
            sync.ofMembers(client, mode, members)
                .map(mirrored -> fields(members, customers, mirrored)));
  }

  @Override
  public Optional<Filter> filter() {
    return Optional.of(
        new Filter(
            "subscription_status",
            "Only members whose subscription has this status, in Stripe's spelling; of"
                + " several, the latest that gives access counts, or else the latest that has"
                + " not ended, or else the latest."));
  }

  @Override
  public Future<List<MemberId>> matching(SqlClient client, String status) {
    return sync.membersByStatus(client, integrations.current().selected(), status);
  }

  @Override
  public Optional<Choice> choiceToDelete() {
    return Optional.of(
        new Choice(
            Departure.PARAMETER,
            Departure.class,
            "What becomes of the member's subscriptions, in test and live mode: refuse"
                + " (the default) deletes nobody who has one that has not ended; cancel_now"
                + " and cancel_at_period_end cancel them at Stripe first. Nothing is deleted"
                + " when that fails."));
  }

  @Override
  public Future<Objection> prepareToDelete(Actor actor, MemberId member, Optional<String> chosen) {
    return departures.prepare(
        actor, member, chosen.map(wire -> Wire.of(Departure.class, wire)).orElse(Departure.REFUSE));
  }

  private static Map<MemberId, Map<String, JsonNode>> fields(
      List<MemberId> members, Map<MemberId, CustomerId> customers, List<Mirrored> mirrored) {
    var fields = new HashMap<MemberId, Map<String, JsonNode>>();
    for (var member : members) {
      var own =
          mirrored.stream()
              .filter(m -> m.member().equals(Optional.of(member)))
              .map(Mirrored::state)
              .toList();
      var atStripe = AtStripe.of(Optional.ofNullable(customers.get(member)), own);
      fields.put(member, Map.of("stripe", Json.tree(atStripe)));
    }
    return fields;
  }
}
