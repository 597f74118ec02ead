package dev.karamon.sandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.billing.Portal;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The page of a portal session: what may be done on it. */
final class PortalPage {
  private final World world;
  private final Portal portal;
  private final PortalView view;
  private final Refusals<String> refusals = new Refusals<>();

  PortalPage(World world, Portal portal) {
    this.world = world;
    this.portal = portal;
    this.view = new PortalView(world, portal);
  }

  void mount(Router router) {
    router.get("/p/session/:id").handler(context -> with(context, it -> show(context, it)));
    action(
        router,
        "cancel",
        (context, it) -> portal.cancel(it, subscription(context), feedback(context)));
    action(router, "keep", (context, it) -> portal.keep(it, subscription(context)));
    action(
        router,
        "switch",
        (context, it) -> portal.switchTo(it, subscription(context), text(context, "price")));
    action(router, "confirm", (_, it) -> portal.confirm(it));
    action(router, "card", this::changeCard);
  }

  private interface Action {
    void run(RoutingContext context, ObjectNode session);
  }

  private void action(Router router, String name, Action action) {
    router
        .post("/p/session/:id/" + name)
        .handler(context -> with(context, session -> act(context, session, action)));
  }

  private void with(RoutingContext context, Consumer<ObjectNode> handler) {
    world
        .objects()
        .find(Portal.KIND, context.pathParam("id"))
        .ifPresentOrElse(
            handler,
            () ->
                Pages.message(context, 404, "Nothing here", "This portal session does not exist."));
  }

  private void show(RoutingContext context, ObjectNode session) {
    refusals
        .at(context)
        .ifPresentOrElse(
            problem -> view.show(context, session, 400, problem),
            () -> view.show(context, session, 200, ""));
  }

  private static String path(ObjectNode session) {
    return "/p/session/" + session.get("id").textValue();
  }

  private void act(RoutingContext context, ObjectNode session, Action action) {
    try {
      world
          .events()
          .whole(() -> {
            action.run(context, session);
            return session;
          });
    } catch (StripeError e) {
      refusals.redirect(context, path(session), String.valueOf(e.getMessage()));
      return;
    }
    world.objects().touch();
    var after = session.path("flow").path("after_completion");
    switch (after.path("type").asText("")) {
      case "redirect" ->
          Pages.redirect(context, after.get("redirect").get("return_url").textValue());
      case "hosted_confirmation" ->
          Pages.message(
              context,
              200,
              "Done",
              after
                  .path("hosted_confirmation")
                  .path("custom_message")
                  .asText("The change is made."));
      default -> Pages.redirect(context, path(session));
    }
  }

  private void changeCard(RoutingContext context, ObjectNode session) {
    var form =
        BuyerForm.read(
            BuyerForm.Kind.CARD,
            context.request().formAttributes(),
            Optional.of("known@example.com"),
            world.time().real());
    if (!form.problems().isEmpty()) {
      throw StripeError.invalid(String.join(" ", form.problems().values()));
    }
    form.buyer()
        .declined()
        .ifPresent(decline -> {
          throw StripeError.invalid(decline.message());
        });
    portal.changeCard(session, form.buyer());
  }

  private static String text(RoutingContext context, String name) {
    return Optional.ofNullable(context.request().getFormAttribute(name)).orElse("").strip();
  }

  private static String subscription(RoutingContext context) {
    return text(context, "subscription");
  }

  private static Optional<String> feedback(RoutingContext context) {
    return Optional.of(text(context, "feedback"))
        .filter(it -> List.of("too_expensive", "unused", "missing_features", "other").contains(it));
  }
}
