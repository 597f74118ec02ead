package dev.karamon.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;

/**
 * A member who pays for a group at Stripe, of which nobody has told the server yet.
 *
 * @param subscription as Stripe shows it; its metadata name the member
 */
public record Payer(TestMember member, JsonNode subscription) {
  static Payer of(Site site, String price) {
    var member = site.memberWithoutPassword();
    var customer = site.sandbox().customer(Map.of());
    var note = Map.of("metadata[karamon_member_id]", Long.toString(member.id()));
    return new Payer(member, site.sandbox().subscription(customer, price, note));
  }

  /** Its id as a customer of Stripe. */
  public String customer() {
    return subscription.path("customer").textValue();
  }

  /** The id of its subscription. */
  public String subscriptionId() {
    return subscription.path("id").textValue();
  }

  /** The event that says that its subscription now has this status. */
  public ObjectNode becomes(String status, Instant at) {
    var changed = ((ObjectNode) subscription.deepCopy()).put("status", status);
    return Webhooks.event("customer.subscription.updated", at, changed);
  }

  /** The event that says that its subscription has ended. */
  public ObjectNode ends(Instant at) {
    var ended = ((ObjectNode) subscription.deepCopy()).put("status", "canceled");
    ended.put("ended_at", at.getEpochSecond()).put("canceled_at", at.getEpochSecond());
    return Webhooks.event("customer.subscription.deleted", at, ended);
  }
}
