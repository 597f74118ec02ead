package dev.karamon.server.lives;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds what the product made of tellings of one life against what the oracle says. */
final class Verdict {
  private static final int SHOWN = 3;

  private final Oracle oracle;
  private final Life life;
  private final List<Telling> tellings;
  private final Map<Long, List<Reason.Until>> grants;
  private final Map<Long, List<Ledger.Entry>> audit;
  private final Map<String, Ledger.Fate> events;
  private final Map<String, String> subscriptions;

  Verdict(Oracle oracle, Ledger ledger, Life life, List<Telling> tellings) {
    this.oracle = oracle;
    this.life = life;
    this.tellings = tellings;
    var members = tellings.stream().map(telling -> telling.cast().member()).toList();
    this.grants = ledger.grants(members);
    this.audit = ledger.audit(members);
    this.events =
        ledger.events(
            tellings.stream()
                .flatMap(telling -> telling.plan().sent().stream().map(telling::eventId))
                .toList());
    this.subscriptions =
        ledger.subscriptions(
            tellings.stream().flatMap(telling -> statuses(telling).keySet().stream()).toList());
  }

  /** What is wrong, with a few examples from first to last; empty when nothing is. */
  String problems() {
    var wrong = new ArrayList<String>();
    for (var telling : tellings) {
      var problems = problems(telling);
      if (!problems.isEmpty()) {
        wrong.add(String.join("\n", problems) + "\n" + story(telling));
      }
    }
    return wrong.isEmpty()
        ? ""
        : "%d of %d tellings of \"%s\" end wrong; the first are:\n\n%s"
            .formatted(
                wrong.size(),
                tellings.size(),
                life,
                wrong.stream().limit(SHOWN).collect(joining("\n\n")));
  }

  private List<String> problems(Telling telling) {
    var problems = new ArrayList<String>();
    if (!openEvents(telling).isEmpty()) {
      problems.add("Not closed: " + openEvents(telling));
    }
    differing(problems, "Grants", held(telling), expectedGrants(telling));
    differing(problems, "Mirror", mirror(telling), statuses(telling));
    var surplus = surplus(telling);
    if (!surplus.isEmpty()) {
      problems.add("Audited, but never true at Stripe, or not so often: " + surplus);
    }
    return problems;
  }

  private static void differing(List<String> problems, String what, Object is, Object expected) {
    if (!is.equals(expected)) {
      problems.add("%s: %s\n  instead of: %s".formatted(what, is, expected));
    }
  }

  private List<String> openEvents(Telling telling) {
    return telling.plan().sent().stream()
        .filter(step -> !fate(telling, step).isClosed())
        .map(step -> step + " " + life.type(step) + " " + fate(telling, step))
        .toList();
  }

  private Ledger.Fate fate(Telling telling, int step) {
    return events.getOrDefault(telling.eventId(step), new Ledger.Fate("not there", ""));
  }

  private Set<Reason.Until> held(Telling telling) {
    return grants.getOrDefault(telling.cast().member(), List.of()).stream()
        .map(held -> oracle.asIfTold(telling, held))
        .collect(Collectors.toSet());
  }

  private Set<Reason.Until> expectedGrants(Telling telling) {
    return oracle.at(life, life.last()).entrySet().stream()
        .map(each -> new Reason.Until(each.getKey().by(telling.cast()), each.getValue()))
        .collect(Collectors.toSet());
  }

  private Map<String, String> mirror(Telling telling) {
    var found = new HashMap<String, String>();
    for (var id : statuses(telling).keySet()) {
      found.put(id, subscriptions.getOrDefault(id, "not there"));
    }
    return found;
  }

  /** What ended before anybody heard of it is of no use here, and is not fetched. */
  private Map<String, String> statuses(Telling telling) {
    return life.objectsAt(life.last(), "subscription").stream()
        .filter(object -> !Life.isOver(object) || isToldOf(telling, object))
        .collect(
            toMap(
                object -> telling.cast().fill(object.path("id").textValue()),
                object -> object.path("status").textValue()));
  }

  private boolean isToldOf(Telling telling, JsonNode subscription) {
    var id = subscription.path("id").textValue();
    return telling.plan().sent().stream().anyMatch(step -> life.body(step).contains(id));
  }

  /** A member who paid throughout must not be seen to leave and come back, for instance. */
  private Set<Oracle.Change> surplus(Telling telling) {
    var left = new HashMap<Oracle.Change, Integer>();
    oracle.changes(telling).forEach((change, times) -> left.put(change.by(telling.cast()), times));
    var surplus = new HashSet<Oracle.Change>();
    for (var entry : audit.getOrDefault(telling.cast().member(), List.of())) {
      if (!take(left, entry.change()) && !take(left, entry.change().asReturn())) {
        surplus.add(entry.change());
      }
    }
    return surplus;
  }

  private static boolean take(Map<Oracle.Change, Integer> left, Oracle.Change change) {
    var times = left.getOrDefault(change, 0);
    if (times > 0) {
      left.put(change, times - 1);
    }
    return times > 0;
  }

  private String story(Telling telling) {
    var lines = new ArrayList<String>();
    lines.add("In: " + telling);
    for (int step : telling.plan().waves().stream().flatMap(List::stream).toList()) {
      lines.add(
          "  event %d %s of %s: %s"
              .formatted(step, life.type(step), life.timeAt(step), fate(telling, step)));
    }
    audit
        .getOrDefault(telling.cast().member(), List.of())
        .forEach(entry -> lines.add("  audit " + entry));
    return String.join("\n", lines);
  }
}
