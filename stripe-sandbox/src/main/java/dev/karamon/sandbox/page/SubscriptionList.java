package dev.karamon.sandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.billing.Catalog;
import dev.karamon.sandbox.billing.Director;
import dev.karamon.sandbox.billing.SubscriptionLife;
import dev.karamon.sandbox.event.World;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The subscriptions, each with the stories that can happen to it. */
final class SubscriptionList {
  private static final String PATH = "/dashboard/subscriptions";
  private static final List<String> HEAD =
      List.of("Id", "Customer", "Plan", "Status", "Period ends", "Ends", "What if");

  private final World world;
  private final Director director;
  private final Catalog catalog;

  SubscriptionList(World world, Director director) {
    this.world = world;
    this.director = director;
    this.catalog = new Catalog(world);
  }

  void mount(Router router) {
    router.get(PATH).handler(this::show);
    Dashboard.action(
        router,
        PATH + "/:id/renew",
        (id, outcome) -> director.renewNow(id, outcome.is("fails", "pays")));
    Dashboard.action(
        router,
        PATH + "/:id/retry",
        (id, outcome) -> director.retryNow(id, outcome.is("fails", "pays")));
    Dashboard.action(router, PATH + "/:id/cancel", (id, _) -> director.cancelNow(id));
  }

  private void show(RoutingContext context) {
    var rows =
        world
            .objects()
            .newestFirst(SubscriptionLife.KIND)
            .limit(Dashboard.SHOWN)
            .map(this::row)
            .toList();
    Dashboard.list(context, "Subscriptions", HEAD, rows);
  }

  private Html row(ObjectNode subscription) {
    var item = SubscriptionLife.items(subscription).path(0);
    return Table.row(
        Dashboard.object(subscription),
        Dashboard.object(subscription.get("customer")),
        catalog.productName(item.get("price")) + ", " + Catalog.inWords(item.get("price")),
        Dashboard.text(subscription, "status"),
        Dashboard.when(item.get("current_period_end")),
        Dashboard.when(subscription.get("cancel_at")),
        SubscriptionLife.over(subscription) ? Html.NOTHING : stories(subscription));
  }

  private static Html stories(ObjectNode subscription) {
    var base = PATH + "/" + Dashboard.text(subscription, "id");
    var status = Dashboard.text(subscription, "status");
    List<List<String>> buttons = new ArrayList<>();
    if (Set.of("past_due", "unpaid", "incomplete").contains(status)) {
      buttons.add(List.of(base + "/retry", "pays", "Retry pays"));
      buttons.add(List.of(base + "/retry", "fails", "Retry fails"));
    } else if (!status.equals("paused")) {
      buttons.add(List.of(base + "/renew", "pays", "Renewal pays"));
      buttons.add(List.of(base + "/renew", "fails", "Renewal fails"));
    }
    buttons.add(List.of(base + "/cancel", "now", "Cancel now"));
    return Dashboard.buttons(buttons);
  }
}
