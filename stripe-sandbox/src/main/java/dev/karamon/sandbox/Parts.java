package dev.karamon.sandbox;

import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.Catalog;
import dev.karamon.sandbox.billing.CheckoutTotals;
import dev.karamon.sandbox.billing.Checkouts;
import dev.karamon.sandbox.billing.Coupons;
import dev.karamon.sandbox.billing.Director;
import dev.karamon.sandbox.billing.Discounts;
import dev.karamon.sandbox.billing.Disputes;
import dev.karamon.sandbox.billing.Dunning;
import dev.karamon.sandbox.billing.HostedInvoices;
import dev.karamon.sandbox.billing.Invoicing;
import dev.karamon.sandbox.billing.Payments;
import dev.karamon.sandbox.billing.PlanSwitch;
import dev.karamon.sandbox.billing.Portal;
import dev.karamon.sandbox.billing.Previews;
import dev.karamon.sandbox.billing.Refunding;
import dev.karamon.sandbox.billing.Renewals;
import dev.karamon.sandbox.billing.Settlements;
import dev.karamon.sandbox.billing.SubscriptionChange;
import dev.karamon.sandbox.billing.SubscriptionLife;
import dev.karamon.sandbox.billing.SubscriptionOrders;
import dev.karamon.sandbox.billing.Timeline;
import dev.karamon.sandbox.billing.WaitingItems;
import dev.karamon.sandbox.billing.Wallet;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.resource.Accounts;
import dev.karamon.sandbox.resource.Charges;
import dev.karamon.sandbox.resource.CheckoutOrder;
import dev.karamon.sandbox.resource.CheckoutSessions;
import dev.karamon.sandbox.resource.CouponCatalog;
import dev.karamon.sandbox.resource.Customers;
import dev.karamon.sandbox.resource.DisputedCharges;
import dev.karamon.sandbox.resource.EventLog;
import dev.karamon.sandbox.resource.InvoiceItems;
import dev.karamon.sandbox.resource.InvoicePayments;
import dev.karamon.sandbox.resource.Invoices;
import dev.karamon.sandbox.resource.PaymentIntents;
import dev.karamon.sandbox.resource.PaymentMethods;
import dev.karamon.sandbox.resource.PaymentPages;
import dev.karamon.sandbox.resource.PortalConfigurations;
import dev.karamon.sandbox.resource.PortalSessions;
import dev.karamon.sandbox.resource.Prices;
import dev.karamon.sandbox.resource.Products;
import dev.karamon.sandbox.resource.PromotionCodes;
import dev.karamon.sandbox.resource.Refunds;
import dev.karamon.sandbox.resource.SetupIntents;
import dev.karamon.sandbox.resource.SubscriptionItems;
import dev.karamon.sandbox.resource.Subscriptions;
import dev.karamon.sandbox.resource.TestClocks;
import dev.karamon.sandbox.resource.WebhookEndpoints;
import java.util.List;

/** The parts of the sandbox, put together. */
record Parts(
    Catalog catalog,
    Checkouts checkouts,
    CheckoutTotals totals,
    Timeline timeline,
    Dunning dunning,
    Settlements settlements,
    Director director,
    Portal portal,
    HostedInvoices invoices,
    List<Resource> resources) {

  static Parts of(World world) {
    var catalog = new Catalog(world);
    var wallet = new Wallet(world);
    var disputes = new Disputes(world);
    var payments = new Payments(world, wallet, disputes);
    var coupons = new Coupons(world);
    var discounts = new Discounts(world, coupons);
    var invoicing = new Invoicing(world, payments, discounts);
    var life = new SubscriptionLife(world, catalog, wallet, discounts, invoicing);
    var planSwitch = new PlanSwitch(world, catalog, wallet, invoicing);
    var change = new SubscriptionChange(world, catalog, life, planSwitch, coupons, discounts);
    var orders = new SubscriptionOrders(world, catalog, wallet, life, change, coupons);
    var waiting = new WaitingItems(world, catalog);
    var totals = new CheckoutTotals(world, coupons);
    var checkouts =
        new Checkouts(world, wallet, payments, life, totals, waiting, () -> Customers.blank(world));
    var previews = new Previews(catalog, life, planSwitch, invoicing);
    var renewals = new Renewals(world, life, planSwitch, wallet, invoicing, previews);
    var dunning = new Dunning(world, life, wallet, invoicing);
    var settlements = new Settlements(world, wallet, payments, life, dunning);
    var refunding = new Refunding(world);
    var portal = new Portal(world, wallet, life, change);
    var timeline = new Timeline(world, life, renewals, dunning, settlements, checkouts);
    return new Parts(
        catalog,
        checkouts,
        totals,
        timeline,
        dunning,
        settlements,
        new Director(world, wallet, life, renewals, dunning, settlements, disputes, refunding),
        portal,
        new HostedInvoices(world, wallet, life),
        List.of(
            new Accounts(world),
            new Charges(world),
            new CheckoutSessions(
                world, checkouts, new CheckoutOrder(world, catalog, coupons, totals)),
            new CouponCatalog(world, coupons),
            new Customers(world, wallet, life),
            new DisputedCharges(world, disputes),
            new EventLog(world),
            new InvoicePayments(world),
            new InvoiceItems(world, waiting),
            new Invoices(world, wallet, invoicing, life, previews),
            new PaymentIntents(world),
            new PaymentMethods(world, wallet),
            new PaymentPages(world, wallet, checkouts),
            new PortalConfigurations(world, portal),
            new PortalSessions(world, portal),
            new PromotionCodes(world),
            new Prices(world, catalog),
            new Products(world, catalog),
            new Refunds(world, refunding),
            new SetupIntents(world),
            new SubscriptionItems(world, change),
            new Subscriptions(world, life, change, orders, renewals, discounts),
            new TestClocks(world, timeline, life),
            new WebhookEndpoints(world)));
  }
}
