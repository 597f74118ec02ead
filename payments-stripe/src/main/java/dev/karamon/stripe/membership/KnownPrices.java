package dev.karamon.stripe.membership;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.karamon.error.ErrorKind;
import dev.karamon.error.KaramonException;
import dev.karamon.error.Problems;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.gateway.PriceView;
import dev.karamon.stripe.gateway.StripeError;
import dev.karamon.stripe.gateway.StripeThreads;
import dev.karamon.stripe.settings.StripeConnections;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Stripe whether prices exist, where an admin enters them. */
public final class KnownPrices {
  private static final Logger LOG = LoggerFactory.getLogger(KnownPrices.class);

  private final StripeConnections connections;
  private final StripeThreads threads;
  private final Cache<String, PriceView> recent =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(Duration.ofMinutes(5)).build();

  public KnownPrices(StripeConnections connections, StripeThreads threads) {
    this.connections = connections;
    this.threads = threads;
  }

  /**
   * Adds a problem for every price that Stripe does not know in this mode. While Stripe cannot be
   * asked, prices are taken as they are: an outage there must not stop admins from working here.
   *
   * @param field name of the list; its positions are added
   * @return the prices that Stripe was able to show
   */
  public Future<List<PriceView>> check(
      StripeMode mode, List<PriceId> prices, String field, Problems problems) {
    var connection = connections.of(mode);
    if (connection.isEmpty() || prices.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return threads
        .run(() -> prices.stream().map(price -> find(connection.get(), price)).toList())
        .map(found -> {
          for (int i = 0; i < found.size(); i++) {
            if (found.get(i).isEmpty()) {
              problems.invalid(field + "." + i, unknown(prices.get(i), mode));
            }
          }
          return found.stream().flatMap(Optional::stream).toList();
        })
        .recover(KnownPrices::unlessUnreachable);
  }

  /** The same in the mode that members pay in; nothing can be said while Stripe is switched off. */
  public Future<List<PriceView>> check(List<PriceId> prices, String field, Problems problems) {
    return connections
        .ifActive()
        .map(active -> check(active.mode(), prices, field, problems))
        .orElseGet(() -> Future.succeededFuture(List.of()));
  }

  /** Those of the prices that Stripe knows; blocks on Stripe. */
  public List<PriceView> find(StripeConnections.Connection connection, List<PriceId> prices) {
    return prices.stream()
        .distinct()
        .map(price -> find(connection, price))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<PriceView> find(StripeConnections.Connection connection, PriceId price) {
    var key = connection.mode().wire() + ":" + price;
    var known = Optional.ofNullable(recent.getIfPresent(key));
    if (known.isPresent()) {
      return known;
    }
    var found = connection.gateway().price(price);
    found.ifPresent(view -> recent.put(key, view));
    return found;
  }

  private static String unknown(PriceId price, StripeMode mode) {
    var other = mode == StripeMode.TEST ? StripeMode.LIVE : StripeMode.TEST;
    return "Stripe knows no price %s in %s mode. Copy the id of a price, not of a product, and not one of %s mode."
        .formatted(price, mode.wire(), other.wire());
  }

  private static Future<List<PriceView>> unlessUnreachable(Throwable failure) {
    if (failure instanceof KaramonException named && isNoAnswer(named)) {
      LOG.warn("Prices were accepted without asking Stripe: {}", named.getMessage());
      return Future.succeededFuture(List.of());
    }
    return Future.failedFuture(failure);
  }

  private static boolean isNoAnswer(KaramonException failure) {
    return failure.code().kind() == ErrorKind.UNAVAILABLE || StripeError.isKeyRefused(failure);
  }
}
