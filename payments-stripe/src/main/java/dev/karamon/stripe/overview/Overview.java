package dev.karamon.stripe.overview;

import dev.karamon.stripe.StripeMode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** All subscriptions of the site together. */
@Schema(name = "StripeOverview")
public record Overview(
    @Schema(description = "The active mode, which the figures are about.") StripeMode mode,
    @Schema(description = "Numbers of subscriptions that have not ended, by status.")
        List<StatusCount> statuses,
    @Schema(description = "Subscriptions that began within the last 30 days.") long began,
    @Schema(description = "Subscriptions that ended within the last 30 days.") long ended,
    @Schema(description = "The last 90 days, oldest first.") List<Day> days) {
  /** How many there are of a status. */
  @Schema(name = "StripeStatusCount")
  public record StatusCount(
      @Schema(description = "In Stripe's spelling.") String status, long count) {}

  /** What was live at the end of a day. */
  @Schema(name = "StripeDay")
  public record Day(
      @Schema(description = "When the day began, in UTC.") Instant day,
      @Schema(description = "Subscriptions on trial.") long trialing,
      @Schema(description = "All other subscriptions that had not ended.") long paying) {}

  public Overview {
    statuses = List.copyOf(statuses);
    days = List.copyOf(days);
  }
}
