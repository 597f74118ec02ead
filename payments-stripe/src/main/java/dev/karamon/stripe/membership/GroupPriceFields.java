package dev.karamon.stripe.membership;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.error.Problems;
import dev.karamon.group.GroupFields;
import dev.karamon.http.Actor;
import dev.karamon.http.Json;
import dev.karamon.http.RecordReader;
import dev.karamon.id.GroupId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.settings.Integrations;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Stripe prices of groups; shown once Stripe is enabled. */
public final class GroupPriceFields implements GroupFields {
  /** The prices of a group, by mode. */
  public record StripePrices(
      @Schema(description = "Price IDs of test mode.", maxLength = 255)
          Optional<List<PriceId>> test,
      @Schema(description = "Price IDs of live mode.", maxLength = 255)
          Optional<List<PriceId>> live) {
    Optional<List<PriceId>> of(StripeMode mode) {
      return mode == StripeMode.TEST ? test : live;
    }
  }

  /** What is added to a group. */
  public record Fields(
      @Schema(
              description =
                  "Who pays one of these prices is in the group; a price may lead to several groups.")
          Optional<StripePrices> stripePrices) {}

  private final Integrations integrations;
  private final KnownPrices known;
  private final GroupPriceStore store = new GroupPriceStore();
  private final MembershipSync sync;
  private final Clock clock;

  public GroupPriceFields(
      Integrations integrations, KnownPrices known, MembershipSync sync, Clock clock) {
    this.integrations = integrations;
    this.known = known;
    this.sync = sync;
    this.clock = clock;
  }

  @Override
  public Class<? extends Record> type() {
    return Fields.class;
  }

  @Override
  public Future<Map<GroupId, Map<String, JsonNode>>> read(SqlClient client, List<GroupId> groups) {
    if (!isEnabled()) {
      return Future.succeededFuture(Map.of());
    }
    return store
        .ofGroups(client, groups)
        .map(prices -> {
          var fields = new HashMap<GroupId, Map<String, JsonNode>>();
          for (var group : groups) {
            var own = prices.stream().filter(p -> p.group().equals(group)).toList();
            fields.put(group, Map.of("stripe_prices", Json.tree(selling(own))));
          }
          return fields;
        });
  }

  @Override
  public Future<Void> check(ObjectNode fields, Problems problems) {
    var given = given(fields);
    if (given.isEmpty()) {
      return Future.succeededFuture();
    }
    if (!isEnabled()) {
      problems.invalid(
          "stripe_prices",
          "Stripe is switched off; enable it under Settings > External system integration > Stripe.");
      return Future.succeededFuture();
    }
    Future<Void> chain = Future.succeededFuture();
    for (var mode : StripeMode.values()) {
      var prices = given.get().of(mode).orElse(List.of());
      var field = "stripe_prices." + mode.wire();
      if (new HashSet<>(prices).size() < prices.size()) {
        problems.invalid(field, "A price stands there twice.");
      }
      chain = chain.compose(done -> known.check(mode, prices, field, problems)).mapEmpty();
    }
    return chain;
  }

  @Override
  public Future<Void> write(
      SqlConnection transaction, GroupId group, ObjectNode fields, Actor actor) {
    var given = given(fields);
    Future<Void> chain = Future.succeededFuture();
    for (var mode : StripeMode.values()) {
      var prices = given.flatMap(all -> all.of(mode));
      if (prices.isPresent()) {
        chain = chain.compose(done -> replace(transaction, group, mode, prices.get(), actor));
      }
    }
    return chain;
  }

  @Override
  public Future<Optional<String>> refusalAsDefault(SqlClient client, GroupId group) {
    return store
        .ofGroups(client, List.of(group))
        .map(prices ->
            prices.isEmpty()
                ? Optional.empty()
                : Optional.of("Group " + group + " is sold; nobody gets into it for free."));
  }

  @Override
  public Future<Void> delete(SqlConnection transaction, GroupId group) {
    return store.deleteOf(transaction, group);
  }

  /** Who pays a price that was added is in the group at once, without any event. */
  private Future<Void> replace(
      SqlConnection tx, GroupId group, StripeMode mode, List<PriceId> prices, Actor actor) {
    return store
        .replace(tx, group, mode, prices, clock.instant())
        .compose(done ->
            prices.isEmpty()
                ? Future.succeededFuture()
                : sync.regrant(
                    tx, mode, prices, "prices of group " + group + " by " + actor.label()));
  }

  private boolean isEnabled() {
    return integrations.current().active().isPresent();
  }

  private static Optional<StripePrices> given(ObjectNode fields) {
    return RecordReader.decode(fields.deepCopy().retain("stripe_prices"), Fields.class)
        .stripePrices();
  }

  private static StripePrices selling(List<GroupPriceStore.GroupPrice> prices) {
    return new StripePrices(
        Optional.of(selling(prices, StripeMode.TEST)),
        Optional.of(selling(prices, StripeMode.LIVE)));
  }

  private static List<PriceId> selling(List<GroupPriceStore.GroupPrice> prices, StripeMode mode) {
    return prices.stream()
        .filter(price -> price.mode() == mode && !price.retired())
        .map(GroupPriceStore.GroupPrice::price)
        .toList();
  }
}
