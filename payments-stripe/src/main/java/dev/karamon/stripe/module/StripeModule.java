package dev.karamon.stripe.module;

import com.google.auto.service.AutoService;
import dev.karamon.audit.AuditAction;
import dev.karamon.database.Migrations;
import dev.karamon.database.SealedColumn;
import dev.karamon.group.GroupFields;
import dev.karamon.member.MemberFields;
import dev.karamon.module.CmsModule;
import dev.karamon.module.Contributions;
import dev.karamon.module.Foundation;
import dev.karamon.module.People;
import dev.karamon.secret.SecretText;
import dev.karamon.stripe.StripeAction;
import dev.karamon.stripe.checkout.Cancellations;
import dev.karamon.stripe.checkout.Checkouts;
import dev.karamon.stripe.checkout.Returns;
import dev.karamon.stripe.event.EventPipeline;
import dev.karamon.stripe.event.EventRoutes;
import dev.karamon.stripe.event.WebhookHealthRoutes;
import dev.karamon.stripe.event.WebhookRoutes;
import dev.karamon.stripe.event.meaning.EventHandler;
import dev.karamon.stripe.event.meaning.EventHandlers;
import dev.karamon.stripe.gateway.StripeGatewayConfig;
import dev.karamon.stripe.gateway.StripeGateways;
import dev.karamon.stripe.gateway.StripeThreads;
import dev.karamon.stripe.membership.Holdings;
import dev.karamon.stripe.membership.MembershipParts;
import dev.karamon.stripe.membership.RetiredPriceRoutes;
import dev.karamon.stripe.operation.StripeServices;
import dev.karamon.stripe.overview.OverviewRoutes;
import dev.karamon.stripe.overview.Subscriptions;
import dev.karamon.stripe.reconcile.MemberResyncs;
import dev.karamon.stripe.reconcile.ReconcileReport;
import dev.karamon.stripe.reconcile.ReconcileRoutes;
import dev.karamon.stripe.reconcile.Reconciliations;
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
  private MembershipParts membership;
  private EventPipeline events;
  private Reconciliations reconciliations;

  /** Created by {@code ServiceLoader}; the parts follow with {@link #begin}. */
  @SuppressWarnings("NullAway.Init")
  public StripeModule() {}

  /**
   * Connects test mode to a sandbox unless an admin has connected it elsewhere; true when it is
   * connected.
   */
  public Future<Boolean> connectSandbox(String publishableKey, SecretText secretKey) {
    return integrations.connectSandbox(publishableKey, secretKey);
  }

  /** Compares everything here with Stripe, and repairs what deviates unless it is a dry run. */
  public Future<ReconcileReport> reconcile(boolean dryRun) {
    return reconciliations.run(dryRun, "command line");
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
    var handlers = new EventHandlers(ServiceLoader.load(EventHandler.class));
    var gateways = new StripeGateways(StripeGatewayConfig.of(config.apiBase()));
    threads = new StripeThreads(given.vertx());
    integrations = new Integrations(given, gateways, threads, handlers.types());
    connections = new StripeConnections(integrations, gateways);
    membership = new MembershipParts(given, integrations, connections, threads);
    events =
        new EventPipeline(
            given,
            config.webhooks(),
            config.eventsKept(),
            handlers,
            integrations,
            connections,
            threads,
            membership);
    reconciliations = new Reconciliations(given, membership, connections, threads);
    return integrations.follow(given.notifications());
  }

  @Override
  public List<AuditAction> auditActions() {
    return List.of(StripeAction.values());
  }

  @Override
  public List<GroupFields> groupFields() {
    return List.of(membership.groupFields());
  }

  @Override
  public List<MemberFields> memberFields() {
    return List.of(membership.memberFields());
  }

  @Override
  public void contribute(People people, Contributions into) {
    var database = foundation.database();
    var checkouts =
        new Checkouts(
            database, people.members(), membership, connections, threads, foundation.clock());
    var returns =
        new Returns(database, membership.customerSync(), connections, threads, foundation.clock());
    var cancellations =
        new Cancellations(database, membership.links(), membership.customerSync(), connections);
    var holdings = new Holdings(database, people.members(), integrations, membership);
    into.collaborator(
            StripeServices.class,
            new StripeServices(membership.prices(), checkouts, returns, cancellations, holdings))
        .adminRoutes(IntegrationRoutes.of(integrations))
        .adminRoutes(PriceRoutes.of(new Prices(connections, threads)))
        .adminRoutes(RetiredPriceRoutes.of(membership.retiredPrices()))
        .adminRoutes(EventRoutes.of(events.events()))
        .adminRoutes(WebhookHealthRoutes.of(events.healths()))
        .adminRoutes(
            OverviewRoutes.of(new Subscriptions(database, integrations, foundation.clock())))
        .adminRoutes(
            ReconcileRoutes.of(
                reconciliations,
                new MemberResyncs(database, people.members(), membership, connections)))
        .mount(new WebhookRoutes(events.webhooks()));
    RepairTasks.of(events, membership.claims(), reconciliations).forEach(into::task);
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
        // Calls that hang are ended by the threads; who waits for one of them goes on then.
        : Future.join(events.stop(), threads.close()).mapEmpty();
  }
}
