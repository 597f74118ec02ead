package dev.karamon.stripe.event;

import dev.karamon.actor.Role;
import dev.karamon.admin.AdminRoute;
import dev.karamon.id.MemberId;
import java.util.List;

/** The inbox in the admin API. */
public final class EventRoutes {
  private static final String EVENT_ID = "Stripe's id of the event.";

  private EventRoutes() {}

  /** The routes of the admin API for the inbox of events. */
  public static List<AdminRoute<?>> of(Events events) {
    return List.of(
        AdminRoute.get("/stripe/events")
            .role(Role.VIEWER)
            .does("listStripeEvents", "Events from Stripe, latest arrival first, without payloads.")
            .query("status", EventStatus.class, "Only events with this status.")
            .query("type", "Only events of this type.")
            .query("member_id", Long.class, "Only events of this member's customers.")
            .query("customer_id", "Only events of this Stripe customer.")
            .sorts(EventViewStore.ORDERS.names())
            .lists(
                EventView.class,
                call ->
                    events.list(
                        call.page(),
                        new EventViewStore.Filter(
                            call.query("status"),
                            call.query("type"),
                            call.queryId("member_id", MemberId::new),
                            call.query("customer_id")))),
        AdminRoute.post("/stripe/events/replay")
            .role(Role.EDITOR)
            .does("replayFailedStripeEvents", "Replay all events that failed or were given up.")
            .answers(Events.Replayed.class, call -> events.replayFailed(call.actor())),
        AdminRoute.get("/stripe/events/{event_id}")
            .path("event_id", String.class, EVENT_ID)
            .role(Role.VIEWER)
            .does("findStripeEvent", "One event with its payload.")
            .answers(EventView.class, call -> events.find(call.path("event_id"))),
        AdminRoute.post("/stripe/events/{event_id}/replay")
            .path("event_id", String.class, EVENT_ID)
            .role(Role.EDITOR)
            .does("replayStripeEvent", "Replay an event.")
            .answers(EventView.class, call -> events.replay(call.actor(), call.path("event_id"))));
  }
}
