package dev.karamon.server.lives;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The lives that a subscription or a purchase can have. */
final class Stories {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration ALL_RETRIES = Duration.ofDays(20);
  private static final Duration TRIAL = Duration.ofDays(14);
  private static final Map<String, String> AT_PERIOD_END = Map.of("cancel_at_period_end", "true");
  private static final Map<String, String> AT = Map.of("cancel_at", "max_period_end");

  private static final Map<String, String> PAUSED = Map.of("pause_collection[behavior]", "void");
  private static final Map<String, String> GIVEN =
      Map.of("pause_collection[behavior]", "mark_uncollectible");

  private Stories() {}

  static List<Story> all() {
    return Stream.of(
            beginnings(),
            changes(),
            payments(),
            writtenOff(),
            endings(),
            scheduledEndings(),
            trials(),
            PurchaseStories.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Story> beginnings() {
    return List.of(
        new Story("first checkout", p -> p.checksOut("subscription", p.shelf().basic())),
        new Story(
            "first checkout and a renewal",
            p -> {
              var session = p.checksOut("subscription", p.shelf().basic());
              p.waitsForRenewal(session.path("subscription").textValue());
            }),
        new Story(
            "two renewals",
            p -> {
              var subscription = subscribed(p);
              p.waitsForRenewal(subscription);
              p.waitsForRenewal(subscription);
            }),
        new Story(
            "first payment fails and succeeds later",
            p -> {
              var subscription = subscribedWithFailingCard(p);
              p.waits(Duration.ofHours(2));
              p.paysInvoice(subscription);
            }),
        new Story(
            "first payment never comes",
            p -> {
              subscribedWithFailingCard(p);
              p.waits(DAY);
            }));
  }

  private static List<Story> changes() {
    return List.of(
        new Story(
            "upgrade",
            p -> {
              var subscription = subscribed(p);
              p.waits(DAY);
              p.switches(subscription, p.shelf().plus());
            }),
        new Story(
            "upgrade and back within a second",
            p -> {
              var subscription = subscribed(p);
              p.waits(DAY);
              p.switches(subscription, p.shelf().plus());
              p.switches(subscription, p.shelf().basic());
            }),
        new Story(
            "a second item comes and the first one goes",
            p -> {
              var subscription = subscribed(p);
              var first = p.subscription(subscription).at("/items/data/0/id").textValue();
              p.waits(DAY);
              p.changes(subscription, Map.of("items[0][price]", p.shelf().plus()));
              p.waits(DAY);
              p.changes(subscription, Map.of("items[0][id]", first, "items[0][deleted]", "true"));
            }),
        new Story(
            "collection paused and resumed",
            p -> {
              var subscription = subscribedAndChanged(p, PAUSED);
              p.waits(DAY);
              p.changes(subscription, Map.of("pause_collection", ""));
            }),
        new Story(
            "collection paused for good", p -> p.waitsForRenewal(subscribedAndChanged(p, PAUSED))),
        new Story(
            "a period that is given away",
            p -> {
              var subscription = subscribedAndChanged(p, GIVEN);
              p.waitsForRenewal(subscription);
              p.changes(subscription, Map.of("pause_collection", ""));
            }));
  }

  private static List<Story> payments() {
    return List.of(
        new Story("failed renewal, and still late", Stories::failsToRenew),
        new Story(
            "failed renewal, then to end with the period",
            p -> p.changes(failsToRenew(p), AT_PERIOD_END)),
        new Story("renewal that waits for the customer", Stories::asksToRenew),
        new Story(
            "renewal that waits for the customer, then paid",
            p -> {
              var subscription = asksToRenew(p);
              p.waits(DAY);
              p.paysInvoice(subscription);
            }),
        new Story("debit that comes back", Stories::failsToDebit),
        new Story(
            "debit that comes back and is tried again",
            p -> {
              failsToDebit(p);
              p.hasAccount(true);
              p.waits(DAY.multipliedBy(3));
            }),
        new Story(
            "debit that comes back, then paid",
            p -> {
              var subscription = failsToDebit(p);
              p.waits(DAY);
              p.paysInvoice(subscription);
            }),
        new Story("failed renewal, then unpaid", p -> failsUntil(p, "unpaid")),
        new Story("failed renewal, then canceled", p -> failsUntil(p, "cancel")),
        new Story(
            "failed renewal, then recovered",
            p -> {
              failsToRenew(p);
              p.hasCard();
              p.waits(DAY.multipliedBy(3));
            }),
        new Story(
            "failed renewal that is given up, a paid one, and another that fails",
            p -> {
              var subscription = failsUntil(p, "past_due");
              p.hasCard();
              p.waitsForRenewal(subscription);
              p.hasFailingCard();
              p.waitsForRenewal(subscription);
            }),
        new Story("second item that is not paid for", Stories::addsWithoutPaying),
        new Story(
            "second item that is paid for later",
            p -> {
              var subscription = addsWithoutPaying(p);
              p.waits(DAY);
              p.paysInvoice(subscription);
            }),
        new Story(
            "second item that is not paid for, and a failed renewal",
            p -> p.waitsForRenewal(addsWithoutPaying(p))),
        new Story(
            "unpaid, then recovered",
            p -> {
              var subscription = failsUntil(p, "unpaid");
              p.waits(DAY);
              p.paysInvoice(subscription);
            }));
  }

  /** Stripe calls the subscription active, though nobody has paid. */
  private static List<Story> writtenOff() {
    return List.of(
        new Story("written off", Stories::isWrittenOff),
        new Story("written off and paid later", p -> p.paysInvoice(isWrittenOff(p))),
        new Story("written off and forgiven", p -> p.isForgiven(isWrittenOff(p))),
        new Story("written off, then a failed renewal", p -> p.waitsForRenewal(isWrittenOff(p))),
        new Story(
            "written off, then a paid renewal",
            p -> {
              var subscription = isWrittenOff(p);
              p.hasCard();
              p.waitsForRenewal(subscription);
            }));
  }

  private static String isWrittenOff(Player p) {
    return failsUntil(p, "uncollectible");
  }

  private static List<Story> endings() {
    return List.of(
        new Story(
            "canceled now",
            p -> {
              var subscription = subscribed(p);
              p.waits(DAY);
              p.cancels(subscription);
            }),
        new Story(
            "customer deleted",
            p -> {
              subscribed(p);
              p.waits(DAY);
              p.isDeleted();
            }),
        new Story(
            "two subscriptions of which one ends",
            p -> {
              var subscription = subscribed(p);
              p.waits(DAY);
              p.subscribes(p.shelf().basic());
              p.waits(DAY);
              p.cancels(subscription);
            }));
  }

  /** Classic billing sets a flag and the time, flexible billing the time alone. */
  private static List<Story> scheduledEndings() {
    return Stream.concat(
            scheduled("classic", AT_PERIOD_END, Map.of("cancel_at_period_end", "false")),
            scheduled("flexible", AT, Map.of("cancel_at", "")))
        .toList();
  }

  private static Stream<Story> scheduled(
      String billing, Map<String, String> end, Map<String, String> goOn) {
    return Stream.of(
        new Story("to end with the period, " + billing, p -> subscribedAndChanged(p, end)),
        new Story(
            "ended with the period, " + billing,
            p -> p.waitsForRenewal(subscribedAndChanged(p, end))),
        new Story(
            "to end with the period and resumed, " + billing,
            p -> {
              var subscription = subscribedAndChanged(p, end);
              p.waits(DAY);
              p.changes(subscription, goOn);
            }));
  }

  private static List<Story> trials() {
    return List.of(
        new Story(
            "trial to paid",
            p -> {
              p.hasCard();
              p.subscribes(p.shelf().basic(), Map.of("trial_period_days", "14"));
              p.waits(TRIAL.plusHours(1));
            }),
        new Story("trial to paused", Stories::pausedAfterTrial),
        new Story(
            "trial to paused and resumed",
            p -> {
              var subscription = pausedAfterTrial(p);
              p.hasCard();
              p.waits(DAY);
              p.resumes(subscription);
            }));
  }

  private static String subscribed(Player p) {
    p.hasCard();
    p.waits(Duration.ofMinutes(1));
    return p.subscribes(p.shelf().basic());
  }

  private static String subscribedWithFailingCard(Player p) {
    p.hasFailingCard();
    p.waits(Duration.ofMinutes(1));
    return p.subscribes(p.shelf().basic());
  }

  private static String failsToRenew(Player p) {
    var subscription = subscribed(p);
    p.waits(DAY);
    p.hasFailingCard();
    p.waitsForRenewal(subscription);
    return subscription;
  }

  private static String asksToRenew(Player p) {
    var subscription = subscribed(p);
    p.waits(DAY);
    p.hasCardThatAsks();
    p.waitsForRenewal(subscription);
    return subscription;
  }

  private static String failsToDebit(Player p) {
    var subscription = subscribed(p);
    p.waits(DAY);
    p.hasAccount(false);
    p.waitsForRenewal(subscription);
    p.waits(Duration.ofMinutes(5));
    return subscription;
  }

  private static String addsWithoutPaying(Player p) {
    var subscription = subscribed(p);
    p.waits(DAY);
    p.hasFailingCard();
    p.changes(
        subscription,
        Map.of("items[0][price]", p.shelf().plus(), "proration_behavior", "always_invoice"));
    return subscription;
  }

  private static String failsUntil(Player p, String givenUp) {
    p.stripeGivesUpBy(givenUp);
    var subscription = failsToRenew(p);
    p.waits(ALL_RETRIES);
    return subscription;
  }

  private static String subscribedAndChanged(Player p, Map<String, String> how) {
    var subscription = subscribed(p);
    p.waits(DAY);
    p.changes(subscription, how);
    return subscription;
  }

  private static String pausedAfterTrial(Player p) {
    var subscription = p.subscribes(p.shelf().basic(), Player.PAUSED_AFTER_TRIAL);
    p.waits(TRIAL.plusHours(1));
    return subscription;
  }
}
