package dev.karamon.sandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.billing.Checkouts;
import dev.karamon.sandbox.billing.Director;
import dev.karamon.sandbox.billing.Settlements;
import dev.karamon.sandbox.event.World;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The checkout sessions: open ones lead to their page, delayed payments can be settled. */
final class CheckoutList {
  private static final String PATH = "/dashboard/checkouts";
  private static final List<String> HEAD =
      List.of("Id", "Mode", "Status", "Payment", "Total", "Expires", "What if");

  private final World world;
  private final Director director;
  private final Settlements settlements;

  CheckoutList(World world, Director director, Settlements settlements) {
    this.world = world;
    this.director = director;
    this.settlements = settlements;
  }

  void mount(Router router) {
    router.get(PATH).handler(this::show);
    Dashboard.action(
        router,
        PATH + "/:id/settle",
        (id, outcome) -> director.settleNow(id, outcome.is("succeeds", "fails")));
  }

  private void show(RoutingContext context) {
    var rows =
        world.objects().newestFirst(Checkouts.KIND).limit(Dashboard.SHOWN).map(this::row).toList();
    Dashboard.list(context, "Checkouts", HEAD, rows);
  }

  private Html row(ObjectNode session) {
    return Table.row(
        Dashboard.object(session),
        Dashboard.text(session, "mode"),
        Dashboard.text(session, "status"),
        Dashboard.text(session, "payment_status").replace('_', ' '),
        CheckoutView.total(session),
        Dashboard.when(session.get("expires_at")),
        stories(session));
  }

  private Html stories(ObjectNode session) {
    if (Checkouts.open(session)) {
      return Table.link(CheckoutView.path(session), "Open its page");
    }
    if (settlements.pendingIntent(session).isEmpty()) {
      return Html.NOTHING;
    }
    var url = PATH + "/" + Dashboard.text(session, "id") + "/settle";
    return Dashboard.buttons(
        List.of(
            List.of(url, "succeeds", "Payment succeeds"), List.of(url, "fails", "Payment fails")));
  }
}
