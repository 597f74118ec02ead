package dev.karamon.stripe.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.stripe.SubscriptionReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two items: a yearly one that is paid for, and a monthly one. */
class PaidItemsTest {
  private static final long BEGIN = 1_790_000_000;
  private static final long MONTH = 2_592_000;
  private static final long MIDDLE = BEGIN + MONTH / 2;

  @Test
  void an_item_that_was_added_and_not_paid_for_ends_alone() {
    var added = invoice("subscription_update", MIDDLE);
    line(added, "si_monthly", 500, MIDDLE, BEGIN + MONTH);

    assertThat(paidUntil(added)).isEqualTo(Map.of("si_monthly", MIDDLE));
  }

  @Test
  void a_renewal_that_failed_takes_nothing_of_a_longer_period() {
    var renewal = invoice("subscription_cycle", BEGIN + MONTH).put("period_end", BEGIN + MONTH);
    line(renewal, "si_monthly", 1_000, BEGIN + MONTH, BEGIN + 2 * MONTH);

    assertThat(paidUntil(renewal)).isEqualTo(Map.of("si_monthly", BEGIN + MONTH));
  }

  @Test
  void of_several_invoices_for_an_item_the_first_counts() {
    var added = invoice("subscription_update", MIDDLE);
    line(added, "si_monthly", 500, MIDDLE, BEGIN + MONTH);
    var renewal = invoice("subscription_cycle", BEGIN + MONTH).put("period_end", BEGIN + MONTH);
    line(renewal, "si_monthly", 1_000, BEGIN + MONTH, BEGIN + 2 * MONTH);
    line(renewal, "si_yearly", 9_000, BEGIN + MONTH, BEGIN + 13 * MONTH);

    assertThat(paidUntil(renewal, added))
        .isEqualTo(Map.of("si_monthly", MIDDLE, "si_yearly", BEGIN + MONTH));
  }

  @Test
  void what_is_charged_and_given_back_is_not_asked_for() {
    var change = invoice("subscription_update", MIDDLE);
    line(change, "si_yearly", -900, MIDDLE, BEGIN + MONTH);
    line(change, "si_yearly", 900, MIDDLE, BEGIN + MONTH);
    line(change, "si_monthly", 500, MIDDLE, BEGIN + MONTH);

    assertThat(paidUntil(change)).isEqualTo(Map.of("si_monthly", MIDDLE));
  }

  @Test
  void an_item_may_be_named_on_the_line_itself_or_by_its_price_alone() {
    var old = invoice("subscription_update", MIDDLE);
    line(old, 500, MIDDLE, BEGIN + MONTH).put("subscription_item", "si_monthly");
    var byPrice = invoice("subscription_update", MIDDLE);
    line(byPrice, 500, MIDDLE, BEGIN + MONTH)
        .withObjectProperty("pricing")
        .withObjectProperty("price_details")
        .put("price", "price_monthly");

    assertThat(paidUntil(old)).isEqualTo(Map.of("si_monthly", MIDDLE));
    assertThat(paidUntil(byPrice)).isEqualTo(Map.of("si_monthly", MIDDLE));
  }

  @Test
  void what_is_owed_for_something_else_ends_no_item() {
    var dropped = invoice("subscription_update", MIDDLE);
    line(dropped, "si_dropped", 500, MIDDLE, BEGIN + MONTH);
    var renewal = invoice("subscription_cycle", BEGIN + MONTH).put("period_end", BEGIN + MONTH);
    line(renewal, "si_monthly", 1_000, BEGIN + MONTH, BEGIN + 2 * MONTH);
    line(renewal, 700, BEGIN + MONTH, BEGIN + MONTH);

    assertThat(paidUntil(dropped)).isEmpty();
    assertThat(paidUntil(renewal)).isEqualTo(Map.of("si_monthly", BEGIN + MONTH));
  }

  @Test
  void an_invoice_that_does_not_tell_all_it_is_for_counts_for_every_item() {
    var partial = invoice("subscription_update", MIDDLE);
    line(partial, "si_monthly", 500, MIDDLE, BEGIN + MONTH);
    partial.withObjectProperty("lines").put("has_more", true);
    var silent = invoice("subscription_update", MIDDLE);
    line(silent, 500, MIDDLE, BEGIN + MONTH);

    var all = Map.of("si_monthly", MIDDLE, "si_yearly", MIDDLE);
    assertThat(paidUntil(partial)).isEqualTo(all);
    assertThat(paidUntil(silent)).isEqualTo(all);
  }

  /** Until when those items are paid that money is asked for. */
  private static Map<String, Long> paidUntil(JsonNode... due) {
    var subscription = StripeObjects.subscription("sub_1", "past_due");
    var sample = (ObjectNode) subscription.at("/items/data/0");
    subscription
        .withObjectProperty("items")
        .putArray("data")
        .add(item(sample, "yearly", BEGIN + 12 * MONTH))
        .add(item(sample, "monthly", BEGIN + MONTH));
    var state = SubscriptionReader.read(subscription).orElseThrow();
    var paid = new HashMap<String, Long>();
    for (var item : new PaidItems(state, List.of(due)).all()) {
      item.paidUntil().map(Instant::getEpochSecond).ifPresent(at -> paid.put(item.id(), at));
    }
    return paid;
  }

  private static ObjectNode item(ObjectNode sample, String name, long periodEnd) {
    var item = sample.deepCopy().put("id", "si_" + name).put("current_period_end", periodEnd);
    item.withObjectProperty("price").put("id", "price_" + name);
    return item;
  }

  private static ObjectNode invoice(String billingReason, long created) {
    var invoice = StripeObjects.openInvoice("in_1", billingReason, created);
    invoice.withObjectProperty("lines").putArray("data");
    return invoice;
  }

  private static void line(ObjectNode invoice, String item, long amount, long start, long end) {
    line(invoice, amount, start, end)
        .withObjectProperty("parent")
        .withObjectProperty("subscription_item_details")
        .put("subscription_item", item);
  }

  private static ObjectNode line(ObjectNode invoice, long amount, long start, long end) {
    var line = ((ArrayNode) invoice.at("/lines/data")).addObject().put("amount", amount);
    line.putObject("period").put("start", start).put("end", end);
    return line;
  }
}
