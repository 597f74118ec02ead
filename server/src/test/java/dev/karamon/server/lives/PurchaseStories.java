package dev.karamon.server.lives;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/** The lives that a purchase can have. */
final class PurchaseStories {
  private static final Duration DAY = Duration.ofDays(1);

  private PurchaseStories() {}

  static List<Story> all() {
    return List.of(
        new Story("paid once", p -> p.checksOut("payment", p.shelf().once())),
        new Story(
            "paid once and refunded",
            p -> {
              var session = p.checksOut("payment", p.shelf().once());
              p.waits(DAY);
              p.isRefunded(session);
            }),
        new Story("paid once and refunded in part", PurchaseStories::refundedInPart),
        new Story(
            "paid once and refunded in two parts",
            p -> {
              var session = refundedInPart(p);
              p.waits(DAY);
              p.isRefunded(session, 3_000);
            }),
        new Story("paid once, and a dispute is lost", p -> disputed(p, true)),
        new Story("paid once, and a dispute is won", p -> disputed(p, false)),
        new Story("paid once by debit", p -> paidByDebit(p, true)),
        new Story(
            "paid once by debit and refunded",
            p -> {
              var session = paidByDebit(p, true);
              p.waits(DAY);
              p.isRefunded(session);
            }),
        new Story("never paid by debit", p -> paidByDebit(p, false)),
        new Story(
            "taken for free some time after the page was opened",
            p -> p.takesForFree(p.shelf().once(), Duration.ofHours(2))));
  }

  private static JsonNode refundedInPart(Player p) {
    var session = p.checksOut("payment", p.shelf().once());
    p.waits(DAY);
    p.isRefunded(session, 2_000);
    return session;
  }

  private static void disputed(Player p, boolean buyerWins) {
    var session = p.checksOut("payment", p.shelf().once());
    p.waits(DAY);
    p.disputes(session);
    p.waits(DAY);
    p.bankDecides(session, buyerWins);
  }

  private static JsonNode paidByDebit(Player p, boolean bankPays) {
    var session = p.orders(p.shelf().once());
    p.waits(Duration.ofMinutes(1));
    p.bankPays(session, bankPays);
    return session;
  }
}
