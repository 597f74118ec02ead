package dev.karamon.sandbox.page;

import dev.karamon.sandbox.billing.CheckoutTotals;
import dev.karamon.sandbox.billing.Checkouts;
import dev.karamon.sandbox.billing.HostedInvoices;
import dev.karamon.sandbox.billing.Portal;
import dev.karamon.sandbox.event.World;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages that a person visits. They work without JavaScript and load nothing from elsewhere. */
public final class Pages {
  private static final Logger log = LoggerFactory.getLogger(Pages.class);

  // Without form-action: browsers would apply it to the redirect to the merchant's success page
  // too.
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

  private final CheckoutPage checkout;
  private final PortalPage portal;
  private final InvoicePage invoices;

  /** Pages of this world. */
  public Pages(
      World world,
      Checkouts checkouts,
      CheckoutTotals totals,
      Portal portal,
      HostedInvoices payable) {
    this.portal = new PortalPage(world, portal);
    this.invoices = new InvoicePage(world, payable);
    this.checkout = new CheckoutPage(world, checkouts, totals);
  }

  /** Mounts everything; the router's body handler stands before. */
  public void mount(Router router) {
    var css = Html.resource("sandbox.css");
    router
        .get("/assets/sandbox.css")
        .handler(context ->
            context.response().putHeader("Content-Type", "text/css; charset=utf-8").end(css));
    checkout.mount(router);
    portal.mount(router);
    invoices.mount(router);
    router.errorHandler(
        404, context -> message(context, 404, "Nothing here", "The sandbox has no such page."));
    router.errorHandler(
        400, context -> message(context, 400, "Not understood", "This request is malformed."));
    router.errorHandler(
        413, context -> message(context, 413, "Too large", "This request is too large."));
    router.errorHandler(500, Pages::broken);
  }

  private static void broken(RoutingContext context) {
    if (context.failure() instanceof IllegalArgumentException wrong) {
      message(context, 400, "Not understood", "This request is malformed: " + wrong.getMessage());
    } else {
      log.error("{} failed", context.request().path(), context.failure());
      message(context, 500, "The sandbox failed", "See its log for the reason.");
    }
  }

  static void show(RoutingContext context, int status, String title, Html body) {
    var response = context.response().setStatusCode(status);
    response
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        // Not "no-referrer": with it, browsers do not say that a form is the sandbox's own.
        .putHeader("Referrer-Policy", "same-origin")
        .putHeader("Cache-Control", "no-store")
        .end(Html.of("layout", Map.of("title", title, "body", body)).toString());
  }

  static void message(RoutingContext context, int status, String title, String text) {
    show(context, status, title, Html.of("message", Map.of("title", title, "text", text)));
  }

  static void redirect(RoutingContext context, String url) {
    context
        .response()
        .setStatusCode(303)
        .putHeader("Location", url)
        .putHeader("Cache-Control", "no-store")
        .end();
  }
}
