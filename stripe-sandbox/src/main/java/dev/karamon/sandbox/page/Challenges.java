package dev.karamon.sandbox.page;

import dev.karamon.sandbox.billing.Checkouts;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Buyers whose bank is asked whether it is really them. */
final class Challenges {
  private static final int MAX = 1_000;

  private final SequencedMap<String, Checkouts.Buyer> waiting = new LinkedHashMap<>();

  /** Shows the bank's question; the buyer waits under an id for its answer. */
  void ask(RoutingContext context, String id, Checkouts.Buyer buyer, String path, String amount) {
    if (waiting.size() >= MAX) {
      waiting.pollFirstEntry();
    }
    waiting.put(id, buyer);
    var values = Map.of("action", path + "/authenticate", "amount", amount);
    Pages.show(context, 200, "3-D Secure", Html.of("challenge", values));
  }

  /** The buyer who waits under an id; no more after this. */
  Optional<Checkouts.Buyer> answered(String id) {
    return Optional.ofNullable(waiting.remove(id));
  }

  /** Whether the bank's answer is yes. */
  static boolean passed(RoutingContext context) {
    return "complete".equals(context.request().getFormAttribute("outcome"));
  }
}
