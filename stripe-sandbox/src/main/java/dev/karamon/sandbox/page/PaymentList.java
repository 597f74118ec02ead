package dev.karamon.sandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.billing.Director;
import dev.karamon.sandbox.billing.Disputes;
import dev.karamon.sandbox.billing.Money;
import dev.karamon.sandbox.billing.Refunding;
import dev.karamon.sandbox.event.World;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The charges, which can be refunded and disputed. */
final class PaymentList {
  private static final String PATH = "/dashboard/payments";
  private static final List<String> HEAD =
      List.of("Id", "Customer", "Amount", "Status", "Refunded", "Dispute", "What if");

  private final World world;
  private final Director director;

  PaymentList(World world, Director director) {
    this.world = world;
    this.director = director;
  }

  void mount(Router router) {
    router.get(PATH).handler(this::show);
    Dashboard.action(router, PATH + "/:id/refund", (id, _) -> director.refund(id));
    Dashboard.action(router, PATH + "/:id/dispute", (id, _) -> director.dispute(id));
    Dashboard.action(
        router,
        PATH + "/:id/decide",
        (id, outcome) -> director.decide(id, outcome.is("won", "lost")));
  }

  private void show(RoutingContext context) {
    var rows = world.objects().newestFirst("charge").limit(Dashboard.SHOWN).map(this::row).toList();
    Dashboard.list(context, "Payments", HEAD, rows);
  }

  private Html row(ObjectNode charge) {
    var dispute =
        world
            .objects()
            .newestFirst(Disputes.KIND)
            .filter(it -> it.get("charge").equals(charge.get("id")))
            .findFirst();
    var currency = Dashboard.text(charge, "currency");
    return Table.row(
        Dashboard.object(charge),
        Dashboard.object(charge.get("customer")),
        Money.format(charge.get("amount").longValue(), currency),
        Dashboard.text(charge, "status"),
        Money.format(charge.get("amount_refunded").longValue(), currency),
        dispute.map(it -> Dashboard.text(it, "status").replace('_', ' ')).orElse(""),
        stories(charge, dispute));
  }

  private static Html stories(ObjectNode charge, Optional<ObjectNode> dispute) {
    List<List<String>> buttons = new ArrayList<>();
    var base = PATH + "/" + Dashboard.text(charge, "id");
    var undecided = dispute.filter(Disputes::undecided).isPresent();
    var paid = Dashboard.text(charge, "status").equals("succeeded");
    if (paid && !undecided && Refunding.left(charge) > 0) {
      buttons.add(List.of(base + "/refund", "", "Refund"));
    }
    if (paid && dispute.isEmpty()) {
      buttons.add(List.of(base + "/dispute", "", "Dispute"));
    }
    dispute
        .filter(Disputes::undecided)
        .ifPresent(it -> {
          var url = PATH + "/" + Dashboard.text(it, "id") + "/decide";
          buttons.add(List.of(url, "won", "Dispute won"));
          buttons.add(List.of(url, "lost", "Dispute lost"));
        });
    return buttons.isEmpty() ? Html.NOTHING : Dashboard.buttons(buttons);
  }
}
