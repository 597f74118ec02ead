package dev.karamon.stripe.membership;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.actor.Actor;
import dev.karamon.async.InTurn;
import dev.karamon.error.Problems;
import dev.karamon.group.GroupFields;
import dev.karamon.id.GroupId;
import dev.karamon.json.Json;
import dev.karamon.json.RecordReader;
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
                  "Members who pay one of these prices are in the group; a price may"
                      + " lead to several groups.")
          Optional<StripePrices> stripePrices,
      @Schema(
              description =
                  "What happens to members who pay late, pause, pay once or get their"
                      + " money back.")
          Optional<StripePolicies> stripePolicies) {}

  private static final String SWITCHED_OFF =
      "Stripe is switched off; enable it under Settings > External system integration > Stripe.";

  private final Integrations integrations;
  private final KnownPrices known;
  private final GroupPriceStore store = new GroupPriceStore();
  private final GroupRuleStore rules = new GroupRuleStore();
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
        .compose(
            prices -> rules.policies(client).map(policies -> fields(groups, prices, policies)));
  }

  private static Map<GroupId, Map<String, JsonNode>> fields(
      List<GroupId> groups,
      List<GroupPriceStore.GroupPrice> prices,
      Map<GroupId, GroupPolicy> policies) {
    var fields = new HashMap<GroupId, Map<String, JsonNode>>();
    for (var group : groups) {
      var own = prices.stream().filter(p -> p.group().equals(group)).toList();
      var policy = StripePolicies.of(policies.getOrDefault(group, GroupPolicy.USUAL));
      fields.put(
          group,
          Map.of("stripe_prices", Json.tree(selling(own)), "stripe_policies", Json.tree(policy)));
    }
    return fields;
  }

  @Override
  public Future<Void> check(ObjectNode fields, Problems problems) {
    var given = given(fields);
    if (!isEnabled()) {
      given.stripePrices().ifPresent(prices -> problems.invalid("stripe_prices", SWITCHED_OFF));
      given.stripePolicies().ifPresent(some -> problems.invalid("stripe_policies", SWITCHED_OFF));
      return Future.succeededFuture();
    }
    return InTurn.each(
        List.of(StripeMode.values()),
        mode -> {
          var prices = given.stripePrices().flatMap(all -> all.of(mode)).orElse(List.of());
          var field = "stripe_prices." + mode.wire();
          if (new HashSet<>(prices).size() < prices.size()) {
            problems.invalid(field, "A price is listed twice.");
          }
          return known.check(mode, prices, field, problems);
        });
  }

  @Override
  public Future<Void> begin(SqlConnection transaction, ObjectNode fields) {
    return changes(given(fields)) ? rules.beginChange(transaction) : Future.succeededFuture();
  }

  @Override
  public Future<Void> beginDelete(SqlConnection transaction) {
    return rules.beginChange(transaction);
  }

  private static boolean changes(Fields given) {
    return given.stripePrices().isPresent() || given.stripePolicies().isPresent();
  }

  /** What is decided otherwise counts at once, without any event. */
  @Override
  public Future<Void> write(
      SqlConnection transaction, GroupId group, ObjectNode fields, Actor actor) {
    var given = given(fields);
    return changes(given)
        ? writePolicy(transaction, group, given.stripePolicies())
            .compose(done -> writePrices(transaction, group, given.stripePrices()))
            .compose(done -> regrant(transaction, group, actor))
        : Future.succeededFuture();
  }

  private Future<Void> writePolicy(
      SqlConnection tx, GroupId group, Optional<StripePolicies> policies) {
    return policies
        .map(given -> rules.putPolicy(tx, group, given.policy()))
        .orElseGet(Future::succeededFuture);
  }

  private Future<Void> writePrices(SqlConnection tx, GroupId group, Optional<StripePrices> given) {
    return InTurn.each(
        List.of(StripeMode.values()),
        mode ->
            given
                .flatMap(all -> all.of(mode))
                .map(prices -> store.replace(tx, group, mode, prices, clock.instant()))
                .orElseGet(Future::succeededFuture));
  }

  private Future<Void> regrant(SqlConnection tx, GroupId group, Actor actor) {
    var cause = "group " + group + " by " + actor.label();
    return store
        .ofGroups(tx, List.of(group))
        .compose(prices ->
            InTurn.each(
                List.of(StripeMode.values()),
                mode -> {
                  var own =
                      prices.stream()
                          .filter(price -> price.mode() == mode)
                          .map(GroupPriceStore.GroupPrice::price)
                          .toList();
                  return own.isEmpty()
                      ? Future.succeededFuture()
                      : sync.regrant(tx, mode, own, cause);
                }));
  }

  @Override
  public Future<Optional<String>> refusalAsDefault(SqlClient client, GroupId group) {
    return store
        .ofGroups(client, List.of(group))
        .map(prices ->
            prices.isEmpty()
                ? Optional.empty()
                : Optional.of("Group " + group + " is sold; nobody may join it for free."));
  }

  @Override
  public Future<Void> delete(SqlConnection transaction, GroupId group) {
    return rules
        .deletePolicy(transaction, group)
        .compose(done -> store.deleteOf(transaction, group));
  }

  private boolean isEnabled() {
    return integrations.current().active().isPresent();
  }

  private static Fields given(ObjectNode fields) {
    return RecordReader.decode(
        fields.deepCopy().retain("stripe_prices", "stripe_policies"), Fields.class);
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
