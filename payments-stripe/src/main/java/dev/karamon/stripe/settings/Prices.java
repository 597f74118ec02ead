package dev.karamon.stripe.settings;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.page.Page;
import dev.karamon.page.PageRequest;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.gateway.PriceView;
import dev.karamon.stripe.gateway.StripeGateway;
import dev.karamon.stripe.gateway.StripeThreads;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The prices that can be sold, for those who pick one. */
public final class Prices {
  /** A search is typed letter by letter; Stripe is asked once for all of it. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  private static final String ID = "price_";

  private final StripeConnections connections;
  private final StripeThreads threads;
  private final Cache<StripeGateway, List<PriceView>> recent =
      Caffeine.newBuilder().maximumSize(4).expireAfterWrite(FRESH).build();

  public Prices(StripeConnections connections, StripeThreads threads) {
    this.connections = connections;
    this.threads = threads;
  }

  /** Some of the prices of a mode, of the active one when none is named. */
  public Future<Page<PriceView>> list(PageRequest page, Optional<StripeMode> mode) {
    return threads.run(
        () -> find(page, mode.map(this::connection).orElseGet(connections::active).gateway()));
  }

  private StripeConnections.Connection connection(StripeMode mode) {
    return connections
        .of(mode)
        .orElseThrow(() ->
            new KaramonException(
                CommonError.REFUSED,
                "Enter the secret key of " + mode.wire() + " mode first, then look for prices."));
  }

  /** A price created a moment ago is looked up by its id at Stripe. */
  private Page<PriceView> find(PageRequest page, StripeGateway gateway) {
    var known = recent.getIfPresent(gateway);
    if (known != null) {
      var found = page(page, known);
      if (found.total() > 0 || !page.query().startsWith(ID)) {
        return found;
      }
      recent.invalidate(gateway);
    }
    return page(page, recent.get(gateway, StripeGateway::prices));
  }

  static Page<PriceView> page(PageRequest page, List<PriceView> all) {
    var found = all.stream().filter(price -> matches(price, page.query())).toList();
    var items = found.stream().skip(page.offset()).limit(page.perPage()).toList();
    return Page.of(page, items, found.size());
  }

  private static boolean matches(PriceView price, String query) {
    var wanted = query.toLowerCase(Locale.ROOT);
    return price.id().value().toLowerCase(Locale.ROOT).contains(wanted)
        || price.productName().toLowerCase(Locale.ROOT).contains(wanted)
        || price.nickname().orElse("").toLowerCase(Locale.ROOT).contains(wanted);
  }
}
