package dev.karamon.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of providers, cached for a while and read again when a token names one that is not among
 * them. While a provider cannot be reached, its last known keys stay valid. Thread-safe.
 */
final class ProviderKeys {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderKeys.class);
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Duration WORTH_ANYTHING = Duration.ofHours(24);
  private static final int MOST_KEYS = 50;
  private static final int MOST_PROVIDERS = 200;

  private final Vertx vertx;
  private final JwksGateway gateway;
  private final Clock clock;
  private final Map<String, Kept> kept = new HashMap<>();

  ProviderKeys(Vertx vertx, JwksGateway gateway, Clock clock) {
    this.vertx = vertx;
    this.gateway = gateway;
    this.clock = clock;
  }

  /**
   * What is known of a provider.
   *
   * @param readAt when its keys were read
   * @param triedAt when they were last asked for
   * @param reading the reading that is under way or done
   */
  private record Kept(
      List<ProviderKey> keys, Instant readAt, Instant triedAt, Future<List<ProviderKey>> reading) {}

  /** The one key that a token of this header is to be checked with; empty when there is none. */
  Future<Optional<ProviderKey>> find(String url, Optional<String> kid, String algorithm) {
    return keys(url, FRESH)
        .compose(keys -> {
          var found = one(keys, kid, algorithm);
          // Tokens that name unknown keys cannot make us ask more often than this.
          return found.isPresent()
              ? Future.succeededFuture(found)
              : keys(url, PAUSE).map(again -> one(again, kid, algorithm));
        });
  }

  private static Optional<ProviderKey> one(
      List<ProviderKey> keys, Optional<String> kid, String algorithm) {
    var fitting = keys.stream().filter(key -> key.fits(kid, algorithm)).toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  private synchronized Future<List<ProviderKey>> keys(String url, Duration notOlderThan) {
    var now = clock.instant();
    var known = Optional.ofNullable(kept.get(url));
    if (known.filter(one -> one.triedAt().plus(notOlderThan).isAfter(now)).isPresent()) {
      return known.get().reading();
    }
    if (kept.size() >= MOST_PROVIDERS) {
      kept.clear();
    }
    var before = known.filter(one -> one.readAt().plus(WORTH_ANYTHING).isAfter(now));
    var reading = read(url, now, before);
    kept.put(
        url,
        new Kept(
            before.map(Kept::keys).orElse(List.of()),
            before.map(Kept::readAt).orElse(Instant.EPOCH),
            now,
            reading));
    return reading;
  }

  private Future<List<ProviderKey>> read(String url, Instant now, Optional<Kept> before) {
    return gateway
        .read(url)
        .map(this::parse)
        .onSuccess(keys -> keep(url, keys, now))
        .recover(failure -> {
          LOG.warn("The keys at {} cannot be read: {}", url, String.valueOf(failure.getMessage()));
          return before.map(Kept::keys).map(Future::succeededFuture).orElseGet(() -> lost(url));
        });
  }

  private synchronized void keep(String url, List<ProviderKey> keys, Instant now) {
    kept.put(url, new Kept(keys, now, now, Future.succeededFuture(keys)));
  }

  /** The next call asks again: nothing is known that could be gone by. */
  private synchronized Future<List<ProviderKey>> lost(String url) {
    kept.remove(url);
    return Future.failedFuture(
        KaramonException.tryLater(
            CommonError.UNAVAILABLE,
            "The keys of the identity provider cannot be read right now. Try again shortly.",
            Duration.ofSeconds(5)));
  }

  private List<ProviderKey> parse(JsonNode document) {
    var keys = new ArrayList<ProviderKey>();
    for (var jwk : document.path("keys")) {
      if (keys.size() < MOST_KEYS) {
        ProviderKey.read(vertx, jwk).ifPresent(keys::add);
      }
    }
    return List.copyOf(keys);
  }
}
