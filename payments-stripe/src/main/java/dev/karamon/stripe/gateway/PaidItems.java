package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.stripe.SubscriptionState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out until when each item of a subscription is paid: what is owed for one ends no other. */
final class PaidItems {
  private final SubscriptionState state;
  private final List<JsonNode> due;

  /**
   * For one subscription.
   *
   * @param due the invoices that are why its payment is late
   */
  PaidItems(SubscriptionState state, List<JsonNode> due) {
    this.state = state;
    this.due = due;
  }

  /** The items, those that the invoices ask money for with the end of what was paid before. */
  List<SubscriptionState.Item> all() {
    return state.items().stream().map(item -> item.paid(until(item))).toList();
  }

  private Optional<Instant> until(SubscriptionState.Item item) {
    return due.stream()
        .filter(invoice -> asksFor(invoice, item))
        .map(invoice -> before(invoice, item).orElseGet(() -> UnpaidReader.failedAt(invoice)))
        .min(Comparator.naturalOrder());
  }

  /** An invoice that does not tell which items it is for may be for any. */
  private boolean asksFor(JsonNode invoice, SubscriptionState.Item item) {
    var tellsAll =
        !invoice.path("lines").path("has_more").asBoolean(false)
            && lines(invoice).filter(PaidItems::isCharge).anyMatch(this::tellsItem);
    return !tellsAll
        || lines(invoice).filter(line -> isOf(line, item)).mapToLong(PaidItems::amount).sum() > 0;
  }

  private boolean tellsItem(JsonNode line) {
    return itemOf(line).isPresent() || state.items().stream().anyMatch(item -> isOf(line, item));
  }

  /** Some lines of changes within a period name the price alone. */
  private static boolean isOf(JsonNode line, SubscriptionState.Item item) {
    return itemOf(line)
        .map(item.id()::equals)
        .orElseGet(() -> priceOf(line).filter(item.price().value()::equals).isPresent());
  }

  /** In older versions the line itself names the item. */
  private static Optional<String> itemOf(JsonNode line) {
    var details = line.path("parent").path("subscription_item_details");
    return Fields.id(details, "subscription_item").or(() -> Fields.id(line, "subscription_item"));
  }

  private static Optional<String> priceOf(JsonNode line) {
    return Fields.id(line.path("pricing").path("price_details"), "price")
        .or(() -> Fields.id(line, "price"));
  }

  /**
   * The invoice of a renewal names the period that is over as its own, not the one it asks for.
   * Before the first invoice nothing was paid. Where no period is asked for, it is of the running
   * one, which was paid before.
   */
  private Optional<Instant> before(JsonNode invoice, SubscriptionState.Item item) {
    return switch (Fields.optional(invoice, "billing_reason").orElse("")) {
      case "subscription_cycle" -> Fields.time(invoice, "period_end");
      case "subscription_create" -> Optional.of(Fields.created(invoice));
      case "subscription_update" ->
          periodAskedFor(invoice, item).or(() -> Optional.of(Fields.created(invoice)));
      default -> item.periodEnd().or(state::currentPeriodEnd);
    };
  }

  /** When the periods begin that money is asked for; a line of a moment is of no period. */
  private static Optional<Instant> periodAskedFor(JsonNode invoice, SubscriptionState.Item item) {
    var charges = lines(invoice).filter(PaidItems::isCharge).toList();
    var own = charges.stream().filter(line -> isOf(line, item)).toList();
    return (own.isEmpty() ? charges : own)
        .stream()
            .map(line -> line.path("period"))
            .filter(period -> period.path("end").asLong() > period.path("start").asLong())
            .flatMap(period -> Fields.time(period, "start").stream())
            .min(Comparator.naturalOrder());
  }

  private static Stream<JsonNode> lines(JsonNode invoice) {
    return invoice.path("lines").path("data").valueStream();
  }

  private static boolean isCharge(JsonNode line) {
    return amount(line) > 0;
  }

  private static long amount(JsonNode line) {
    return line.path("amount").asLong();
  }
}
