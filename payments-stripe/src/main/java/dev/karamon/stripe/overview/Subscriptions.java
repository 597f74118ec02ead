package dev.karamon.stripe.overview;

import dev.karamon.database.Database;
import dev.karamon.page.Page;
import dev.karamon.page.PageRequest;
import dev.karamon.stripe.settings.Integrations;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The subscriptions of the mode that members pay in, as last known; Stripe is not asked. */
public final class Subscriptions {
  private static final Duration TURNOVER = Duration.ofDays(30);
  private static final Duration SHOWN = Duration.ofDays(89);

  private final Database database;
  private final Integrations integrations;
  private final SubscriptionListStore list = new SubscriptionListStore();
  private final OverviewStore store = new OverviewStore();
  private final Clock clock;

  public Subscriptions(Database database, Integrations integrations, Clock clock) {
    this.database = database;
    this.integrations = integrations;
    this.clock = clock;
  }

  /** A page of them, newest first. */
  Future<Page<SubscriptionView>> list(PageRequest page, SubscriptionListStore.Filter filter) {
    var mode = integrations.current().selected();
    return database.list(client ->
        list.list(client, mode, page, filter)
            .map(slice -> Page.of(page, slice.items(), slice.total())));
  }

  /** All of them together. */
  Future<Overview> overview() {
    var mode = integrations.current().selected();
    Instant now = clock.instant();
    var first = now.minus(SHOWN).truncatedTo(ChronoUnit.DAYS);
    return database.list(client ->
        store
            .statuses(client, mode)
            .compose(statuses ->
                store
                    .turnover(client, mode, now.minus(TURNOVER))
                    .compose(turnover ->
                        store
                            .days(client, mode, first, now)
                            .map(days ->
                                new Overview(
                                    mode, statuses, turnover.began(), turnover.ended(), days)))));
  }
}
