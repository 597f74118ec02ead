package dev.karamon.sandbox.page;

import dev.karamon.sandbox.billing.Checkouts;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Buyers whose bank is asked whether it is really them, by the page that they pay on. */
final class Challenges {
  private static final int MAX = 1_000;

  private final SequencedMap<String, Checkouts.Buyer> waiting = new LinkedHashMap<>();

  /** Sends the buyer to the bank's question; until it is answered, the buyer waits. */
  void ask(RoutingContext context, String page, Checkouts.Buyer buyer) {
    if (waiting.size() >= MAX) {
      waiting.pollFirstEntry();
    }
    waiting.put(page, buyer);
    Pages.redirect(context, page + "/authenticate");
  }

  /** Shows the bank's question; leads back to the page when nobody waits for the answer. */
  void show(RoutingContext context, String page, String amount) {
    if (waiting.containsKey(page)) {
      var values = Map.of("action", page + "/authenticate", "amount", amount);
      Pages.show(context, 200, "3-D Secure", Html.of("challenge", values));
    } else {
      Pages.redirect(context, page);
    }
  }

  /** The buyer who waits; no more after this. */
  Optional<Checkouts.Buyer> answered(String page) {
    return Optional.ofNullable(waiting.remove(page));
  }
}
