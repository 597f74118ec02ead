package dev.karamon.stripe.checkout;

import dev.karamon.database.Database;
import dev.karamon.error.ErrorCode;
import dev.karamon.error.KaramonException;
import dev.karamon.json.Json;
import dev.karamon.member.Members;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.gateway.CheckoutMode;
import dev.karamon.stripe.gateway.CheckoutPage;
import dev.karamon.stripe.gateway.NewCheckout;
import dev.karamon.stripe.gateway.PriceView;
import dev.karamon.stripe.gateway.StripeError;
import dev.karamon.stripe.gateway.StripeMetadata;
import dev.karamon.stripe.gateway.StripeThreads;
import dev.karamon.stripe.membership.CustomerKey;
import dev.karamon.stripe.membership.CustomerSync;
import dev.karamon.stripe.membership.KnownPrices;
import dev.karamon.stripe.membership.MembershipParts;
import dev.karamon.stripe.settings.StripeConnections;
import dev.karamon.stripe.settings.StripeConnections.Connection;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Opens Checkout pages. Every call to Stripe carries an idempotency key that is in the database
 * before, so that a double click, a second node or a try after a crash end with one page.
 */
public final class Checkouts {
  /**
   * Failures after which the same idempotency key may be used. Any other that Stripe answers, be it
   * a fault of its own, it answers again under this key for a day; and a page whose URL nobody got
   * to know sells nothing, so that the checkout is given up.
   */
  private static final Set<ErrorCode> NOT_REMEMBERED =
      Set.of(StripeError.STRIPE_BUSY, StripeError.STRIPE_RATE_LIMITED);

  private final Database database;
  private final CheckoutStore store = new CheckoutStore();
  private final Customers customers;
  private final KnownPrices prices;
  private final CustomerSync customerSync;
  private final HeldAlready held;
  private final StripeConnections connections;
  private final StripeThreads threads;
  private final Clock clock;

  public Checkouts(
      Database database,
      Members members,
      MembershipParts membership,
      StripeConnections connections,
      StripeThreads threads,
      Clock clock) {
    this.database = database;
    this.customers = new Customers(database, members, membership.links(), clock);
    this.prices = membership.prices();
    this.customerSync = membership.customerSync();
    this.held = new HeldAlready(customerSync);
    this.connections = connections;
    this.threads = threads;
    this.clock = clock;
  }

  /**
   * The page where the member pays; the same one again while it is open. {@code ALREADY_SUBSCRIBED}
   * when the member has one of the prices.
   */
  public Future<CheckoutPage> open(CheckoutOrder order) {
    return pageNow(order)
        .compose(page ->
            page.isComplete()
                ? bought(page).compose(done -> pageNow(order))
                : Future.succeededFuture(page));
  }

  private Future<CheckoutPage> pageNow(CheckoutOrder order) {
    var stripe = connections.active();
    return threads
        .run(() -> openNow(stripe, order))
        .onFailure(failure -> connections.note(stripe.mode(), failure));
  }

  /** Why no checkout can be opened with a trial that ends then, in Unix seconds. */
  public Optional<String> refusalOfTrialEnd(long end) {
    return TrialEnds.refusal(end, clock.instant());
  }

  /**
   * What was bought is applied before the page counts as ended, so that it cannot be bought twice.
   */
  private Future<Void> bought(CheckoutPage page) {
    return Returns.applyBought(customerSync, page.stripeMode(), page)
        .compose(done -> database.with(client -> store.endBought(client, page.id())));
  }

  /** A page to pay on, or the previous one if it turns out to be paid already. */
  private CheckoutPage openNow(Connection stripe, CheckoutOrder asked) {
    refuseTrialEnd(asked);
    var mode = modeOf(stripe, asked.products());
    var customer = customers.getOrCreate(stripe, asked.member());
    refuseSecond(stripe, asked);
    var order = asked.hasTrial() && hadTrial(stripe, asked) ? asked.withoutTrial() : asked;
    try {
      return pageFor(stripe, customer, order, mode);
    } catch (KaramonException e) {
      if (e.code() != StripeError.STRIPE_CUSTOMER_MISSING) {
        throw e;
      }
      return pageFor(stripe, customers.replace(stripe, order.member(), customer), order, mode);
    }
  }

  /** Valid when the endpoint was saved, but may have come too close since. */
  private void refuseTrialEnd(CheckoutOrder order) {
    order
        .trialEnd()
        .flatMap(this::refusalOfTrialEnd)
        .ifPresent(why -> {
          throw new KaramonException(
              CheckoutError.TRIAL_END_REFUSED,
              "The settings of this endpoint are out of date: " + why);
        });
  }

  /** What Stripe does not know is left to it to refuse. */
  private CheckoutMode modeOf(Connection stripe, List<PriceId> products) {
    var recurring =
        prices.find(stripe, products).stream()
            .map(PriceView::isRecurring)
            .collect(Collectors.toSet());
    if (recurring.size() > 1) {
      throw new KaramonException(
          CheckoutError.PRICES_DO_NOT_MIX,
          "Recurring and one-time prices cannot be sold on one page.");
    }
    return recurring.contains(false) ? CheckoutMode.PAYMENT : CheckoutMode.SUBSCRIPTION;
  }

  private CheckoutPage pageFor(
      Connection stripe, CustomerId customer, CheckoutOrder order, CheckoutMode mode) {
    var basket = basket(stripe, customer, order, mode);
    var begun = begin(basket);
    if (begun.session().isEmpty()) {
      return create(stripe, newCheckout(customer, order, mode), begun.id());
    }
    var page = stripe.gateway().checkout(begun.session().get());
    if (page.filter(one -> one.isOpen() || one.isComplete()).isPresent()) {
      return page.get();
    }
    database.with(client -> store.end(client, begun.id(), false)).await();
    return create(stripe, newCheckout(customer, order, mode), begin(basket).id());
  }

  private CheckoutPage create(Connection stripe, NewCheckout checkout, UUID id) {
    try {
      var page = stripe.gateway().createCheckout(checkout, "karamon-checkout-" + id);
      if (!database.with(client -> store.opened(client, id, page)).await()) {
        var _ = stripe.gateway().expireCheckout(page.id());
        throw closedMeanwhile();
      }
      return page;
    } catch (KaramonException e) {
      if (!NOT_REMEMBERED.contains(e.code())) {
        database.with(client -> store.giveUp(client, id)).await();
      }
      throw e;
    }
  }

  private static KaramonException closedMeanwhile() {
    return KaramonException.tryLater(
        StripeError.STRIPE_BUSY,
        "The payment page was closed while it was being opened. Try again.",
        Duration.ofSeconds(1));
  }

  private CheckoutStore.Begun begin(CheckoutStore.Basket basket) {
    return database.with(client -> store.begin(client, basket, clock.instant())).await();
  }

  /** What the member has as an earlier customer counts as well. */
  private void refuseSecond(Connection stripe, CheckoutOrder order) {
    if (!order.severalAllowed()) {
      var wanted = Set.copyOf(order.products());
      customersOf(stripe, order).forEach(customer -> held.refuse(stripe, customer, wanted));
    }
  }

  /**
   * Otherwise cancelling, or changing the plan, and subscribing again would be a trial for ever.
   */
  private boolean hadTrial(Connection stripe, CheckoutOrder order) {
    return customersOf(stripe, order).stream()
        .anyMatch(customer -> customerSync.hadTrial(customer, order.products()).await());
  }

  private List<CustomerKey> customersOf(Connection stripe, CheckoutOrder order) {
    return customers.all(stripe, order.member()).stream()
        .map(customer -> new CustomerKey(stripe.mode(), customer))
        .toList();
  }

  private NewCheckout newCheckout(CustomerId customer, CheckoutOrder order, CheckoutMode mode) {
    var installation = database.with(store::installation).await();
    return new NewCheckout(
        mode,
        customer,
        quantities(order.products()),
        order.returnUrl(),
        order.returnErrUrl(),
        order.trialPeriodDays(),
        order.trialEnd().map(Instant::ofEpochSecond),
        order.allowPromotionCodes(),
        order.member().toString(),
        StripeMetadata.of(order.member(), installation));
  }

  static List<NewCheckout.Item> quantities(List<PriceId> products) {
    var counted = new LinkedHashMap<PriceId, Long>();
    products.forEach(price -> counted.merge(price, 1L, Long::sum));
    return counted.entrySet().stream()
        .map(line -> new NewCheckout.Item(line.getKey(), line.getValue()))
        .toList();
  }

  private static CheckoutStore.Basket basket(
      Connection stripe, CustomerId customer, CheckoutOrder order, CheckoutMode mode) {
    return new CheckoutStore.Basket(
        stripe.mode(),
        order.member(),
        order.endpoint(),
        Customers.digest(Json.text(order) + customer),
        order.products(),
        mode == CheckoutMode.PAYMENT);
  }
}
