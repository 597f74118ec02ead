package dev.karamon.sandbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.billing.Checkouts;
import dev.karamon.sandbox.billing.HostedInvoices;
import dev.karamon.sandbox.billing.Invoicing;
import dev.karamon.sandbox.billing.Money;
import dev.karamon.sandbox.billing.TestCard;
import dev.karamon.sandbox.event.World;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The page that an invoice's {@code hosted_invoice_url} leads to; an open one can be paid there.
 */
final class InvoicePage {
  private static final String EMAIL = "customer@example.com";

  private final World world;
  private final HostedInvoices invoices;
  private final Challenges challenges = new Challenges();
  private final Refusals<CheckoutView.Refusal> refusals = new Refusals<>();

  InvoicePage(World world, HostedInvoices invoices) {
    this.world = world;
    this.invoices = invoices;
  }

  void mount(Router router) {
    router.get("/i/:id").handler(context -> with(context, it -> show(context, it)));
    router.post("/i/:id").handler(context -> with(context, it -> submit(context, it)));
    router
        .get("/i/:id/authenticate")
        .handler(context ->
            with(
                context,
                it -> challenges.show(context, path(it), money(it.get("amount_due"), it))));
    router
        .post("/i/:id/authenticate")
        .handler(context -> with(context, it -> authenticate(context, it)));
  }

  private void with(RoutingContext context, Consumer<ObjectNode> handler) {
    world
        .objects()
        .find(Invoicing.KIND, context.pathParam("id"))
        .ifPresentOrElse(
            handler,
            () -> Pages.message(context, 404, "Nothing here", "There is no such invoice."));
  }

  private static boolean open(JsonNode invoice) {
    return invoice.get("status").asText().equals("open");
  }

  private static String path(ObjectNode invoice) {
    return "/i/" + invoice.get("id").textValue();
  }

  private void submit(RoutingContext context, ObjectNode invoice) {
    var typed = context.request().formAttributes();
    var form =
        BuyerForm.read(
            BuyerForm.Kind.CARD, typed, Optional.of(email(invoice)), world.time().real());
    if (!open(invoice) || !form.problems().isEmpty()) {
      refuse(context, invoice, 400, new CheckoutView.Typed(typed, form.problems()));
    } else {
      pay(context, invoice, form.buyer());
    }
  }

  private static String email(ObjectNode invoice) {
    return Optional.ofNullable(invoice.get("customer_email").textValue()).orElse(EMAIL);
  }

  private void authenticate(RoutingContext context, ObjectNode invoice) {
    var passed = Outcome.of(context).is("complete", "fail");
    var waiting = challenges.answered(path(invoice));
    if (waiting.isPresent() && open(invoice) && passed) {
      pay(context, invoice, waiting.get().authenticated());
    } else {
      refuse(context, invoice, CheckoutView.NOT_AUTHENTICATED);
    }
  }

  private void pay(RoutingContext context, ObjectNode invoice, Checkouts.Buyer buyer) {
    switch (invoices.pay(invoice, buyer)) {
      case PAID, PENDING -> Pages.redirect(context, path(invoice));
      case DECLINED ->
          refuse(
              context,
              invoice,
              buyer.declined().map(TestCard.Decline::message).orElse("Declined."));
      case NEEDS_AUTHENTICATION -> challenges.ask(context, path(invoice), buyer);
    }
    world.objects().touch();
  }

  private void refuse(RoutingContext context, ObjectNode invoice, String why) {
    var problems = Map.of("card_number", why);
    var nothing = MultiMap.caseInsensitiveMultiMap();
    refuse(context, invoice, 402, new CheckoutView.Typed(nothing, problems));
  }

  /** Shows the form again, with what is wrong. */
  private void refuse(
      RoutingContext context, ObjectNode invoice, int status, CheckoutView.Typed typed) {
    var refusal = new CheckoutView.Refusal(status, BuyerForm.Kind.CARD, typed);
    refusals.redirect(context, path(invoice), refusal);
  }

  private void show(RoutingContext context, ObjectNode invoice) {
    refusals
        .at(context)
        .ifPresentOrElse(
            it -> show(context, invoice, it.status(), it.typed()),
            () -> show(context, invoice, 200, CheckoutView.Typed.nothing()));
  }

  private static void show(
      RoutingContext context, ObjectNode invoice, int status, CheckoutView.Typed typed) {
    List<Html> rows = new ArrayList<>();
    for (var line : invoice.get("lines").get("data")) {
      rows.add(Table.row(line.get("description").asText(), money(line.get("amount"), line)));
    }
    var values =
        Map.of(
            "number", invoice.path("number").asText("draft"),
            "status", invoice.get("status").asText(),
            "total", money(invoice.get("total"), invoice),
            "lines", Table.of(List.of("What", "Amount"), rows),
            "pay", open(invoice) ? form(invoice, typed) : Html.NOTHING);
    Pages.show(context, status, "Invoice", Html.of("invoice", values));
  }

  private static Html form(ObjectNode invoice, CheckoutView.Typed typed) {
    return Html.of(
        "invoice-pay",
        Map.of(
            "action", path(invoice),
            "instrument", Fields.instrument(BuyerForm.Kind.CARD, typed),
            "name", Fields.name(BuyerForm.Kind.CARD, typed),
            "amount", money(invoice.get("amount_due"), invoice)));
  }

  private static String money(JsonNode amount, JsonNode in) {
    return Money.format(amount.longValue(), in.get("currency").textValue());
  }
}
