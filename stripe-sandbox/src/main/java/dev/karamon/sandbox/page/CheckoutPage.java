package dev.karamon.sandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.billing.CheckoutTotals;
import dev.karamon.sandbox.billing.Checkouts;
import dev.karamon.sandbox.billing.TestCard;
import dev.karamon.sandbox.billing.Wallet;
import dev.karamon.sandbox.event.Events;
import dev.karamon.sandbox.event.World;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The hosted page of a checkout session: what may be done on it, and what follows. */
final class CheckoutPage {
  private static final Duration WEBHOOK_PATIENCE = Duration.ofSeconds(10);

  private final World world;
  private final Checkouts checkouts;
  private final CheckoutTotals totals;
  private final CheckoutView view;
  private final Challenges challenges = new Challenges();
  private final Refusals<CheckoutView.Refusal> refusals = new Refusals<>();

  CheckoutPage(World world, Checkouts checkouts, CheckoutTotals totals) {
    this.world = world;
    this.checkouts = checkouts;
    this.totals = totals;
    this.view = new CheckoutView(world, checkouts, totals);
  }

  void mount(Router router) {
    router.get("/c/pay/:id").handler(context -> withOpen(context, it -> form(context, it)));
    router.post("/c/pay/:id").handler(context -> withOpen(context, it -> submit(context, it)));
    router
        .post("/c/pay/:id/promotion")
        .handler(context -> withOpen(context, it -> promote(context, it)));
    router
        .get("/c/pay/:id/authenticate")
        .handler(context ->
            withOpen(
                context,
                it -> challenges.show(context, CheckoutView.path(it), CheckoutView.total(it))));
    router
        .post("/c/pay/:id/authenticate")
        .handler(context -> withOpen(context, it -> authenticate(context, it)));
  }

  private void withOpen(RoutingContext context, Consumer<ObjectNode> handler) {
    checkouts.expireDue();
    var session = world.objects().find(Checkouts.KIND, context.pathParam("id"));
    var status = session.map(it -> it.get("status").textValue()).orElse("unknown");
    switch (status) {
      case "open" -> handler.accept(session.orElseThrow());
      case "complete" ->
          Pages.message(
              context, 200, "Payment complete", "You have already paid. You can close this page.");
      case "expired" ->
          Pages.message(
              context, 410, "This page has expired", "Go back to the shop and start again.");
      default ->
          Pages.message(
              context, 404, "Nothing to pay here", "This checkout session does not exist.");
    }
  }

  private void form(RoutingContext context, ObjectNode session) {
    var refusal = refusals.at(context);
    if (refusal.isPresent()) {
      var it = refusal.get();
      view.show(context, session, it.status(), it.kind(), it.typed());
    } else {
      var debit = context.queryParam("method").contains("sepa_debit");
      view.show(context, session, 200, kind(session, debit), CheckoutView.Typed.nothing());
    }
  }

  /** Shows the form again, with what is wrong. */
  private void refuse(
      RoutingContext context,
      ObjectNode session,
      int status,
      BuyerForm.Kind kind,
      CheckoutView.Typed typed) {
    var refusal = new CheckoutView.Refusal(status, kind, typed);
    refusals.redirect(context, CheckoutView.path(session), refusal);
  }

  private static BuyerForm.Kind kind(ObjectNode session, boolean debit) {
    if (!Checkouts.needsInstrument(session)) {
      return BuyerForm.Kind.NOTHING;
    }
    var cards = CheckoutView.takes(session, "card");
    return (debit || !cards) && CheckoutView.takes(session, Wallet.SEPA)
        ? BuyerForm.Kind.DEBIT
        : BuyerForm.Kind.CARD;
  }

  private void submit(RoutingContext context, ObjectNode session) {
    var typed = context.request().formAttributes();
    var kind = kind(session, typed.contains("iban"));
    var form = BuyerForm.read(kind, typed, CheckoutView.knownEmail(session), world.time().real());
    if (form.problems().isEmpty()) {
      pay(context, session, form.buyer(), typed);
    } else {
      refuse(context, session, 400, kind, new CheckoutView.Typed(typed, form.problems()));
    }
  }

  /** Applies the typed code; without one, takes away what was applied. */
  private void promote(RoutingContext context, ObjectNode session) {
    var typed = context.request().formAttributes();
    var code = Optional.ofNullable(typed.get("promotion_code")).orElse("").strip();
    var allowed = session.path("allow_promotion_codes").asBoolean(false);
    if (allowed && code.isEmpty()) {
      totals.set(session, List.of());
    } else if (!allowed || !totals.apply(session, code)) {
      var problems = Map.of("promotion_code", "This code is invalid.");
      var wrong = new CheckoutView.Typed(typed, problems);
      refuse(context, session, 400, kind(session, false), wrong);
      return;
    }
    world.objects().touch();
    Pages.redirect(context, CheckoutView.path(session));
  }

  private void authenticate(RoutingContext context, ObjectNode session) {
    var passed = Outcome.of(context).is("complete", "fail");
    var waiting = challenges.answered(CheckoutView.path(session));
    if (waiting.isEmpty()) {
      Pages.redirect(context, CheckoutView.path(session));
      return;
    }
    var typed = MultiMap.caseInsensitiveMultiMap();
    typed.set("email", waiting.get().email()).set("name", waiting.get().name());
    if (passed) {
      pay(context, session, waiting.get().authenticated(), typed);
    } else {
      refuse(context, session, typed, CheckoutView.NOT_AUTHENTICATED);
    }
  }

  private void refuse(RoutingContext context, ObjectNode session, MultiMap typed, String why) {
    var problems = Map.of("card_number", why);
    refuse(context, session, 402, BuyerForm.Kind.CARD, new CheckoutView.Typed(typed, problems));
  }

  private void pay(
      RoutingContext context, ObjectNode session, Checkouts.Buyer buyer, MultiMap typed) {
    switch (checkouts.pay(session, buyer)) {
      case PAID, PENDING ->
          delivered(session).onComplete(_ -> Pages.redirect(context, successUrl(session)));
      case DECLINED ->
          refuse(
              context,
              session,
              typed,
              buyer.declined().map(TestCard.Decline::message).orElse("Declined."));
      case NEEDS_AUTHENTICATION -> challenges.ask(context, CheckoutView.path(session), buyer);
    }
    world.objects().touch();
  }

  /** Stripe holds the buyer back until the shop has heard of the payment, but not for long. */
  private Future<Void> delivered(ObjectNode session) {
    return world
        .objects()
        .newestFirst(Events.KIND)
        .filter(event -> event.get("type").textValue().equals("checkout.session.completed"))
        .filter(event -> event.get("data").get("object").get("id").equals(session.get("id")))
        .findFirst()
        .map(it -> world.deliveries().attempted(it.get("id").textValue(), WEBHOOK_PATIENCE))
        .orElse(Future.succeededFuture());
  }

  private static String successUrl(ObjectNode session) {
    return session
        .get("success_url")
        .textValue()
        .replace("{CHECKOUT_SESSION_ID}", session.get("id").textValue());
  }
}
