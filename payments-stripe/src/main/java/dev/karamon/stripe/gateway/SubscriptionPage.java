package dev.karamon.stripe.gateway;

import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import java.util.List;
import java.util.Optional;

/**
 * Some of the account's subscriptions.
 *
 * @param listed newest first
 * @param more true when older ones follow
 */
public record SubscriptionPage(List<Listed> listed, boolean more) {
  public SubscriptionPage {
    listed = List.copyOf(listed);
  }

  /**
   * One of them.
   *
   * @param state empty when it cannot be understood
   */
  public record Listed(SubscriptionId id, Optional<SubscriptionState> state) {}

  /** Those that can be understood. */
  public List<SubscriptionState> states() {
    return listed.stream().flatMap(one -> one.state().stream()).toList();
  }

  /** Those that cannot. */
  public List<SubscriptionId> unreadable() {
    return listed.stream().filter(one -> one.state().isEmpty()).map(Listed::id).toList();
  }

  /** Where the next page begins, if there is one. */
  public Optional<SubscriptionId> next() {
    return more ? Optional.of(listed.getLast().id()) : Optional.empty();
  }
}
