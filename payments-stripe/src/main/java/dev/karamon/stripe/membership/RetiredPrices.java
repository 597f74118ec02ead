package dev.karamon.stripe.membership;

import dev.karamon.actor.Actor;
import dev.karamon.async.Require;
import dev.karamon.audit.Audit;
import dev.karamon.database.Database;
import dev.karamon.error.KaramonException;
import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import dev.karamon.page.Page;
import dev.karamon.page.PageRequest;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeAction;
import dev.karamon.stripe.StripeMode;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Prices that a group no longer sells: members who pay them keep access until an admin decides
 * otherwise.
 */
public final class RetiredPrices {
  private static final int SHOWN = 20;

  private final Database database;
  private final RetiredPriceStore store = new RetiredPriceStore();
  private final GroupRuleStore rules = new GroupRuleStore();
  private final MembershipSync sync;
  private final Audit audit;
  private final Clock clock;

  public RetiredPrices(Database database, MembershipSync sync, Audit audit, Clock clock) {
    this.database = database;
    this.sync = sync;
    this.audit = audit;
    this.clock = clock;
  }

  /** A price that is sold no longer, and what dropping it would do. */
  @Schema(name = "RetiredStripePrice")
  public record RetiredPrice(
      StripeMode mode,
      PriceId price,
      Instant retiredAt,
      @Schema(description = "How many members would leave the group if it were dropped.")
          long membersLeaving,
      @Schema(description = "The first of those members.") List<MemberId> members) {}

  /** The retired prices of a group. */
  Future<Page<RetiredPrice>> list(PageRequest page, GroupId group) {
    return database.with(client ->
        store
            .of(client, group, page.query())
            .compose(all -> {
              var some = all.stream().skip(page.offset()).limit(page.perPage()).toList();
              var views = some.stream().map(one -> view(client, group, one)).toList();
              return Future.all(views)
                  .map(done ->
                      Page.of(page, views.stream().map(Future::result).toList(), all.size()));
            }));
  }

  private Future<RetiredPrice> view(
      SqlClient client, GroupId group, RetiredPriceStore.Retired retired) {
    return store
        .leaving(client, group, retired.mode(), retired.price(), clock.instant())
        .map(leaving ->
            new RetiredPrice(
                retired.mode(),
                retired.price(),
                retired.since(),
                leaving.size(),
                leaving.stream().limit(SHOWN).toList()));
  }

  /** Has a retired price lead to the group no longer; one that is still sold is not found. */
  Future<Void> drop(Actor actor, GroupId group, StripeMode mode, PriceId price) {
    var cause = "price " + price + " dropped by " + actor.label();
    return database.transaction(tx ->
        rules
            .beginChange(tx)
            .compose(begun -> store.drop(tx, group, mode, price))
            .compose(dropped -> Require.that(dropped, () -> notFound(price)))
            .compose(done -> sync.regrant(tx, mode, List.of(price), cause))
            .compose(done ->
                audit.record(
                    tx,
                    actor,
                    StripeAction.GROUP_PRICE_DROPPED,
                    "group:" + group,
                    price.value(),
                    null)));
  }

  private static KaramonException notFound(PriceId price) {
    return KaramonException.notFound("The retired price " + price + " of this group");
  }
}
