package dev.karamon.sandbox.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** What goes wrong because someone asked for it. Used on one event loop only. */
public final class BadDays {
  /** What can be asked for. */
  public record Wish(DeliveryFaults deliveries, List<ApiFault> api) {
    /** Keeps its own copy. */
    public Wish {
      api = List.copyOf(api);
    }
  }

  private final RandomGenerator random = new Random();
  private DeliveryFaults deliveries = DeliveryFaults.NONE;
  private final List<ApiFault> api = new ArrayList<>();

  /** What is still to go wrong. */
  public Wish present() {
    return new Wish(deliveries, api);
  }

  /** Replaces what is to go wrong. */
  public void replace(Wish wish) {
    deliveries = wish.deliveries();
    api.clear();
    api.addAll(wish.api());
  }

  /** Everything is as it should be again. */
  public void end() {
    replace(new Wish(DeliveryFaults.NONE, List.of()));
  }

  /** How deliveries are made worse. */
  public DeliveryFaults deliveries() {
    return deliveries;
  }

  /** The dice for deliveries. */
  public RandomGenerator random() {
    return random;
  }

  /** How this call fails, if it does; counted. */
  public Optional<ApiFault.Kind> strike(String method, String path) {
    for (var i = 0; i < api.size(); i++) {
      var fault = api.get(i);
      if (fault.matches(method, path)) {
        if (fault.times() == 1) {
          api.remove(i);
        } else {
          api.set(i, fault.once());
        }
        return Optional.of(fault.kind());
      }
    }
    return Optional.empty();
  }
}
