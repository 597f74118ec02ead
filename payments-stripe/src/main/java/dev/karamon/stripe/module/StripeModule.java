package dev.karamon.stripe.module;

import com.google.auto.service.AutoService;
import dev.karamon.database.Migrations;
import dev.karamon.database.SealedColumn;
import dev.karamon.group.GroupFields;
import dev.karamon.member.MemberFields;
import dev.karamon.module.CmsModule;
import dev.karamon.module.Contributions;
import dev.karamon.module.Foundation;
import dev.karamon.module.People;
import dev.karamon.secret.SecretText;
import dev.karamon.stripe.checkout.Cancellations;
import dev.karamon.stripe.checkout.Checkouts;
import dev.karamon.stripe.event.EventHandler;
import dev.karamon.stripe.event.EventHandlers;
import dev.karamon.stripe.event.EventPipeline;
import dev.karamon.stripe.event.EventRoutes;
import dev.karamon.stripe.event.WebhookRoutes;
import dev.karamon.stripe.gateway.StripeGatewayConfig;
import dev.karamon.stripe.gateway.StripeGateways;
import dev.karamon.stripe.gateway.StripeThreads;
import dev.karamon.stripe.membership.CustomerClaims;
import dev.karamon.stripe.membership.CustomerLinks;
import dev.karamon.stripe.membership.CustomerSync;
import dev.karamon.stripe.membership.GroupPriceFields;
import dev.karamon.stripe.membership.KnownPrices;
import dev.karamon.stripe.membership.MembershipSync;
import dev.karamon.stripe.membership.StripeMemberFields;
import dev.karamon.stripe.operation.StripeServices;
import dev.karamon.stripe.settings.IntegrationRoutes;
import dev.karamon.stripe.settings.Integrations;
import dev.karamon.stripe.settings.PriceRoutes;
import dev.karamon.stripe.settings.Prices;
import dev.karamon.stripe.settings.StripeConnections;
import dev.karamon.stripe.settings.StripeSettings;
import io.vertx.core.Future;
import java.util.List;
import java.util.ServiceLoader;

/** Payments through Stripe. */
@AutoService(CmsModule.class)
public final class StripeModule implements CmsModule {
  private Foundation foundation;
  private StripeThreads threads;
  private Integrations integrations;
  private StripeConnections connections;
  private KnownPrices prices;
  private CustomerLinks links;
  private MembershipSync sync;
  private CustomerClaims claims;
  private EventPipeline events;

  /** Made by {@code ServiceLoader}; the parts come with {@link #begin}. */
  @SuppressWarnings("NullAway.Init")
  public StripeModule() {}

  /**
   * Connects test mode to a sandbox unless an admin has connected it elsewhere; true when it is
   * connected.
   */
  public Future<Boolean> connectSandbox(String publishableKey, SecretText secretKey) {
    return integrations.connectSandbox(publishableKey, secretKey);
  }

  @Override
  public String name() {
    return "payments-stripe";
  }

  @Override
  public List<Migrations.Source> migrations() {
    return List.of(new Migrations.Source("stripe", "db/stripe"));
  }

  @Override
  public List<SealedColumn> sealedColumns() {
    return StripeSettings.SEALED;
  }

  @Override
  public Future<Void> begin(Foundation given) {
    foundation = given;
    var config = given.config(StripeConfig.class);
    var database = given.database();
    var clock = given.clock();
    var handlers = new EventHandlers(ServiceLoader.load(EventHandler.class));
    var gateways = new StripeGateways(StripeGatewayConfig.of(config.apiBase()));
    threads = new StripeThreads(given.vertx());
    integrations = new Integrations(given, gateways, threads, handlers.types());
    connections = new StripeConnections(integrations, gateways);
    prices = new KnownPrices(connections, threads);
    links = new CustomerLinks(clock);
    sync = new MembershipSync(given.grants(), clock);
    claims = new CustomerClaims(given.vertx(), database, clock);
    events =
        new EventPipeline(
            given,
            config.webhooks(),
            handlers,
            integrations,
            connections,
            threads,
            claims,
            links,
            sync);
    return integrations.follow(given.notifications());
  }

  @Override
  public List<GroupFields> groupFields() {
    return List.of(new GroupPriceFields(integrations, prices, sync, foundation.clock()));
  }

  @Override
  public List<MemberFields> memberFields() {
    return List.of(new StripeMemberFields(integrations, links, sync));
  }

  @Override
  public void contribute(People people, Contributions into) {
    var database = foundation.database();
    var customers = new CustomerSync(database, claims, sync, connections, threads);
    var checkouts =
        new Checkouts(
            database, people.members(), links, customers, connections, threads, foundation.clock());
    var cancellations = new Cancellations(database, links, customers, connections);
    into.collaborator(StripeServices.class, new StripeServices(prices, checkouts, cancellations))
        .adminRoutes(IntegrationRoutes.of(integrations))
        .adminRoutes(PriceRoutes.of(new Prices(connections, threads)))
        .adminRoutes(EventRoutes.of(events.events()))
        .mount(new WebhookRoutes(events.webhooks()));
  }

  @Override
  public Future<Void> start() {
    events.start();
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> stop() {
    return events == null
        ? Future.succeededFuture()
        : events.stop().transform(stopped -> threads.close());
  }
}
