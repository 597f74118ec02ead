package dev.karamon.server.lives;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A life that nobody thought of: what the customer does next is drawn. */
final class WildLife {
  private static final Set<String> OWING = Set.of("incomplete", "past_due", "unpaid");
  private static final int MOST_SUBSCRIPTIONS = 3;
  private static final int ACTS = 14;

  private final Player player;
  private final Random random;
  private final List<String> subscriptions = new ArrayList<>();
  private final List<JsonNode> purchases = new ArrayList<>();
  private final List<JsonNode> ordered = new ArrayList<>();
  private final List<JsonNode> disputed = new ArrayList<>();

  private WildLife(Player player, long seed) {
    this.player = player;
    this.random = new Random(seed);
  }

  /** So many lives; the same for the same seed. */
  static List<Story> stories(long seed, int lives) {
    IntFunction<Story> story =
        number -> {
          var own = seed + number;
          return new Story("wild life " + own, player -> new WildLife(player, own).lives());
        };
    return IntStream.range(0, lives).mapToObj(story).toList();
  }

  private void lives() {
    player.hasCard();
    begins();
    for (int i = 0; i < ACTS; i++) {
      if (oneIn(3)) {
        timePasses();
      }
      acts();
    }
    if (oneIn(6)) {
      player.isDeleted();
    }
  }

  private void acts() {
    switch (random.nextInt(13)) {
      case 0 -> player.hasCard();
      case 1 -> player.hasFailingCard();
      case 2 -> begins();
      case 3, 4 -> buys();
      default -> oneOfTheLiving().ifPresent(this::seesTo);
    }
  }

  private void timePasses() {
    switch (random.nextInt(5)) {
      case 0 -> player.waits(Duration.ofSeconds(1));
      case 1 -> player.waits(Duration.ofHours(2));
      case 2 -> player.waits(Duration.ofDays(1 + random.nextInt(20)));
      default ->
          oneOfTheLiving()
              .ifPresentOrElse(player::waitsForRenewal, () -> player.waits(Duration.ofDays(1)));
    }
  }

  private void begins() {
    if (living().size() < MOST_SUBSCRIPTIONS) {
      subscriptions.add(
          switch (random.nextInt(4)) {
            case 0 -> checksOut();
            case 1 -> player.subscribes(price(), Map.of("trial_period_days", "7"));
            case 2 -> player.subscribes(price(), Player.PAUSED_AFTER_TRIAL);
            default -> player.subscribes(price());
          });
    }
  }

  private String checksOut() {
    player.hasCard();
    return player.checksOut("subscription", price()).path("subscription").textValue();
  }

  private void buys() {
    switch (random.nextInt(6)) {
      case 0 -> ordered.add(player.orders(player.shelf().once()));
      case 1 ->
          takeOne(ordered)
              .filter(player::waitsForTheBank)
              .ifPresent(session -> player.bankPays(session, random.nextBoolean()));
      case 2 -> takeOne(purchases).ifPresent(this::wantsMoneyBack);
      case 3 ->
          takeOne(disputed).ifPresent(session -> player.bankDecides(session, random.nextBoolean()));
      default -> purchases.add(player.checksOut("payment", player.shelf().once()));
    }
  }

  private void wantsMoneyBack(JsonNode session) {
    switch (random.nextInt(3)) {
      case 0 -> player.isRefunded(session);
      case 1 -> player.isRefunded(session, 2_000);
      default -> {
        player.disputes(session);
        disputed.add(session);
      }
    }
  }

  private Optional<JsonNode> takeOne(List<JsonNode> sessions) {
    return sessions.isEmpty()
        ? Optional.empty()
        : Optional.of(sessions.remove(random.nextInt(sessions.size())));
  }

  private void seesTo(String id) {
    var shown = player.subscription(id);
    var status = shown.path("status").textValue();
    if (OWING.contains(status) && random.nextBoolean()) {
      player.paysInvoice(id);
    } else if (status.equals("paused")) {
      player.hasCard();
      player.resumes(id);
    } else if (!status.equals("incomplete")) {
      changes(id, shown);
    }
  }

  private void changes(String id, JsonNode shown) {
    switch (random.nextInt(10)) {
      case 0 -> player.cancels(id);
      case 1 -> player.changes(id, Map.of("cancel_at_period_end", "true"));
      case 2 -> player.changes(id, Map.of("cancel_at", "max_period_end"));
      case 3, 4 -> goesOn(id, shown);
      case 5 -> pausesOrResumes(id, shown);
      default -> changesItems(id, shown.at("/items/data"));
    }
  }

  private void goesOn(String id, JsonNode shown) {
    if (shown.path("cancel_at_period_end").booleanValue()) {
      player.changes(id, Map.of("cancel_at_period_end", "false"));
    } else if (shown.path("cancel_at").isNumber()) {
      player.changes(id, Map.of("cancel_at", ""));
    }
  }

  private void pausesOrResumes(String id, JsonNode shown) {
    player.changes(
        id,
        shown.path("pause_collection").isNull()
            ? Map.of("pause_collection[behavior]", "void")
            : Map.of("pause_collection", ""));
  }

  private void changesItems(String id, JsonNode items) {
    var item = items.path(random.nextInt(items.size())).path("id").textValue();
    var other = other(items.path(0).at("/price/id").textValue());
    if (oneIn(4)) {
      var quantity = Integer.toString(random.nextInt(3));
      player.changes(id, Map.of("items[0][id]", item, "items[0][quantity]", quantity));
    } else if (items.size() > 1) {
      player.changes(id, Map.of("items[0][id]", item, "items[0][deleted]", "true"));
    } else if (oneIn(3)) {
      var billed = random.nextBoolean() ? "always_invoice" : "create_prorations";
      player.changes(id, Map.of("items[0][price]", other, "proration_behavior", billed));
    } else {
      player.changes(id, Map.of("items[0][id]", item, "items[0][price]", other));
    }
  }

  private List<String> living() {
    return subscriptions.stream().filter(id -> !Life.isOver(player.subscription(id))).toList();
  }

  private boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  private Optional<String> oneOfTheLiving() {
    var living = living();
    return living.isEmpty()
        ? Optional.empty()
        : Optional.of(living.get(random.nextInt(living.size())));
  }

  private String price() {
    return random.nextBoolean() ? player.shelf().basic() : player.shelf().plus();
  }

  private String other(String price) {
    return price.equals(player.shelf().basic()) ? player.shelf().plus() : player.shelf().basic();
  }
}
