package dev.karamon.stripe.settings;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** What Stripe has to send, and where to. */
record WebhookTarget(String url, SortedSet<String> eventTypes) {
  static WebhookTarget of(String url, Collection<String> eventTypes) {
    return new WebhookTarget(url, Collections.unmodifiableSortedSet(new TreeSet<>(eventTypes)));
  }
}
